import type { BillClient } from '../wire/client';
import type { Reader } from './way';

/** A read that items may share, and when it began. */
interface Shared {
	beganAt: number;
	answer: Promise<unknown>;
}

/** The reads of the look-ups of one run of a node. */
export class SharedReads {
	private readonly known = new Map<string, Shared>();
	private signedIn?: Promise<string | undefined>;

	/** @param session the path that says who is signed in */
	constructor(private readonly session: string | undefined) {}

	/**
	 * The reads of one look-up.
	 *
	 * @param client the client of the item that is looked up
	 * @param notBefore a read that began earlier is too old, by our clock
	 */
	reader(client: BillClient, notBefore: number): Reader {
		const share = async <T>(key: string, read: () => Promise<T>): Promise<T> => {
			const known = this.known.get(key);
			if (known && known.beganAt >= notBefore) return (await known.answer) as T;
			const answer = read();
			this.known.set(key, { beganAt: Date.now(), answer });
			return await answer;
		};
		return {
			list: async ({ path, query }, how = {}) =>
				await share(
					JSON.stringify([path, query, how]),
					async () => await client.list({ method: 'GET', path, query }, how),
				),
			record: async (path) => await share(path, async () => await client.find(path)),
			user: async () => {
				this.signedIn ??= this.readUser(client);
				return await this.signedIn;
			},
		};
	}

	/** BILL names the user only for sessions; otherwise records are not compared by their creator. */
	private async readUser(client: BillClient): Promise<string | undefined> {
		if (!this.session) return undefined;
		const session = await client.find(this.session).catch(() => undefined);
		return typeof session?.userId === 'string' ? session.userId : undefined;
	}
}

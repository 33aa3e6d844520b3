import axios from 'axios';
import type { LocalBill } from '../../local-bill/server.mts';
import type { Contender, Done } from './measure.mts';

/** BILL's limit for one developer key and organization. */
const AT_ONCE = 3;

/** What one would write without n8n: axios, signed in once, three calls in flight. */
export async function bareProgram({ url, credentials }: LocalBill): Promise<Contender> {
	const { data } = await axios.post<{ sessionId: string }>(`${url}/connect/v3/login`, credentials, {
		proxy: false,
	});
	const bill = axios.create({
		baseURL: `${url}/connect/v3`,
		headers: { devKey: credentials.devKey, sessionId: data.sessionId },
		proxy: false,
	});

	const timed = async (work: () => Promise<number>): Promise<Done> => {
		const started = performance.now();
		const records = await work();
		return { records, milliseconds: performance.now() - started };
	};

	return {
		name: 'bare axios program',
		list: async () =>
			await timed(async () => {
				const vendors: unknown[] = [];
				let page: string | undefined;
				do {
					const { data: list } = await bill.get<{ results: unknown[]; nextPage?: string }>(
						'/vendors',
						{ params: { max: 100, page } },
					);
					vendors.push(...list.results);
					page = list.nextPage;
				} while (page);
				return vendors.length;
			}),
		gets: async (ids) =>
			await timed(async () => {
				const vendors: unknown[] = [];
				const waiting = ids.entries();
				const worker = async () => {
					for (const [index, id] of waiting) {
						vendors[index] = (await bill.get(`/vendors/${id}`)).data;
					}
				};
				await Promise.all(Array.from({ length: AT_ONCE }, worker));
				return vendors.length;
			}),
	};
}

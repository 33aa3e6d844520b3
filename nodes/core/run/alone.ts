/** The work in progress, by owner and key. */
const running = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Runs one piece of work at a time for each owner and key, across all executions of this process.
 *
 * @param owner what the key belongs to, such as an organization in BILL
 */
export async function alone<T>(owner: object, key: string, work: () => Promise<T>): Promise<T> {
	const ofOwner = running.get(owner) ?? new Map<string, Promise<unknown>>();
	running.set(owner, ofOwner);
	const before = ofOwner.get(key) ?? Promise.resolve();
	const mine = before.then(work, work);
	const ended = mine.catch(() => undefined);
	ofOwner.set(key, ended);
	try {
		return await mine;
	} finally {
		if (ofOwner.get(key) === ended) ofOwner.delete(key);
	}
}

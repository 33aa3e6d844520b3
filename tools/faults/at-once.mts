/** Runs the work for each entry of a list, `atOnce` at the same time. Stops at the first error. */
export async function inEach<T>(
	list: T[],
	atOnce: number,
	work: (one: T) => Promise<void>,
): Promise<void> {
	const waiting = [...list];
	const worker = async () => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Does the same for each of a list, so many at the same time, and ends with the first error. */
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

/** Waits until `look` returns something, and returns it. */
export async function eventually<T>(
	look: () => Promise<T | undefined | false> | T | undefined | false,
	what: string,
	within = 60_000,
): Promise<T> {
	const end = Date.now() + within;
	for (let pause = 20; ; pause = Math.min(pause * 1.5, 500)) {
		const found = await look();
		if (found) return found;
		if (Date.now() > end) throw new Error(`In ${within} ms it did not come to this: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, pause));
	}
}

/** An error that a person can fix. It is shown as one line, without a stack trace. */
export class PlainError extends Error {}

/** Runs the main function of a program. A PlainError ends it with one line and exit code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
	try {
		await main();
	} catch (error) {
		console.error(error instanceof PlainError ? error.message : error);
		process.exit(1);
	}
}

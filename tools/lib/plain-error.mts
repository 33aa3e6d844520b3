/** Something a person can set right: shown as its one line, without a stack. */
export class PlainError extends Error {}

/** Runs a program's main function: a PlainError ends it with one line and exit code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
	try {
		await main();
	} catch (error) {
		console.error(error instanceof PlainError ? error.message : error);
		process.exit(1);
	}
}

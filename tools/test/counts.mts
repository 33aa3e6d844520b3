/** How many tests passed, failed or were skipped. */
export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

export const noTests: Counts = { passed: 0, failed: 0, skipped: 0 };

/** The counts of a check that either passes or fails. */
export const one = (passed: boolean): Counts => ({
	passed: Number(passed),
	failed: Number(!passed),
	skipped: 0,
});

export const add = (a: Counts, b: Counts): Counts => ({
	passed: a.passed + b.passed,
	failed: a.failed + b.failed,
	skipped: a.skipped + b.skipped,
});

/** The counts as the last line of a run. */
export const closingLine = ({ passed, failed, skipped }: Counts): string =>
	`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

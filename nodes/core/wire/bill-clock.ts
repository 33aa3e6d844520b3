/** HTTP gives its dates in whole seconds. */
const SECOND = 1_000;

/** How long an answer's date is relied on; clocks drift apart. */
const FRESH_MS = 60_000;

/**
 * BILL's clock, as far as the Date headers of its answers tell it. A header says the second in which an answer was
 * made, which lies between the moments at which its request was sent and it came in.
 */
export class BillClock {
	/** BILL's time less ours, at least and at most. */
	private least?: number;
	private most?: number;
	private notedAt = 0;

	/**
	 * Takes in one answer.
	 *
	 * @param date its Date header; anything that is no date is passed over
	 * @param sentAt when its request was sent, by our clock
	 * @param cameAt when it came in, by our clock
	 */
	note(date: unknown, sentAt: number, cameAt: number): void {
		const second = typeof date === 'string' ? Date.parse(date) : NaN;
		if (Number.isNaN(second)) return;
		const least = second - cameAt;
		const most = second + SECOND - sentAt;
		const isStale = cameAt - this.notedAt > FRESH_MS;
		const fits = this.least !== undefined && this.most !== undefined && !isStale;
		// Bounds that exclude each other mean that a clock was set anew.
		const agree = fits && least <= (this.most as number) && most >= (this.least as number);
		this.least = agree ? Math.max(least, this.least as number) : least;
		this.most = agree ? Math.min(most, this.most as number) : most;
		this.notedAt = cameAt;
	}

	/** The earliest that BILL's clock can have shown at a moment of ours; without any answer, that moment itself. */
	earliest(moment: number): number {
		return moment + (this.least ?? 0);
	}
}

const clocks = new Map<string, BillClock>();

/** @param gateway the address that BILL answers at */
export function clockOf(gateway: string): BillClock {
	const known = clocks.get(gateway) ?? new BillClock();
	clocks.set(gateway, known);
	return known;
}

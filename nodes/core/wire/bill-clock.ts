/** HTTP dates are in whole seconds. */
const SECOND = 1_000;

/** How long the date of a response is used; clocks drift apart. */
const FRESH_MS = 60_000;

/**
 * BILL's clock, as far as the Date headers of its responses show it. A header gives the second in which the response
 * was created, which lies between the moment the request was sent and the moment the response arrived.
 */
export class BillClock {
	/** Lower and upper bound of BILL's time minus ours, in milliseconds. */
	private least?: number;
	private most?: number;
	private notedAt = 0;

	/**
	 * Takes one response into account.
	 *
	 * @param date its Date header; anything that is not a date is ignored
	 * @param sentAt when its request was sent, by our clock
	 * @param cameAt when it arrived, by our clock
	 */
	note(date: unknown, sentAt: number, cameAt: number): void {
		const second = typeof date === 'string' ? Date.parse(date) : NaN;
		if (Number.isNaN(second)) return;
		const least = second - cameAt;
		const most = second + SECOND - sentAt;
		const isStale = cameAt - this.notedAt > FRESH_MS;
		const fits = this.least !== undefined && this.most !== undefined && !isStale;
		// Bounds that exclude each other mean that a clock was reset.
		const agree = fits && least <= (this.most as number) && most >= (this.least as number);
		this.least = agree ? Math.max(least, this.least as number) : least;
		this.most = agree ? Math.min(most, this.most as number) : most;
		this.notedAt = cameAt;
	}

	/**
	 * The earliest time that BILL's clock can have shown at a moment of our clock; that moment itself if there was no
	 * response yet.
	 */
	earliest(moment: number): number {
		return moment + (this.least ?? 0);
	}
}

const clocks = new Map<string, BillClock>();

/** @param gateway the address of BILL's gateway */
export function clockOf(gateway: string): BillClock {
	const known = clocks.get(gateway) ?? new BillClock();
	clocks.set(gateway, known);
	return known;
}

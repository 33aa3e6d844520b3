/** The clock of the local BILL: the computer's (or a test's), moved by what `/local-bill/clock` added. */
export class Clock {
	private offset = 0;
	private last = 0;

	constructor(private readonly source: () => Date = () => new Date()) {}

	/** Milliseconds since 1970. */
	now(): number {
		return this.source().getTime() + this.offset;
	}

	/** A time stamp in BILL's form. Never twice the same, so that `updatedTime` moves with every write. */
	stamp(): string {
		this.last = Math.max(this.now(), this.last + 1);
		return toBillTime(this.last);
	}

	/** The calendar day, yyyy-MM-dd. In UTC: which zone BILL takes is not documented. */
	today(): string {
		return new Date(this.now()).toISOString().slice(0, 10);
	}

	/** Moves the clock forward. */
	advance(ms: number): void {
		this.offset += ms;
	}

	/** Does the work as if it were that moment. */
	at(moment: number, work: () => void): void {
		const { offset } = this;
		this.offset += moment - this.now();
		try {
			work();
		} finally {
			this.offset = offset;
		}
	}

	reset(): void {
		this.offset = 0;
		this.last = 0;
	}
}

/** BILL writes an offset in place of `Z`: 2026-12-15T23:15:23.127+00:00. */
export function toBillTime(ms: number): string {
	return new Date(ms).toISOString().replace('Z', '+00:00');
}

/** The clock of the local BILL: the computer's (or a test's) clock plus what `/local-bill/clock` has added. */
export class Clock {
	private offset = 0;
	private last = 0;

	constructor(private readonly source: () => Date = () => new Date()) {}

	/** Milliseconds since 1970. */
	now(): number {
		return this.source().getTime() + this.offset;
	}

	/** A timestamp in BILL's format. Never returns the same one twice, so that `updatedTime` changes with every write. */
	stamp(): string {
		this.last = Math.max(this.now(), this.last + 1);
		return toBillTime(this.last);
	}

	/** The calendar day, yyyy-MM-dd, in UTC. Which time zone BILL uses is not documented. */
	today(): string {
		return new Date(this.now()).toISOString().slice(0, 10);
	}

	/** Moves the clock forward. */
	advance(ms: number): void {
		this.offset += ms;
	}

	/** Runs the work as if that were the current time. */
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

/** BILL writes an offset instead of `Z`: 2026-12-15T23:15:23.127+00:00. */
export function toBillTime(ms: number): string {
	return new Date(ms).toISOString().replace('Z', '+00:00');
}

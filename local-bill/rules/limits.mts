import { BillError } from '../errors/bill-error.mts';
import type { Clock } from '../state/clock.mts';

/**
 * https://developer.bill.com/docs/api-rate-limits. BILL documents no HTTP status for the limits; 422 is one that a
 * public client handles.
 */
const DEFAULTS = {
	/** Concurrent calls per developer key and organization. */
	concurrent: 3,
	/** Calls per developer key. The count restarts at the top of the hour. */
	perHour: 20_000,
	/** Logins per developer key and hour. */
	loginsPerHour: 200,
	/** Text messages per minute. */
	textsPerMinute: 5,
	/** Calls per minute and token of Spend & Expense. */
	spendPerMinute: 60,
	/** HTTP status when that limit is exceeded; not documented either. */
	spendStatus: 429,
	/** HTTP status for the other limits. */
	status: 422,
};

export type LimitValues = typeof DEFAULTS;

/** Counts calls and refuses those that exceed BILL's limits. */
export class Limits {
	values: LimitValues = { ...DEFAULTS };
	private readonly inFlight = new Map<string, number>();
	private counts = new Map<string, { period: number; count: number }>();
	/** The times of the calls of the last minute, by token. */
	private spendCalls = new Map<string, number[]>();

	constructor(private readonly clock: Clock) {}

	/**
	 * Restores the default limits and clears the counts. Calls in flight stay counted, because they are still running.
	 */
	reset(): void {
		this.values = { ...DEFAULTS };
		this.counts = new Map();
		this.spendCalls = new Map();
	}

	/** How many calls are in flight for that key and organization. */
	running(bucket: string): number {
		return this.inFlight.get(bucket) ?? 0;
	}

	/** Reserves a slot. The returned function releases it once. */
	enter(bucket: string): () => void {
		if (this.running(bucket) >= this.values.concurrent) {
			throw BillError.of('BDC_1322', undefined, { status: this.values.status });
		}
		this.inFlight.set(bucket, this.running(bucket) + 1);
		let held = true;
		return () => {
			if (held) this.inFlight.set(bucket, this.running(bucket) - 1);
			held = false;
		};
	}

	countRequest(devKey: string): void {
		this.count(`requests ${devKey}`, 3_600_000, this.values.perHour);
	}

	countLogin(devKey: string): void {
		this.count(`logins ${devKey}`, 3_600_000, this.values.loginsPerHour);
	}

	/** BILL's error for too many text messages is not documented; the code for too many attempts is used. */
	countText(devKey: string): void {
		try {
			this.count(`texts ${devKey}`, 60_000, this.values.textsPerMinute);
		} catch {
			throw BillError.of('BDC_1358', 'Too many text messages: at most 5 per minute.', {
				status: this.values.status,
			});
		}
	}

	/**
	 * Counts a call to Spend & Expense. Any 60 seconds count, which is the strictest reading of "per minute"; refused
	 * calls do not count. BILL's code for this is not known: the one for the hourly limit is used.
	 */
	countSpendCall(token: string): void {
		const now = this.clock.now();
		const { spendPerMinute: max, spendStatus: status } = this.values;
		const calls = (this.spendCalls.get(token) ?? []).filter((time) => now - time < 60_000);
		this.spendCalls.set(token, calls);
		if (calls.length >= max) {
			const message = `Max number of allowed requests per minute reached: ${max}.`;
			throw BillError.of('BDC_1144', message, { status });
		}
		calls.push(now);
	}

	private count(key: string, length: number, max: number): void {
		const period = Math.floor(this.clock.now() / length);
		const current = this.counts.get(key);
		const count = current?.period === period ? current.count + 1 : 1;
		this.counts.set(key, { period, count });
		if (count > max) {
			const message = `Max number of allowed requests per hour reached: ${max}.`;
			throw BillError.of('BDC_1144', message, { status: this.values.status });
		}
	}
}

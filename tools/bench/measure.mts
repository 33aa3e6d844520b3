import type { LocalBill } from '../../local-bill/server.mts';
import type { Done } from './job.mts';

/** A piece of work with what BILL saw of it. */
export interface Run extends Done {
	requests: number;
	logins: number;
	/** Answers that were not a success. */
	refused: number;
	/** Requests in flight at the same moment. */
	mostAtOnce: number;
}

/** Does a piece of work and counts what arrived at the local BILL meanwhile. */
export async function measured(bill: LocalBill, work: () => Promise<Done>): Promise<Run> {
	bill.clearRequests();
	const done = await work();
	const { requests } = bill;
	const logins = requests.filter((request) => request.path === '/connect/v3/login').length;
	return {
		...done,
		requests: requests.length - logins,
		logins,
		refused: requests.filter(({ status }) => status === undefined || status >= 400).length,
		mostAtOnce: requests.reduce((most, { inFlight }) => Math.max(most, inFlight), 0),
	};
}

/** The run in the middle by time, of those in which BILL refused nothing, if there are any. */
export function median(runs: Run[]): Run {
	const clean = runs.filter(({ refused }) => refused === 0);
	const sorted = (clean.length ? clean : [...runs]).sort((a, b) => a.milliseconds - b.milliseconds);
	return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** The number in the middle. */
export function middle(numbers: number[]): number {
	return [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
}

import type { LocalBill } from '../../local-bill/server.mts';
import type { Done } from './job.mts';

/** A finished job, with the local BILL's view of it. */
export interface Run extends Done {
	requests: number;
	logins: number;
	/** Responses that were not a success. */
	refused: number;
	/** The most requests in flight at the same time. */
	mostAtOnce: number;
}

/** Does a job and counts the requests that the local BILL receives meanwhile. */
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

/** The run with the median time; runs in which BILL refused nothing are preferred. */
export function median(runs: Run[]): Run {
	const clean = runs.filter(({ refused }) => refused === 0);
	const sorted = (clean.length ? clean : [...runs]).sort((a, b) => a.milliseconds - b.milliseconds);
	return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** The median of the numbers. */
export function middle(numbers: number[]): number {
	return [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
}

import type { LocalBill } from '../../local-bill/server.mts';

/** What a contender says of one piece of work. */
export interface Done {
	records: number;
	milliseconds: number;
}

/** One way to do the same calls. */
export interface Contender {
	name: string;
	/** How it is set up, where that needs saying. */
	note?: string;
	/** All vendors. */
	list(): Promise<Done>;
	/** One GET for each ID. */
	gets(ids: string[]): Promise<Done>;
}

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
	return sorted[Math.floor(sorted.length / 2)];
}

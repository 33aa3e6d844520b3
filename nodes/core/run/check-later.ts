import { sleep } from 'n8n-workflow';

import { isWrite } from '../wire/request';
import type { Job } from './job';
import type { Operation } from './operation';

/** So many items are checked before the first request leaves, also where nothing can be changed. */
const CHECKED_BEFORE = 50;

/**
 * The items that can be checked while those before them are on their way: n8n takes a millisecond for each expression,
 * and a wrong one among many reads costs some reads. What can change something at BILL is checked whole before anything
 * is sent, and so is what decides only when it is prepared what it sends.
 */
export function checkedLater(operation: Operation, jobs: Job[]): Job[] {
	const { bulk, checkItems, guard, prepare, run } = operation;
	const isPlain = !bulk && !checkItems && !guard && !prepare && !run;
	return isPlain && !isWrite(operation) ? jobs.slice(CHECKED_BEFORE) : [];
}

/**
 * Checks items one after the other, with a pause after each in which answers come in.
 *
 * @param isOver whether nobody waits for the others any more
 * @returns waits until an item was checked
 */
export function checkMeanwhile(
	jobs: Job[],
	check: (job: Job) => Promise<void>,
	isOver: () => boolean,
): (job: Job) => Promise<void> {
	const checked = new Map<Job, Promise<void>>();
	let before = Promise.resolve();
	for (const job of jobs) {
		before = before.then(async () => {
			await sleep(0);
			if (!isOver()) await check(job);
		});
		checked.set(job, before);
	}
	return async (job) => await checked.get(job);
}

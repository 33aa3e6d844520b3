import type { NodeOperationError } from 'n8n-workflow';

import { isWrite } from '../wire/request';
import { isTool } from '../wire/tool';
import { outcomeOfItem } from './item-errors';
import type { ItemError } from './item-errors';
import type { Job } from './job';

/**
 * The error that a run ends with. It names unknown writes first, then completed writes, then refused ones, so that
 * users know what to look for in BILL and what to leave out when they run it again.
 *
 * @param forAll the error that affects all items, before or beside their own errors
 * @returns undefined if nothing has failed
 */
export function errorOf(jobs: Job[], forAll?: ItemError): ItemError | undefined {
	const failed = jobs.filter(({ error }) => error);
	if (failed.length === 0 && !forAll) return undefined;
	const unknown = jobs.filter(isUnknown);
	const written = jobs.filter(
		({ call, outputs, isKnown }) => outputs && (isKnown || (call && isWrite(call.request))),
	);
	const refused = failed.filter((job) => !unknown.includes(job));

	const error = (forAll ??
		(unknown.find((job) => job.error) ?? failed[0]).error) as NodeOperationError;
	const parts = [
		unknown.length > 0 && `Unknown: ${inWords(unknown)}. Look in BILL before you run them again.`,
		written.length > 0 &&
			`Already written in this run: ${inWords(written)}. They are in BILL; leave them out when you run it again.`,
		unknown.length > 0 &&
			refused.length > 0 &&
			`Refused: ${inWords(refused)} (${(refused[0].error as Error).message}).`,
	];
	const told = parts.filter(Boolean).join(' ');
	if (!told) return error;
	error.description = `${told} ${error.description ?? ''}`.trim();
	// A model sees only the message.
	if (isTool(error.node)) error.message = `${told} ${error.message}`;
	return error;
}

/**
 * Whether the outcome of an item's write is unknown: from this try, or from an earlier one that this try did not look
 * up.
 */
function isUnknown({ error, outputs, memory }: Job): boolean {
	if (error) return outcomeOfItem(error, memory) === 'unknown';
	return !outputs && memory.sent.writes.length > 0;
}

/** "item 2", "items 2 and 20 to 39". */
function inWords(jobs: Job[]): string {
	const ranges: Array<[number, number]> = [];
	for (const { item } of jobs) {
		const last = ranges[ranges.length - 1];
		if (last && last[1] === item - 1) last[1] = item;
		else ranges.push([item, item]);
	}
	const texts = ranges.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`));
	const list = [texts.slice(0, -1).join(', '), texts[texts.length - 1]]
		.filter(Boolean)
		.join(' and ');
	return `${jobs.length === 1 ? 'item' : 'items'} ${list}`;
}

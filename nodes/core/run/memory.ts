import type { IExecuteFunctions } from 'n8n-workflow';

import { isWrite } from '../wire/request';
import type { Parties } from './acting';
import type { Job } from './job';
import type { Call, Output } from './operation';
import { resume } from './prepare';

/**
 * Takes over the state of an earlier try of the same item: its output, or the call that it had begun to send.
 *
 * @returns whether there was anything to take over
 */
export function takeOver(job: Job, context: IExecuteFunctions, parties: Parties): boolean {
	const { memory } = job;
	if (recall(job)) return true;
	if (!memory.call || memory.writes.length === 0) return false;
	const call = memory.call as Call;
	const { client, shared } = parties.ofCall(call);
	job.call = resume(call, context, client, shared);
	memory.call = job.call;
	return true;
}

/**
 * Takes over the output of an item from an earlier try; it needs no client.
 *
 * @returns whether there was an output
 */
export function recall(job: Job): boolean {
	if (!job.memory.outputs) return false;
	job.outputs = job.memory.outputs as Output[];
	job.isKnown = true;
	return true;
}

/** Remembers a call that is about to be sent. */
export function rememberCall({ call }: Job): void {
	if (call) call.client.writes.memory.call = call;
}

/** Remembers the output of an item. The output of a read is needed again only if n8n retries. */
export function rememberOutputs({ call, outputs }: Job): void {
	if (!call || !outputs) return;
	const triesAgain = call.client.node.retryOnFail === true;
	if (triesAgain || isWrite(call.request)) call.client.writes.memory.outputs = outputs;
}

/** Whether an earlier try has sent something for the item whose outcome must be known before anything else is sent. */
export function isBegun({ call }: Job): boolean {
	return call !== undefined && call.client.writes.memory.writes.length > 0;
}

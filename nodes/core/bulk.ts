import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { nodeError } from './errors';
import type { Job } from './execute';
import { output } from './execute';
import type { Bulk, Call, Operation } from './operation';

/**
 * Sends the items of an operation that BILL takes many of in one request, and returns the jobs that
 * are still to be sent one by one: all of them where there is no such endpoint or too few items, and
 * those of a batch that BILL refused, because BILL's bulk is all or nothing
 * (https://developer.bill.com/reference/createbulkbills) and only the guilty ones are to fail.
 *
 * A batch whose answer is lost is not sent again in any form.
 */
export async function runBulk(operation: Operation, jobs: Job[], goOn: boolean): Promise<Job[]> {
	const { bulk } = operation;
	if (!bulk) return jobs;
	const together = jobs.filter(
		({ call }) => (call?.options.batching ?? 'automatic') === 'automatic',
	);
	const single = jobs.filter((job) => !together.includes(job));
	for (let from = 0; from < together.length; from += bulk.most) {
		const batch = together.slice(from, from + bulk.most);
		if (batch.length < 2 || !(await sendBatch(bulk, batch))) single.push(...batch);
		if (!goOn && batch.some((job) => job.error)) return [];
	}
	return single.sort((a, b) => a.itemIndex - b.itemIndex);
}

/** @returns false when BILL refused the batch, so that nothing of it has happened */
async function sendBatch({ path, member }: Bulk, batch: Job[]): Promise<boolean> {
	const calls = batch.map((job) => job.call as Call);
	const [{ client, request }] = calls;
	const fail = (message: string, description: string, status?: number) => {
		for (const job of batch) {
			job.error = nodeError(client.node, message, description, job.itemIndex, status);
		}
	};
	try {
		const answer = await client.send({
			...request,
			path,
			body: calls.map((call) => call.request.body),
			itemIndex: undefined,
		});
		const records = member ? (answer as IDataObject | undefined)?.[member] : answer;
		if (!Array.isArray(records) || records.length !== batch.length) {
			fail(
				`BILL took ${batch.length} records in one request, but its answer does not name each of them`,
				'They are in BILL. Look them up there before running this again, or choose Options > Batching > One by One.',
			);
			return true;
		}
		batch.forEach((job, index) => {
			job.outputs = [output(records[index] as IDataObject, job.call as Call)];
		});
	} catch (error) {
		const { message, description, httpCode } = error as NodeApiError;
		if (Number(httpCode) >= 400 && Number(httpCode) < 500) return false;
		fail(message, description ?? '');
	}
	return true;
}

import type { IDataObject, NodeApiError } from 'n8n-workflow';

import type { BillRequest } from './api';
import { nodeError } from './errors';
import type { Job } from './execute';
import type { Bulk, Call, Operation } from './operation';
import { output } from './output';

/**
 * Runs jobs, many in one request where BILL has an endpoint for that. BILL's bulk is all or nothing
 * (https://developer.bill.com/reference/createbulkbills) and only the guilty items are to fail, so a batch
 * that is refused is sent again one by one. A batch whose answer is lost is not sent again in any form.
 *
 * @param oneByOne runs what has no endpoint for many, or cannot go that way
 */
export async function runBulk(
	{ bulk }: Operation,
	jobs: Job[],
	goOn: boolean,
	oneByOne: (jobs: Job[]) => Promise<void>,
): Promise<void> {
	const together = bulk ? jobs.filter(({ call }) => isForBulk(call as Call, bulk)) : [];
	for (const batch of bulk ? batchesOf(together, bulk) : []) {
		if (batch.length < 2 || !(await sendBatch(bulk as Bulk, batch))) await oneByOne(batch);
		if (!goOn && batch.some((job) => job.error)) return;
	}
	await oneByOne(jobs.filter((job) => !together.includes(job)));
}

function isForBulk({ options, request }: Call, { takes }: Bulk): boolean {
	if ((options.batching ?? 'automatic') !== 'automatic') return false;
	return !takes || Object.keys(request.body ?? {}).every((member) => takes.includes(member));
}

/** Batches of at most what BILL takes; a record is in one batch only once, so that its writes keep their order. */
function batchesOf(jobs: Job[], { most, ids }: Bulk): Job[][] {
	const batches: Job[][] = [];
	let batch: Job[] = [];
	for (const job of jobs) {
		const again = ids && batch.some(({ call }) => call?.recordId === job.call?.recordId);
		if (batch.length === most || again) {
			batches.push(batch);
			batch = [];
		}
		batch.push(job);
	}
	return batch.length > 0 ? [...batches, batch] : batches;
}

function batchRequest({ path, ids }: Bulk, calls: Call[]): BillRequest {
	const [{ request }] = calls;
	const common = { ...request, path, itemIndex: undefined };
	if (ids === 'query') {
		return {
			...common,
			query: { ids: calls.map(({ recordId }) => recordId).join(',') },
			body: undefined,
		};
	}
	const body = calls.map(({ request: { body: own }, recordId }) =>
		ids ? { id: recordId, ...(own as object) } : own,
	);
	return { ...common, body };
}

/** @returns false when BILL refused the batch, so that nothing of it has happened */
async function sendBatch(bulk: Bulk, batch: Job[]): Promise<boolean> {
	const calls = batch.map((job) => job.call as Call);
	const [{ client }] = calls;
	const fail = (message: string, description: string) => {
		for (const job of batch) {
			job.error = nodeError(client.node, message, description, job.itemIndex);
		}
	};
	try {
		const answer = await client.send(batchRequest(bulk, calls));
		const found = bulk.member ? (answer as IDataObject | undefined)?.[bulk.member] : answer;
		const records = inOrder(Array.isArray(found) ? (found as IDataObject[]) : [], calls, bulk);
		if (!records) {
			fail(
				`BILL took ${batch.length} records in one request, but its answer does not name each of them`,
				'They have been written. Look them up in BILL before running this again, or choose Options > Batching > One by One.',
			);
			return true;
		}
		batch.forEach((job, index) => {
			job.outputs = [output(records[index], job.call as Call)];
		});
	} catch (error) {
		const { message, description, httpCode } = error as NodeApiError;
		// 408 says that the time was over, not that nothing happened.
		const status = Number(httpCode);
		if (status >= 400 && status < 500 && status !== 408) return false;
		fail(message, description ?? '');
	}
	return true;
}

/** The answer's records in the order of the calls: by ID where the calls have one, else as BILL lists them. */
function inOrder(records: IDataObject[], calls: Call[], { ids }: Bulk): IDataObject[] | undefined {
	if (records.length !== calls.length) return undefined;
	if (!ids) return paired(records, calls);
	const byId = new Map(records.map((record) => [record.id, record]));
	const ordered = calls.map(({ recordId }) => byId.get(recordId ?? ''));
	return ordered.every((record) => record) ? (ordered as IDataObject[]) : undefined;
}

/** Members that say which record is which. */
const TELLING = [
	'name',
	'firstName',
	'lastName',
	'referenceNumber',
	'invoice',
	'vendorId',
	'customerId',
];

/**
 * New records by what was sent for them. BILL lists them in the order of the request as far as is known, but says
 * so nowhere, and a record given to the wrong item would be billed or paid for another.
 */
function paired(records: IDataObject[], calls: Call[]): IDataObject[] | undefined {
	const fits = (record: IDataObject, { request }: Call) =>
		TELLING.every((member) => {
			const sent = (request.body as IDataObject)[member];
			const kept = record[member];
			return sent === undefined || kept === undefined || told(sent) === told(kept);
		});
	if (calls.every((call, index) => fits(records[index], call))) return records;
	const left = [...records];
	const ordered: IDataObject[] = [];
	for (const call of calls) {
		const at = left.findIndex((record) => fits(record, call));
		if (at < 0) return undefined;
		ordered.push(...left.splice(at, 1));
	}
	return ordered;
}

function told(value: unknown): string {
	const { invoiceNumber } = (value ?? {}) as IDataObject;
	return String(invoiceNumber ?? (typeof value === 'object' ? '' : value)).trim();
}

import type { IDataObject } from 'n8n-workflow';

import type { Bulk, OperationForm } from '../form/operation';
import type { BillClient } from '../wire/client';
import { nodeError } from '../wire/errors';
import type { BillError } from '../wire/errors';
import type { Outcome } from '../wire/failures';
import { listIn } from '../wire/pages';
import type { BillRequest } from '../wire/request';
import type { Job } from './job';
import { bodyOf } from './operation';
import type { Call } from './operation';
import { output } from './output';
import { areConfusable, pairNewRecords } from './pairing';

/** A job whose item can be sent. */
type Ready = Job & { call: Call };

interface Run {
	client: BillClient;
	/** Whether the others are run when one has failed. */
	goOn: boolean;
	/** Runs what has no endpoint for many, or cannot go that way. */
	oneByOne(jobs: Job[]): Promise<void>;
}

/**
 * Runs jobs, many in one request where BILL has an endpoint for that. BILL's bulk is all or nothing
 * (https://developer.bill.com/reference/createbulkbills) and only the guilty items are to fail, so a batch
 * that is refused is sent again one by one. A batch whose answer is lost is not sent again in any form.
 */
export async function runBulk(
	{ bulk }: OperationForm,
	jobs: Job[],
	{ client, goOn, oneByOne }: Run,
): Promise<void> {
	const together = bulk ? jobs.filter((job): job is Ready => isForBulk(job.call, bulk)) : [];
	for (const batch of bulk ? batchesOf(together, bulk) : []) {
		if (batch.length < 2 || !(await sendBatch(bulk as Bulk, batch, client))) await oneByOne(batch);
		if (!goOn && batch.some((job) => job.error)) return;
	}
	const alone = new Set(jobs);
	for (const job of together) alone.delete(job);
	await oneByOne([...alone]);
}

function isForBulk(call: Call | undefined, { takes }: Bulk): boolean {
	if (!call?.settings.batching) return false;
	return !takes || Object.keys(bodyOf(call)).every((member) => takes.includes(member));
}

/**
 * Batches of at most what BILL takes. A record is in one batch only once, so that its writes keep their order, and
 * so are new records that could not be told apart in the answer.
 */
function batchesOf(jobs: Ready[], { most, records }: Bulk): Ready[][] {
	const batches: Ready[][] = [];
	let batch: Ready[] = [];
	for (const job of jobs) {
		const clashes = ({ call }: Ready) =>
			'ids' in records
				? call.recordId === job.call.recordId
				: areConfusable(bodyOf(call), bodyOf(job.call), records.toldApartBy);
		if (batch.length === most || batch.some(clashes)) {
			batches.push(batch);
			batch = [];
		}
		batch.push(job);
	}
	return batch.length > 0 ? [...batches, batch] : batches;
}

function batchRequest({ path, records }: Bulk, calls: Call[]): BillRequest {
	const common = { ...calls[0].request, path };
	if ('toldApartBy' in records) return { ...common, body: calls.map(bodyOf) };
	if (records.ids === 'query') {
		const ids = calls.map(({ recordId }) => recordId).join(',');
		return { ...common, query: { ids }, body: undefined };
	}
	return { ...common, body: calls.map((call) => ({ id: call.recordId, ...bodyOf(call) })) };
}

/** @returns false when BILL refused the batch, so that nothing of it has happened */
async function sendBatch(bulk: Bulk, batch: Ready[], client: BillClient): Promise<boolean> {
	const calls = batch.map(({ call }) => call);
	const sent = batchRequest(bulk, calls);
	const request = `${sent.method} ${sent.path}`;
	const fail = (job: Job, message: string, description: string, outcome: Outcome = 'unknown') => {
		job.error = nodeError(client.node, message, description, { item: job.item, outcome, request });
	};
	let answer: unknown;
	try {
		answer = await client.send(sent);
	} catch (error) {
		const { message, description, outcome } = error as BillError;
		if (outcome === 'refused') return false;
		for (const job of batch) fail(job, message, description ?? '', outcome);
		return true;
	}
	const found = (listIn(answer, bulk.member) ?? []) as IDataObject[];
	const records = recordsOf(found, calls, bulk);
	for (const [index, job] of batch.entries()) {
		const record = records[index];
		if (record) {
			job.outputs = [output(record, job.call)];
			continue;
		}
		fail(
			job,
			`BILL took ${batch.length} records in one request, but its answer does not tell which one is this item's`,
			`The answer has ${found.length} records. Look in BILL whether this item's is there before you run it again, or choose Options > Batching > One by One.`,
		);
	}
	return true;
}

/** The answer's records in the order of the calls; nothing where it cannot be told which one it is. */
function recordsOf(
	records: IDataObject[],
	calls: Call[],
	bulk: Bulk,
): Array<IDataObject | undefined> {
	if ('toldApartBy' in bulk.records) {
		return pairNewRecords(records, calls.map(bodyOf), bulk.records.toldApartBy);
	}
	const byId = new Map(records.map((record) => [record.id, record]));
	return calls.map(({ recordId }) => byId.get(recordId ?? ''));
}

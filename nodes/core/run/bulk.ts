import type { IDataObject } from 'n8n-workflow';

import type { Bulk, OperationForm } from '../form/operation';
import type { BillClient } from '../wire/client';
import { outcomeOf } from '../wire/failures';
import type { Failure } from '../wire/failures';
import { listIn } from '../wire/pages';
import type { BillRequest } from '../wire/request';
import type { Write } from '../wire/writes';
import { runAtOnce } from './at-once';
import { inNode } from './item-errors';
import type { Job } from './job';
import { rememberOutputs } from './memory';
import { bodyOf } from './operation';
import type { Call } from './operation';
import { marked, output } from './output';
import { areConfusable, pairNewRecords } from './pairing';

/** A job whose item can be sent. */
type Ready = Job & { call: Call };

/** Jobs that are sent together, and the error if one of them has failed. */
interface Batch {
	batch: Ready[];
	error?: Error;
}

interface Run {
	client: BillClient;
	/** Whether to run the others after one has failed. */
	goOn: boolean;
	/** Runs jobs that have no bulk endpoint, or cannot use it. */
	oneByOne(jobs: Job[]): Promise<void>;
}

/**
 * Runs jobs, many in one request if BILL has a bulk endpoint. If BILL refuses a batch, only the items at fault should
 * fail, so items that BILL has certainly not processed are sent again one by one. A batch whose response was lost is
 * not sent again in any form.
 */
export async function runBulk(
	{ bulk }: OperationForm,
	jobs: Job[],
	{ client, goOn, oneByOne }: Run,
): Promise<void> {
	const batched = bulk ? inOrder(jobs, bulk) : [];
	const together = await unguarded(batched);
	if (!goOn && batched.some(({ error }) => error)) return;
	if (bulk) {
		const [first, ...more] = batchesOf(together, bulk).map((batch): Batch => ({ batch }));
		const send = async (each: Batch) => {
			const { batch } = each;
			await oneByOne(batch.length < 2 ? batch : await sendBatch(bulk, batch, client));
			each.error = batch.find(({ error }) => error)?.error;
		};
		// The first batch is sent alone, because an error in it usually affects all of them.
		if (first) await send(first);
		if (!goOn && first?.error) return;
		// Writes to one record keep their order; new records have no order to keep.
		const atOnce = 'ids' in bulk.records ? 1 : client.api.atOnce;
		await runAtOnce(more, { atOnce, goOn }, send);
		if (!goOn && more.some(({ error }) => error)) return;
	}
	const others = new Set(jobs);
	for (const job of batched) others.delete(job);
	await oneByOne([...others]);
}

/** The jobs that can be sent together. Writes to one record keep their order, so either all of them or none can. */
function inOrder(jobs: Job[], bulk: Bulk): Ready[] {
	const alone = new Set(
		jobs.flatMap(({ call }) => (call?.recordId && !isForBulk(call, bulk) ? call.recordId : [])),
	);
	return jobs.filter(
		(job): job is Ready => isForBulk(job.call, bulk) && !alone.has(job.call?.recordId ?? ''),
	);
}

/** The jobs that pass their guard; the others already have their output or their error. */
async function unguarded(jobs: Ready[]): Promise<Ready[]> {
	const passed: Ready[] = [];
	for (const job of jobs) {
		const { call } = job;
		const pass = async () => {
			passed.push(job);
			return [];
		};
		try {
			const outputs = await (call.operation.guard?.(call, pass) ?? pass());
			if (passed[passed.length - 1] !== job) job.outputs = outputs;
		} catch (error) {
			job.error = inNode(call.context, error as Error, call.client);
		}
	}
	return passed;
}

function isForBulk(call: Call | undefined, { takes }: Bulk): boolean {
	if (!call?.settings.batching) return false;
	return !takes || Object.keys(bodyOf(call)).every((member) => takes.includes(member));
}

/**
 * Batches of at most the size that BILL accepts. A record is in a batch only once, so that its writes keep their order.
 * New records that could not be told apart in the response are not in the same batch either.
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
	const common = { ...calls[0].request, path, isAnswer: undefined };
	if ('toldApartBy' in records) return { ...common, body: calls.map(bodyOf) };
	if (records.ids === 'query') {
		const ids = calls.map(({ recordId }) => recordId).join(',');
		return { ...common, query: { ids }, body: undefined };
	}
	return { ...common, body: calls.map((call) => ({ id: call.recordId, ...bodyOf(call) })) };
}

/**
 * Sends a batch, and finds out the result of each of its items.
 *
 * @returns the jobs that were not processed because BILL refused the batch
 */
async function sendBatch(bulk: Bulk, batch: Ready[], client: BillClient): Promise<Ready[]> {
	const calls = batch.map(({ call }) => call);
	const writes = calls.map((call) => call.client.writes.begin(call.request));
	const came = await client.sendTogether(batchRequest(bulk, calls), writes);
	if ('failure' in came) return await afterFailure(bulk, batch, writes, came.failure);
	const found = (listIn(came.answer.body, bulk) ?? []) as IDataObject[];
	const records = recordsOf(found, calls, bulk);
	await Promise.all(
		batch.map(async (job, index) => {
			const { writes: own } = job.call.client;
			const record = records[index];
			if (record) own.done(writes[index], { status: 200, body: record, headers: {} });
			else own.failed(writes[index], untold(found.length, batch.length));
			await finish(job, writes[index]);
		}),
	);
	return [];
}

/**
 * Nothing was done if BILL documents that it accepts all items of a batch or none. Otherwise each item is looked up
 * after a refusal, and only items that BILL does not show are sent again on their own.
 */
async function afterFailure(
	{ allOrNone }: Bulk,
	batch: Ready[],
	writes: Write[],
	failure: Failure,
): Promise<Ready[]> {
	const outcome = outcomeOf(failure);
	const isUndone = outcome === 'refused' && allOrNone === true;
	const mayBeUndone = outcome === 'refused' && !allOrNone;
	const alone: Ready[] = [];
	await Promise.all(
		batch.map(async (job, index) => {
			const { writes: own } = job.call.client;
			const write = writes[index];
			own.failed(write, mayBeUndone ? { ...failure, isRefusal: false } : failure);
			if (isUndone) {
				alone.push(job);
				return;
			}
			if (mayBeUndone) {
				// One look-up is enough: BILL has responded, so whatever it did is visible now.
				write.wasLookedFor = true;
				const sighting = await own.sight(write);
				if (sighting && 'isUnseen' in sighting && sighting.isUnseen) {
					own.forget(write);
					alone.push(job);
					return;
				}
			}
			await finish(job, write, failure);
		}),
	);
	return alone.sort((a, b) => a.item - b.item);
}

/** Sets the result of an item that was sent in a batch. */
async function finish(job: Ready, write: Write, failure?: Failure): Promise<void> {
	const { call } = job;
	if (failure && write.state === 'onItsWay') {
		job.error = call.client.toError({ failure }, write.request);
		return;
	}
	try {
		const record = (await call.client.recordOf(write)) as IDataObject;
		job.outputs = marked([output(record, call)], call);
		rememberOutputs(job);
	} catch (error) {
		job.error = inNode(call.context, error as Error, call.client);
	}
}

/** The response does not show which of its records belongs to which item. */
function untold(records: number, items: number): Failure {
	const summary = `the response has ${records} records for ${items} items and does not show which one belongs to this item`;
	return { kind: 'network', summary };
}

/** The records of the response in the order of the calls; undefined if the record of a call cannot be identified. */
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

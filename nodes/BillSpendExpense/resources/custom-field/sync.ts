import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../../core/form/field';
import { flag, text } from '../../../core/form/kinds';
import { FieldError } from '../../../core/form/values';
import { bodyOf } from '../../../core/run/operation';
import type { Call, Operation, Output } from '../../../core/run/operation';
import { nodeError } from '../../../core/wire/errors';
import type { BillError } from '../../../core/wire/errors';
import { valuesAsSent } from '../shared/look-ups';
import { isSameValue, valuesIn } from '../shared/values';

/** Maximum number of values in one request; BILL documents no limit. */
const MOST = 100;

/** All items of one custom field; together they are its whole list. */
interface Sync {
	calls: Call[];
	done?: Promise<Done>;
}

interface Done {
	/** The record in BILL of each value that was wanted. */
	records: IDataObject[];
	created: Set<IDataObject>;
	deleted: IDataObject[];
}

/**
 * Syncs a custom field's values with the input items: one item is one value. Missing values are added together for all
 * items, at most `MOST` in one request; values that no item has are deleted if that is chosen.
 */
export function syncOperation(path: string, customFieldId: Field): Operation {
	return {
		value: 'sync',
		name: 'Sync',
		action: 'Sync custom field values',
		description:
			'Sync the values of a custom field with the input items, one value per item: missing values are added. Upper and lower case are treated as the same.',
		method: 'POST',
		path,
		fields: [
			customFieldId,
			text('value', {
				eg: 'Harbor Road',
				required: true,
				description: 'Usually an expression, so that each item provides its own value',
			}),
		],
		options: [
			flag('deleteOthers', {
				label: 'Delete Other Values',
				description:
					'Whether to delete values that no input item has. This cannot be undone; transactions that use a deleted value keep it.',
			}),
		],
		output: { id: 'string', uuid: 'string', value: 'string', action: 'string' },
		lookUp: valuesAsSent,
		checkItems,
		belongsTo: ({ request }) => request.path,
		run,
	};
}

const nameOf = ({ request }: Call) => `sync ${request.path}`;
const valueOf = (call: Call) => String(bodyOf(call).value).trim();

/** Groups the items by custom field. An item without a value could not be told from a value that is gone. */
function checkItems(calls: Call[]): void {
	for (const call of calls) {
		const { shared, settings, context } = call;
		if (settings.options.deleteOthers === true && calls.length < context.getInputData().length) {
			throw new FieldError(
				'Delete Other Values',
				'needs a value in each item; otherwise the value of an item without one would be deleted',
			);
		}
		const sync = (shared.get(nameOf(call)) as Sync | undefined) ?? { calls: [] };
		sync.calls.push(call);
		shared.set(nameOf(call), sync);
	}
}

async function run(call: Call): Promise<Output[]> {
	const { client, item } = call;
	const sync = call.shared.get(nameOf(call)) as Sync;
	sync.done ??= bringInStep(sync.calls);
	let done: Done;
	try {
		done = await sync.done;
	} catch (error) {
		const { message, description, outcome, request, lookedFor, candidates } = error as BillError;
		const text = message.replace(/ \[item \d+\]$/, '');
		const facts = { item, outcome, request, lookedFor, candidates };
		throw nodeError(client.node, text, description ?? '', facts);
	}
	const record = done.records.find((each) => isSameValue(each.value, valueOf(call))) as IDataObject;
	// Of several items with the same value, the first one has created it.
	const isFirst = sync.calls.find((each) => isSameValue(valueOf(each), valueOf(call))) === call;
	const isNew = isFirst && done.created.has(record);
	const own: Output = { json: { ...record, action: isNew ? 'created' : 'unchanged' } };
	if (sync.calls.at(-1) !== call) return [own];
	return [own, ...done.deleted.map((each) => ({ json: { ...each, action: 'deleted' } }))];
}

async function bringInStep(calls: Call[]): Promise<Done> {
	const [{ client, request, settings }] = calls;
	const read = async () =>
		await client.list({ method: 'GET', path: request.path }, { once: 'uuid' });
	const before = (await read()).filter(({ deleted }) => deleted !== true);
	const isIn = (list: IDataObject[], value: string) =>
		list.some((each) => isSameValue(each.value, value));

	const wanted = calls.map(valueOf);
	const missing = wanted.filter(
		(value, at) =>
			!isIn(before, value) && wanted.findIndex((other) => isSameValue(other, value)) === at,
	);
	const created: IDataObject[] = [];
	for (let at = 0; at < missing.length; at += MOST) {
		const values = missing.slice(at, at + MOST);
		created.push(...valuesIn(await client.send({ ...request, body: { values } })));
	}
	let records = [...before, ...created];
	// In BILL's example, the response to several values contains only one.
	if (!missing.every((value) => isIn(records, value))) records = await read();
	const lost = missing.filter((value) => !isIn(records, value));
	if (lost.length > 0) {
		throw client.refusal(
			`BILL did not keep ${lost.length === 1 ? 'the value' : 'the values'} ${lost.map((value) => `"${value}"`).join(', ')}`,
			`They are not in the list of the custom field. ${client.whatWasSent}`,
			request,
		);
	}
	const gone =
		settings.options.deleteOthers === true
			? before.filter(({ value }) => !wanted.some((each) => isSameValue(value, each)))
			: [];
	for (let at = 0; at < gone.length; at += MOST) {
		const customFieldValueIds = gone.slice(at, at + MOST).map(({ uuid, id }) => uuid ?? id);
		const { path, timeoutMs } = request;
		const body = { customFieldValueIds };
		await client.send({ method: 'DELETE', path, timeoutMs, body });
	}
	const isMade = (record: IDataObject) => missing.some((value) => isSameValue(record.value, value));
	return { records, created: new Set(records.filter(isMade)), deleted: gone };
}

import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../../core/form/field';
import type { Call, Operation, Output } from '../../../core/run/operation';
import { nodeError } from '../../../core/wire/errors';
import { listIn } from '../../../core/wire/pages';
import { fieldsAsSent } from '../shared/look-ups';
import { createMissingValues, customFieldsToSet, wishesOf } from '../shared/custom-fields';
import { entryOf, isMet, resolve, valuesOfField } from '../shared/find-values';
import type { Resolved } from '../shared/find-values';

/**
 * BILL returns SUCCESS even if it has dropped what was written: it ignores members that it does not know, and at one
 * time ignored UUIDs. So the result is read back, and what has not changed is sent once more with its IDs.
 */
export function setCustomFields(path: string, transactionId: Field): Operation {
	return {
		value: 'setCustomFields',
		name: 'Set Custom Fields',
		action: 'Set custom fields of a transaction',
		description:
			'Code one transaction: choose fields and values, or enter their names. The node reads the transaction back and fails if BILL changed nothing.',
		method: 'PUT',
		path: `${path}/custom-fields`,
		fields: [transactionId, customFieldsToSet(true)],
		options: [createMissingValues],
		jsonForm: true,
		output: {
			transactionId: 'string',
			changed: 'boolean',
			customFields: [
				{
					...{ id: 'string', uuid: 'string', name: 'string', note: 'string' },
					isRequired: 'boolean',
					selectedValues: [{ id: 'string', uuid: 'string', value: 'string' }],
				},
			],
		},
		lookUp: fieldsAsSent,
		prepare: (call) => {
			wishesOf(call);
		},
		run,
	};
}

async function run(call: Call): Promise<Output[]> {
	const { client, request, recordId } = call;
	const { path, timeoutMs } = request;
	const read = async () =>
		(listIn(await client.send({ method: 'GET', path, timeoutMs })) ?? []) as IDataObject[];
	const outputOf = (changed: boolean, customFields: IDataObject[]): Output[] => [
		{ json: { transactionId: String(recordId), changed, customFields } },
	];

	const before = await read();
	const wanted = await resolve(call, wishesOf(call), {
		fields: before,
		ownValues: async ({ uuid, id }) => {
			const own = `${path}/${encodeURIComponent(String(uuid ?? id))}/values`;
			return await client.list({ method: 'GET', path: own }, { once: 'uuid' });
		},
	});
	let left = wanted.filter((wish) => !isMet(wish, before));
	if (left.length === 0) return outputOf(false, before);
	for (const by of ['uuid', 'id'] as const) {
		const named = by === 'id' ? await withIds(call, left) : left;
		const customFields = named.map((wish) => entryOf(wish, by));
		await client.send({ ...request, body: { customFields } });
		const after = await read();
		left = left.filter((wish) => !isMet(wish, after));
		if (left.length === 0) return outputOf(true, after);
	}
	throw notTaken(call, left, left.length < wanted.length);
}

/** For a value that was given by its UUID, the ID is in the list of the field. */
async function withIds(call: Call, wishes: Resolved[]): Promise<Resolved[]> {
	const complete = async (field: IDataObject, value: IDataObject) =>
		value.id === undefined
			? ((await valuesOfField(call, field)).find(({ uuid }) => uuid === value.uuid) ?? value)
			: value;
	return await Promise.all(
		wishes.map(async (wish) => ({
			...wish,
			...(wish.values && {
				values: await Promise.all(wish.values.map((value) => complete(wish.field, value))),
			}),
		})),
	);
}

function notTaken({ client, item, request }: Call, left: Resolved[], others: boolean): Error {
	const names = left.map(({ field }) => String(field.name)).join(', ');
	return nodeError(
		client.node,
		`BILL reported success but did not change: ${names}`,
		`The node read the transaction back by UUIDs and by IDs. ${others ? 'The other fields are as they should be.' : 'Nothing was changed.'} The transaction may be locked, or the value may not be valid for it: Get Custom Field Values shows the valid ones.`,
		{
			item,
			outcome: others ? 'unknown' : 'refused',
			request: `${request.method} ${request.path}`,
		},
	);
}

import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../core/run/operation';
import * as records from '../../records';
import type { Wish } from './custom-fields';
import { readOnce } from './read-once';
import { isSameValue, plainValue, valuesIn } from './values';

const FIELDS = records.customField.list.path;

/** What to do with one field, with BILL's records in place of what was given. */
export interface Resolved {
	field: IDataObject;
	values?: IDataObject[];
	note?: string;
}

/** What differs between kinds of records. */
interface Place {
	/** The custom fields that the record has, or can have. */
	fields: IDataObject[];
	/** Values that are valid for this record in addition to those of the field itself. */
	ownValues?(field: IDataObject): Promise<IDataObject[]>;
}

/** The custom fields of the company, read once for all items. */
export async function allCustomFields(call: Call): Promise<IDataObject[]> {
	const query = { filters: 'retired:eq:false' };
	return await readOnce(call, FIELDS, async () => {
		return await call.client.list({ method: 'GET', path: FIELDS, query }, { once: 'uuid' });
	});
}

/**
 * Finds the fields and values that were given. What BILL does not have is refused, or added if that is chosen and the
 * field allows it.
 *
 * @throws NodeApiError that names what is missing
 */
export async function resolve(call: Call, wishes: Wish[], place: Place): Promise<Resolved[]> {
	const resolved: Resolved[] = [];
	for (const { field: given, values, note } of wishes) {
		const field = fieldNamed(call, place.fields, given);
		const found: IDataObject[] = [];
		for (const value of values ?? []) found.push(await valueOf(call, field, value, place));
		resolved.push({
			field,
			...(values && { values: found }),
			...(note !== undefined && { note }),
		});
	}
	return resolved;
}

const isIt = ({ uuid, id }: IDataObject, given: string) => uuid === given || id === given;

function fieldNamed({ client }: Call, fields: IDataObject[], given: string): IDataObject {
	const byId = fields.find((field) => isIt(field, given));
	const named = fields.filter(({ name }) => isSameValue(name, given));
	if (byId ?? named.length === 1) return byId ?? named[0];
	const names = fields.map(({ name }) => String(name)).join(', ');
	throw client.refusal(
		named.length > 1
			? `${named.length} custom fields have the name "${given}"`
			: `There is no custom field "${given}" here`,
		`The fields that can be set here are: ${names || 'none'}. ${client.whatWasSent}`,
	);
}

async function valueOf(
	call: Call,
	field: IDataObject,
	given: string,
	place: Place,
): Promise<IDataObject> {
	// The list may be long, so it is not read for a UUID.
	if (/^tvl_/.test(given)) return { uuid: given };
	const lists = [
		async () => await valuesOfField(call, field),
		async () => (await place.ownValues?.(field)) ?? [],
	];
	for (const read of lists) {
		const all = await read();
		const byId = all.find((value) => isIt(value, given));
		const named = all.filter(({ value, deleted }) => isSameValue(value, given) && deleted !== true);
		if (named.length > 1 && !byId) {
			throw call.client.refusal(
				`The custom field "${String(field.name)}" has the value "${given}" ${named.length} times`,
				`Enter the UUID of the one you mean: ${named.map(({ uuid }) => String(uuid)).join(', ')}. ${call.client.whatWasSent}`,
			);
		}
		if (byId ?? named[0]) return byId ?? named[0];
	}
	return await missing(call, field, given);
}

const pathOf = ({ uuid, id }: IDataObject) => `${FIELDS}/${encodeURIComponent(String(uuid ?? id))}`;

/** The values of a field, read once for all items. */
export async function valuesOfField(call: Call, field: IDataObject): Promise<IDataObject[]> {
	const path = `${pathOf(field)}/values`;
	return await readOnce(call, path, async () => {
		return await call.client.list({ method: 'GET', path }, { once: 'uuid' });
	});
}

/** A value that a field does not have: added once for all items, or refused. */
async function missing(call: Call, field: IDataObject, given: string): Promise<IDataObject> {
	const { client, settings } = call;
	const name = String(field.name);
	if (settings.options.createValues !== true) {
		throw client.refusal(
			`The custom field "${name}" has no value "${given}"`,
			`Choose one of its values, or switch on Options > Create Missing Values. ${client.whatWasSent}`,
		);
	}
	const path = pathOf(field);
	const [made] = await readOnce(call, `${path} ${plainValue(given)}`, async () => {
		const { allowCustomValues } = (await client.send({ method: 'GET', path })) as IDataObject;
		if (allowCustomValues !== true) {
			throw client.refusal(
				`The custom field "${name}" has no value "${given}", and accepts no new ones here`,
				`Add the value with Custom Field Value > Create, or switch on Allow Custom Values of the field. ${client.whatWasSent}`,
			);
		}
		const answer = await client.send({
			method: 'POST',
			path: `${path}/values`,
			body: { values: [given] },
		});
		return valuesIn(answer).filter(({ value }) => isSameValue(value, given));
	});
	if (made) return made;
	throw client.refusal(
		`BILL did not confirm the new value "${given}" of the custom field "${name}"`,
		client.whatWasSent,
	);
}

/**
 * What is sent for a field.
 *
 * @param by the member by which BILL's records are identified
 */
export function entryOf({ field, values, note }: Resolved, by: 'uuid' | 'id'): IDataObject {
	const name = (record: IDataObject) => record[by] ?? record.uuid ?? record.id;
	return {
		customFieldId: name(field),
		...(values && { selectedValues: values.map(name) }),
		...(note !== undefined && { note }),
	} as IDataObject;
}

/** Whether a record has what was wanted. */
export function isMet({ field, values, note }: Resolved, kept: IDataObject[]): boolean {
	const same = (one: IDataObject, other: IDataObject) =>
		(one.uuid !== undefined && one.uuid === other.uuid) ||
		(one.id !== undefined && one.id === other.id);
	const found = kept.find((each) => same(each, field));
	// A missing field is empty.
	const selected = (found?.selectedValues ?? []) as IDataObject[];
	const hasValues =
		values === undefined ||
		(selected.length === values.length &&
			values.every((value) => selected.some((each) => same(each, value))));
	const hasNote = note === undefined || String(found?.note ?? '').trim() === note.trim();
	return hasValues && hasNote;
}

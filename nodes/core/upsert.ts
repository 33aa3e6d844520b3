import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { nodeError } from './errors';
import { dropDown, inWords } from './fields';
import type { Call, Operation, Output } from './operation';
import { FieldError, toText } from './values';

/** A member by which an existing record is found. */
export interface Key {
	member: string;
	/** BILL can filter its list by this member; otherwise the list is read once and compared here. */
	filterable: boolean;
}

/** The choice of the member that two records are matched by. */
export function matchByProperty(keys: Key[]): INodeProperties {
	const options = keys.map(({ member }) => ({ name: inWords(member), value: member }));
	return dropDown('Match By', 'matchBy', keys[0].member, options, {
		description:
			'What an existing record is found by. It must be equal to the letter; archived records are not looked at.',
	});
}

/**
 * "Create or Update": looks for the one record whose key is equal to the letter, changes it, or adds a
 * new one. BILL's filter only narrows the search: what it returns is compared again here. Two equal records
 * are refused, because picking one could change the wrong one.
 */
export function upsert(create: Operation, one: string, keys: Key[]): Operation {
	return {
		...create,
		value: 'upsert',
		name: 'Create or Update',
		action: `Create or update a ${one}`,
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		bulk: undefined,
		choices: [matchByProperty(keys)],
		belongsTo: (body, parameter) => body[String(parameter('matchBy', keys[0].member))],
		run: async (call) => await run(call, one, keys),
	};
}

async function run(call: Call, one: string, keys: Key[]): Promise<Output[]> {
	const { client, request, itemIndex } = call;
	const member = String(call.parameter('matchBy', keys[0].member));
	const key = keys.find((candidate) => candidate.member === member);
	if (!key)
		throw new FieldError('Match By', `must be one of ${keys.map((k) => k.member).join(', ')}`);
	const body = request.body as IDataObject;
	const wanted = toText(body[member] ?? '', inWords(member)).trim();
	if (!wanted) throw new FieldError(inWords(member), `is empty, and ${one}s are matched by it`);
	body[member] = wanted;

	const found = await matches(call, key, wanted);
	if (found.length > 1) {
		throw nodeError(
			client.node,
			`${found.length} ${one}s in BILL have the ${inWords(member)} "${wanted}"`,
			`Nothing was changed, because it cannot be told which one is meant: ${found.map((record) => record.id).join(', ')}. Use Update with the ID, or archive the ones that are not used.`,
			itemIndex,
		);
	}
	if (found.length === 1) {
		const path = `${request.path}/${encodeURIComponent(String(found[0].id))}`;
		const changed = (await client.send({ ...request, method: 'PATCH', path })) as IDataObject;
		return [{ json: changed }];
	}
	const made = (await client.send(request)) as IDataObject;
	(await indexOf(call, key))?.push(made);
	return [{ json: made }];
}

/** The whole list, read once for all items of this run; new records are added to it. */
function indexOf({ request, shared }: Call, { member }: Key): Promise<IDataObject[]> | undefined {
	return shared.get(`${request.path} by ${member}`) as Promise<IDataObject[]> | undefined;
}

/** Records, not archived, whose member is equal to the letter. */
async function matches(call: Call, key: Key, wanted: string): Promise<IDataObject[]> {
	const { client, request } = call;
	const search = { method: 'GET' as const, path: request.path, itemIndex: call.itemIndex };
	const same = (record: IDataObject) =>
		String(record[key.member] ?? '').trim() === wanted && record.archived !== true;
	if (key.filterable) {
		// BILL has no way to write a double quote in a filter, so only what stands before it narrows the search.
		const [start] = wanted.split('"');
		const conditions =
			start === wanted
				? [`${key.member}:eq:"${wanted}"`]
				: start
					? [`${key.member}:sw:"${start}"`]
					: [];
		const filters = [...conditions, 'archived:eq:false'].join(',');
		return (await client.list({ ...search, query: { filters } })).filter(same);
	}
	let whole = indexOf(call, key);
	if (!whole) {
		whole = client.list({ ...search, query: { filters: 'archived:eq:false' } });
		call.shared.set(`${request.path} by ${key.member}`, whole);
	}
	return (await whole).filter(same);
}

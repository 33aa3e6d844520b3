import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { nodeError } from './errors';
import { dropDown, put } from './fields';
import { inWords } from './words';
import type { Call, Operation, Output } from './operation';
import { FieldError, toText } from './values';

/** A member by which an existing record is found. */
export interface Key {
	/** Its path in the record: `name`, `invoice.invoiceNumber`. */
	member: string;
	/** BILL can filter its list by this member; otherwise the list is read once and compared here. */
	filterable: boolean;
	/** The key is unique only among records that have this member alike; BILL can filter by it. */
	within?: string;
}

interface Upsert {
	/** Lower case, as in a sentence. */
	one: string;
	many: string;
	keys: Key[];
	/** PUT where a change of the members that are given is not meant, because lines would be added again. */
	change?: 'PATCH' | 'PUT';
	/** Why an existing record must not be changed this way; nothing when it may. */
	refuse?(
		existing: IDataObject,
		body: IDataObject,
	): { message: string; description: string } | undefined;
}

const lastOf = (path: string) => path.split('.').pop() as string;

function memberOf(record: unknown, path: string): unknown {
	let at = record;
	for (const name of path.split('.')) at = (at as IDataObject | undefined)?.[name];
	return at;
}

/** The choice of the member that two records are matched by; shown where there is one. */
function matchByProperty(keys: Key[]): INodeProperties {
	const options = keys.map(({ member }) => ({
		name: inWords(lastOf(member)),
		value: lastOf(member),
	}));
	return dropDown('Match By', 'matchBy', options[0].value, options, {
		description:
			'What an existing record is found by. It must be equal to the letter; archived records are not looked at.',
	});
}

/**
 * "Create or Update": looks for the one record whose key is equal to the letter, changes it, or adds a
 * new one. BILL's filter only narrows the search: what it returns is compared again here. Two equal records
 * are refused, because picking one could change the wrong one.
 */
export function upsert(create: Operation, how: Upsert): Operation {
	const { one, keys } = how;
	return {
		...create,
		value: 'upsert',
		name: 'Create or Update',
		action: `Create or update ${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`,
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		bulk: undefined,
		...(keys.length > 1 && { choices: [matchByProperty(keys)] }),
		// Two items with one key in the same run must find each other.
		belongsTo: (body, parameter) => {
			const { member, within } = chosen(parameter, keys);
			return [String(memberOf(body, member) ?? '').trim(), within && memberOf(body, within)];
		},
		run: async (call) => await run(call, how),
	};
}

function chosen(parameter: Call['parameter'], keys: Key[]): Key {
	if (keys.length === 1) return keys[0];
	const wanted = String(parameter('matchBy', lastOf(keys[0].member)));
	const key = keys.find(({ member }) => lastOf(member) === wanted);
	if (key) return key;
	const names = keys.map(({ member }) => lastOf(member)).join(', ');
	throw new FieldError('Match By', `must be one of ${names}, and this is "${wanted}"`);
}

async function run(call: Call, how: Upsert): Promise<Output[]> {
	const { one, many, keys, change = 'PATCH' } = how;
	const { client, request, itemIndex } = call;
	const key = chosen(call.parameter, keys);
	const label = inWords(lastOf(key.member));
	const body = request.body as IDataObject;
	const wanted = toText(memberOf(body, key.member) ?? '', label).trim();
	if (!wanted)
		throw new FieldError(label, `is empty, and that is what an existing ${one} is found by`);
	put(body, key.member, wanted);
	if (key.within && !memberOf(body, key.within)) {
		throw new FieldError(inWords(key.within), `is empty, and the ${label} is looked for within it`);
	}

	const found = await matches(call, key, wanted);
	if (found.length > 1) {
		throw nodeError(
			client.node,
			`${found.length} ${many} in BILL have the ${label} "${wanted}"`,
			`Nothing was changed, because it cannot be told which one is meant: ${found.map((record) => record.id).join(', ')}. Use Update with the ID, or archive the ones that are not used.`,
			itemIndex,
		);
	}
	if (found.length === 1) {
		const reason = how.refuse?.(found[0], body);
		if (reason) throw nodeError(client.node, reason.message, reason.description, itemIndex);
		const path = `${request.path}/${encodeURIComponent(String(found[0].id))}`;
		const changed = (await client.send({ ...request, method: change, path })) as IDataObject;
		return [{ json: changed }];
	}
	const made = (await client.send(request)) as IDataObject;
	((await call.shared.get(indexName(call, key))) as IDataObject[] | undefined)?.push(made);
	return [{ json: made }];
}

/** Where the list is kept that was read for all items of this run. */
function indexName({ request }: Call, { within }: Key): string {
	return JSON.stringify([request.path, within && memberOf(request.body, within)]);
}

/** Records, not archived, whose member is equal to the letter. */
async function matches(call: Call, key: Key, wanted: string): Promise<IDataObject[]> {
	const { client, request, shared } = call;
	const search = { method: 'GET' as const, path: request.path, itemIndex: call.itemIndex };
	const scope = key.within
		? [`${key.within}:eq:${String(memberOf(request.body, key.within))}`]
		: [];
	const read = async (conditions: string[]) =>
		await client.list({
			...search,
			query: { filters: [...conditions, ...scope, 'archived:eq:false'].join(',') },
		});
	const same = (record: IDataObject) =>
		String(memberOf(record, key.member) ?? '').trim() === wanted && record.archived !== true;
	if (key.filterable) {
		// BILL has no way to write a double quote in a filter, so only what stands before it narrows the search.
		const [start] = wanted.split('"');
		if (start === wanted) return (await read([`${key.member}:eq:"${wanted}"`])).filter(same);
		return (await read(start ? [`${key.member}:sw:"${start}"`] : [])).filter(same);
	}
	const name = indexName(call, key);
	const whole = (shared.get(name) as Promise<IDataObject[]> | undefined) ?? read([]);
	shared.set(name, whole);
	return (await whole).filter(same);
}

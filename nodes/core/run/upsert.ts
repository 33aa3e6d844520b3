import type { IDataObject } from 'n8n-workflow';

import { put } from '../form/field';
import type { Field } from '../form/field';
import { choice } from '../form/kinds';
import { memberAt } from '../form/shape';
import { withArticle } from '../form/standard';
import { FieldError, toText } from '../form/values';
import { inWords } from '../form/words';
import { bodyOf } from './operation';
import type { Call, Operation, Output } from './operation';
import { sendForRecord } from './output';

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

/** The choice of the member that two records are matched by; shown where there is one. */
function matchBy(keys: Key[]): Field {
	const choices = keys.map(({ member }) => ({
		name: inWords(lastOf(member)),
		value: lastOf(member),
	}));
	return choice('matchBy', choices, {
		initially: choices[0].value,
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
		action: `Create or update ${withArticle(one)}`,
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		bulk: undefined,
		...(keys.length > 1 && { choices: [matchBy(keys)] }),
		prepare: (call) => requireKey(call, how),
		// Two items with one key in the same run must find each other.
		belongsTo: (call) => {
			const { member, within } = keyOf(call, keys);
			const body = bodyOf(call);
			return [String(memberAt(body, member) ?? '').trim(), within && memberAt(body, within)];
		},
		run: async (call) => await run(call, how),
	};
}

function keyOf({ settings }: Call, keys: Key[]): Key {
	const { matchBy: wanted } = settings.options;
	return keys.find(({ member }) => lastOf(member) === wanted) ?? keys[0];
}

/** @throws FieldError when the key is not filled in */
function requireKey(call: Call, { one, keys }: Upsert): void {
	const { member, within } = keyOf(call, keys);
	const label = inWords(lastOf(member));
	const body = bodyOf(call);
	const wanted = toText(memberAt(body, member) ?? '', label).trim();
	if (!wanted)
		throw new FieldError(label, `is empty, and that is what an existing ${one} is found by`);
	put(body, member, wanted);
	if (within && !memberAt(body, within)) {
		throw new FieldError(inWords(within), `is empty, and the ${label} is looked for within it`);
	}
}

async function run(call: Call, how: Upsert): Promise<Output[]> {
	const { many, keys, change = 'PATCH' } = how;
	const { client, request } = call;
	const key = keyOf(call, keys);
	const body = bodyOf(call);
	const wanted = String(memberAt(body, key.member));

	const found = await matches(call, key, wanted);
	if (found.length > 1) {
		throw client.refusal(
			`${found.length} ${many} in BILL have the ${inWords(lastOf(key.member))} "${wanted}"`,
			`It cannot be told which one is meant: ${found.map((record) => record.id).join(', ')}. Use Update with the ID, or archive the ones that are not used. ${client.whatWasSent}`,
		);
	}
	if (found.length === 1) {
		const reason = how.refuse?.(found[0], body);
		if (reason) {
			throw client.refusal(reason.message, `${reason.description} ${client.whatWasSent}`);
		}
		const path = `${request.path}/${encodeURIComponent(String(found[0].id))}`;
		return await sendForRecord(call, { ...request, method: change, path });
	}
	const made = await sendForRecord(call, request);
	((await call.shared.get(indexName(call, key))) as IDataObject[] | undefined)?.push(made[0].json);
	return made;
}

/** Where the list is kept that was read for all items of this run. */
function indexName(call: Call, { within }: Key): string {
	return JSON.stringify([call.request.path, within && memberAt(bodyOf(call), within)]);
}

/** Records, not archived, whose member is equal to the letter. */
async function matches(call: Call, key: Key, wanted: string): Promise<IDataObject[]> {
	const { client, request, shared } = call;
	const scope = key.within
		? [`${key.within}:eq:${String(memberAt(bodyOf(call), key.within))}`]
		: [];
	const read = async (conditions: string[]) =>
		await client.list({
			method: 'GET',
			path: request.path,
			query: { filters: [...conditions, ...scope, 'archived:eq:false'].join(',') },
		});
	const isSame = (record: IDataObject) =>
		String(memberAt(record, key.member) ?? '').trim() === wanted && record.archived !== true;
	if (key.filterable) {
		// BILL has no way to write a double quote in a filter, so only what stands before it narrows the search.
		const [start] = wanted.split('"');
		if (start === wanted) return (await read([`${key.member}:eq:"${wanted}"`])).filter(isSame);
		return (await read(start ? [`${key.member}:sw:"${start}"`] : [])).filter(isSame);
	}
	const name = indexName(call, key);
	const whole = (shared.get(name) as Promise<IDataObject[]> | undefined) ?? read([]);
	shared.set(name, whole);
	return (await whole).filter(isSame);
}

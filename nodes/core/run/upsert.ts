import type { IDataObject } from 'n8n-workflow';

import { put } from '../form/field';
import type { Field } from '../form/field';
import { choice } from '../form/kinds';
import { memberAt } from '../form/shape';
import { withArticle } from '../form/standard';
import { FieldError, toText } from '../form/values';
import { inWords } from '../form/words';
import type { Lost } from '../look-up/way';
import type { BillRequest } from '../wire/request';
import { MAY_STILL_COME_MS } from '../wire/writes';
import { alone } from './alone';
import { bodyOf, changed, replaced } from './operation';
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
		lookUp: lookUpOf(create, how),
		guard: undefined,
		choices: keys.length > 1 ? [matchBy(keys)] : undefined,
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

/** A record that was created is looked for, and one that was changed is looked at. */
function lookUpOf({ lookUp: made }: Operation, { change }: Upsert): Operation['lookUp'] {
	if (!made || 'cannot' in made) return made;
	const of = ({ request }: Lost) =>
		request.method === 'POST' ? made : change === 'PUT' ? replaced : changed;
	return {
		seconds: made.seconds,
		words: (lost) => of(lost).words(lost),
		look: async (lost, reader) => await of(lost).look(lost, reader),
		fits: (lost, record) => of(lost).fits?.(lost, record) ?? false,
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

/** What was read of a list for the items of a run, and how many writes to it this process had made by then. */
interface Picture {
	records: Promise<IDataObject[]>;
	writes: number;
}

async function run(call: Call, how: Upsert): Promise<Output[]> {
	const { client, request, operation } = call;
	// What an earlier try has begun to send is not decided again: BILL may have done it meanwhile.
	if (call.decided) return await sendForRecord(call, call.decided);
	const key = JSON.stringify([request.path, operation.belongsTo?.(call)]);
	return await alone(client.account, key, async () => {
		call.decided = await decide(call, how);
		const { writes } = client.writes.memory;
		try {
			const made = await sendForRecord(call, call.decided);
			if (call.decided.method === 'POST') await addToPicture(call, keyOf(call, how.keys), made[0]);
			return made;
		} finally {
			// Nothing has come of it, so that another try looks anew.
			if (writes.length === 0) call.decided = undefined;
		}
	});
}

/** Whether to change the one record with the key, or to create one. @throws NodeApiError when neither is certain */
async function decide(call: Call, how: Upsert): Promise<BillRequest> {
	const { one, many, keys, change = 'PATCH' } = how;
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
		return { ...request, method: change, path };
	}
	if (isStillUnknown(call, key, wanted)) {
		throw client.refusal(
			`It is not known whether ${withArticle(one)} with the ${inWords(lastOf(key.member))} "${wanted}" has been created`,
			`BILL did not confirm an earlier request to create it, and does not show it yet. Look in BILL before you run it again. ${client.whatWasSent}`,
		);
	}
	return request;
}

/** Whether another item, or another execution a short while ago, has lost a request to create a record with the key. */
function isStillUnknown(call: Call, key: Key, wanted: string): boolean {
	const { client, request } = call;
	return client.account.unknownOf(request).some((write) => {
		const body = write.request.body as IDataObject;
		const isSameKey = String(memberAt(body, key.member) ?? '').trim() === wanted;
		const isWithin =
			!key.within || memberAt(body, key.within) === memberAt(bodyOf(call), key.within);
		const mayStillCome =
			client.writes.isOfThisExecution(write) || Date.now() - write.sentAt < MAY_STILL_COME_MS;
		return isSameKey && isWithin && mayStillCome;
	});
}

/** Where the list is kept that was read for all items of this run. */
function pictureName(call: Call, { within }: Key): string {
	return JSON.stringify([call.request.path, within && memberAt(bodyOf(call), within)]);
}

/** Adds what was created to the list that was read. */
async function addToPicture(call: Call, key: Key, made: Output): Promise<void> {
	const picture = call.shared.get(pictureName(call, key)) as Picture | undefined;
	if (!picture) return;
	(await picture.records).push(made.json);
	picture.writes += 1;
}

/**
 * Records, not archived, whose member is equal to the letter. A list is read in the order of creation and with the
 * archived ones, so that no record slips over the boundary of a page while it is read.
 */
async function matches(call: Call, key: Key, wanted: string): Promise<IDataObject[]> {
	const { client, request } = call;
	const scope = key.within
		? [`${key.within}:eq:${String(memberAt(bodyOf(call), key.within))}`]
		: [];
	const read = async (conditions: string[]) => {
		const filters = [...conditions, ...scope].join(',');
		const query = { ...(filters && { filters }), sort: 'createdTime:asc' };
		return await client.list({ method: 'GET', path: request.path, query });
	};
	const isSame = (record: IDataObject) =>
		String(memberAt(record, key.member) ?? '').trim() === wanted && record.archived !== true;
	if (key.filterable) {
		// BILL has no way to write a double quote in a filter, so only what stands before it narrows the search.
		const [start] = wanted.split('"');
		if (start === wanted) return (await read([`${key.member}:eq:"${wanted}"`])).filter(isSame);
		return (await read(start ? [`${key.member}:sw:"${start}"`] : [])).filter(isSame);
	}
	return (await pictureOf(call, key, async () => await read([]))).filter(isSame);
}

/** What was read for all items of this run; read anew when this process has written, or may have written, meanwhile. */
async function pictureOf(
	call: Call,
	key: Key,
	read: () => Promise<IDataObject[]>,
): Promise<IDataObject[]> {
	const { client, request, shared } = call;
	const name = pictureName(call, key);
	const known = shared.get(name) as Picture | undefined;
	const writes = client.account.countOf(request.path);
	if (known?.writes === writes) return await known.records;
	const picture: Picture = { records: read(), writes };
	shared.set(name, picture);
	return await picture.records;
}

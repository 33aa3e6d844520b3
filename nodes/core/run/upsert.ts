import type { IDataObject } from 'n8n-workflow';

import { put } from '../form/field';
import type { Field } from '../form/field';
import { choice } from '../form/kinds';
import { memberAt, recordId } from '../form/shape';
import { withArticle } from '../form/standard';
import { asSeen, isNearMatch, trimmedAsSeen } from '../form/as-seen';
import { FieldError, toText } from '../form/values';
import { inWords } from '../form/words';
import type { Lost, Way } from '../look-up/way';
import type { BillRequest } from '../wire/request';
import { MAY_STILL_COME_MS } from '../wire/writes';
import { alone } from './alone';
import { noteWritten, recordsLike, seenKey } from './known-records';
import type { Key } from './known-records';
import { bodyOf, changed, replaced } from './operation';
import type { Call, Operation, Output } from './operation';
import { refuseWhenChanged } from './unchanged';
import { sendForRecord } from './output';

interface Upsert {
	/** In lower case, as in a sentence. */
	one: string;
	many: string;
	keys: Key[];
	/** PUT if a PATCH would not do what is intended, because BILL would add the lines again. */
	change?: 'PATCH' | 'PUT';
	/** The members that are changed in an existing record; the others are only used for a new one. */
	changes?: string[];
	/** The description of the key's field, if the key is not compared exactly. */
	foundBy?: string;
	/** How to find out whether an existing record was changed, if its members are in other places. */
	becomes?: Way;
	/** Why an existing record must not be changed this way; undefined if it may. */
	refuse?(
		existing: IDataObject,
		body: IDataObject,
	): { message: string; description: string } | undefined;
}

const withCapital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const textAt = (record: IDataObject, path: string) => String(memberAt(record, path) ?? '');

const lastOf = (path: string) => path.split('.').pop() as string;

/** The option for the member used for matching; offered only if there are several. */
function matchBy(keys: Key[]): Field {
	const choices = keys.map(({ member }) => ({
		name: inWords(lastOf(member)),
		value: lastOf(member),
	}));
	return choice('matchBy', choices, {
		initially: choices[0].value,
		description:
			'Field used to find an existing record. The value must match; archived records are ignored.',
	});
}

/**
 * "Create or Update": looks for the one record whose key looks the same to a person, and changes it, or creates a new
 * one. It refuses if two records have the key, because picking one could change the wrong one. It also refuses if a
 * record has nearly the same key, because a second record would hardly be intended.
 */
export function upsert(create: Operation, how: Upsert): Operation {
	const { one, keys, foundBy } = how;
	const [{ member }] = keys;
	const fields = create.fields.map((field) =>
		foundBy && field.path === member
			? { ...field, property: { ...field.property, description: foundBy } }
			: field,
	);
	return {
		...create,
		fields,
		value: 'upsert',
		name: 'Create or Update',
		action: `Create or update ${withArticle(one)}`,
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		bulk: undefined,
		lookUp: lookUpOf(create, how),
		guard: undefined,
		choices: keys.length > 1 ? [matchBy(keys)] : undefined,
		prepare: (call) => requireKey(call, how),
		// Two items with the same key in one run must find each other's record.
		belongsTo: (call) => {
			const key = keyOf(call, keys);
			const body = bodyOf(call);
			return [seenKey(body, key), key.within && memberAt(body, key.within)];
		},
		run: async (call) => await run(call, how),
	};
}

/** A created record is searched for; a changed record is read. */
function lookUpOf({ lookUp: made }: Operation, { change, becomes }: Upsert): Operation['lookUp'] {
	if (!made || 'cannot' in made) return made;
	const of = ({ request }: Lost) =>
		request.method === 'POST' ? made : (becomes ?? (change === 'PUT' ? replaced : changed));
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
	// BILL searches by the first letter, and would not find a value that begins with an invisible character.
	const wanted = trimmedAsSeen(toText(memberAt(body, member) ?? '', label));
	if (!wanted) throw new FieldError(label, `is empty, but it is needed to find an existing ${one}`);
	put(body, member, wanted);
	if (within && !memberAt(body, within)) {
		throw new FieldError(inWords(within), `is empty, but the ${label} is looked up within it`);
	}
}

async function run(call: Call, how: Upsert): Promise<Output[]> {
	const { client, request, operation } = call;
	// What an earlier try has begun to send is not decided again: BILL may have done it in the meantime.
	if (call.decided) return await sendForRecord(call, call.decided);
	const key = JSON.stringify([request.path, operation.belongsTo?.(call)]);
	return await alone(client.account, key, async () => {
		call.decided = await decide(call, how);
		const { writes } = client.writes.memory;
		try {
			const made = await sendForRecord(call, call.decided);
			await noteWritten(call, keyOf(call, how.keys), made[0].json);
			return made;
		} finally {
			// Nothing was written, so another try decides again.
			if (writes.length === 0) call.decided = undefined;
		}
	});
}

/**
 * Decides whether to change the one record with the key, or to create one.
 *
 * @throws NodeApiError when neither is certain
 */
async function decide(call: Call, how: Upsert): Promise<BillRequest> {
	const { one, many, keys, change = 'PATCH' } = how;
	const { client, request } = call;
	const key = keyOf(call, keys);
	const body = bodyOf(call);
	const wanted = seenKey(body, key);

	const alike = await recordsLike(call, key);
	const found = alike.filter((record) => seenKey(record, key) === wanted);
	if (found.length > 1) {
		throw client.refusal(
			`${found.length} ${many} in BILL have the ${inWords(lastOf(key.member))} "${wanted}"`,
			`The node cannot choose between them: ${found.map(recordId).join(', ')}. Use Update with the ID, or archive the ones you do not use. ${client.whatWasSent}`,
		);
	}
	if (found.length === 1) {
		// A value that looks the same stays as BILL has it, so that no invisible character is added to it.
		const own = textAt(found[0], key.member);
		if (asSeen(own) === asSeen(textAt(body, key.member))) put(body, key.member, own);
		const reason = how.refuse?.(found[0], body);
		if (reason) {
			throw client.refusal(reason.message, `${reason.description} ${client.whatWasSent}`);
		}
		const path = `${request.path}/${encodeURIComponent(recordId(found[0]))}`;
		// A PUT replaces what others have written since the record was read.
		if (change === 'PUT' && found[0].updatedTime !== undefined) {
			const readAgain = async () => await client.find(path);
			await refuseWhenChanged(client, { record: found[0], members: [], readAgain, one });
		}
		const { changes } = how;
		const taken = Object.entries(body).filter(([name]) => changes?.includes(name) ?? true);
		return {
			...request,
			method: change,
			path,
			...(changes && { body: Object.fromEntries(taken) }),
		};
	}
	const near = alike.find((record) => isNearMatch(seenKey(record, key), wanted));
	if (near) {
		throw client.refusal(
			`${withCapital(withArticle(one))} with nearly the same ${inWords(lastOf(key.member))} is in BILL: "${seenKey(near, key)}" (${recordId(near)}); got "${wanted}"`,
			`To change that one, write it exactly as in BILL. To add another, use Create. ${client.whatWasSent}`,
		);
	}
	if (isStillUnknown(call, key, wanted)) {
		throw client.refusal(
			`It is not known whether ${withArticle(one)} with the ${inWords(lastOf(key.member))} "${wanted}" has been created`,
			`BILL did not confirm an earlier request to create it and does not show it yet. Look in BILL before you run it again. ${client.whatWasSent}`,
		);
	}
	return request;
}

/**
 * Whether another item, or another execution a short while ago, lost the response to a request to create a record with
 * the key.
 */
function isStillUnknown(call: Call, key: Key, wanted: string): boolean {
	const { client, request } = call;
	return client.account.unknownOf(request).some((write) => {
		const body = write.request.body as IDataObject;
		const isSameKey = seenKey(body, key) === wanted;
		const isWithin =
			!key.within || memberAt(body, key.within) === memberAt(bodyOf(call), key.within);
		const mayStillCome =
			client.writes.isOfThisExecution(write) || Date.now() - write.sentAt < MAY_STILL_COME_MS;
		return isSameKey && isWithin && mayStillCome;
	});
}

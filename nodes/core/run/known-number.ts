import type { IDataObject } from 'n8n-workflow';

import { asSeen, isNearMatch, withoutTypography } from '../form/as-seen';
import type { Field } from '../form/field';
import { choice } from '../form/kinds';
import { memberAt } from '../form/shape';
import { bodyOf } from './operation';
import type { Call, Output, Steps } from './operation';
import { output } from './output';

/** The number that makes two records the same. */
interface Numbered {
	/** In lower case: "bill". */
	one: string;
	/** The number's path in the request and in the record. */
	member: string;
	/** The number is unique only among the records of one owner; BILL can filter by the owner. */
	within?: { member: string; what: string };
	/** The list of the records; BILL cannot filter it by the number. */
	path: string;
}

const CREATE = 'create';
const EXISTING = 'existing';

/** The option for what to do if the number already exists. */
export const ifNumberExists = ({ one, within }: Numbered): Field =>
	choice(
		'ifNumberExists',
		[
			{ value: CREATE, name: 'Create Anyway', description: 'Do not check first' },
			{
				value: 'refuse',
				name: 'Refuse',
				description: 'The item fails, and the error shows what exists',
			},
			{
				value: EXISTING,
				name: 'Return Existing',
				description: `Return the existing ${one} unchanged`,
			},
		],
		{
			initially: CREATE,
			description: `What to do when ${one === 'invoice' ? 'an' : 'a'} ${one} with the same number${within ? ` from the same ${within.what}` : ''} already exists. BILL cannot search by number, so the list is read once for all items.`,
		},
	);

/** Looks up the number before a record is created, if that option is chosen. */
export function unlessNumberExists(how: Numbered): Required<Pick<Steps, 'guard'>> {
	return { guard: async (call, send) => await guard(call, how, send) };
}

async function guard(call: Call, how: Numbered, send: () => Promise<Output[]>): Promise<Output[]> {
	const wanted = call.settings.options.ifNumberExists;
	const number = textAt(bodyOf(call), how.member);
	if (wanted === CREATE || !number) return await send();
	const { client, item } = call;
	const owner = how.within ? textAt(bodyOf(call), how.within.member) : '';
	const ofOwner = how.within ? ` of ${how.within.what} ${owner}` : '';
	const twin = firstWith(call, number, owner);
	if (twin.item !== item) {
		const isSame = twin.number === number;
		throw client.refusal(
			`Items ${twin.item} and ${item} have ${isSame ? `the same number "${number}"` : `nearly the same number, "${twin.number}" and "${number}"`}${ofOwner}`,
			`Only the first one is sent. ${isSame ? '' : orAnyway(how)}${client.whatWasSent}`,
		);
	}
	const known = (await listOf(call, how, owner)).filter(({ archived }) => archived !== true);
	const found = known.find((record) => textAt(record, how.member) === number);
	const near = known.find((record) => isNearMatch(textAt(record, how.member), number));
	if (!found && near) {
		throw client.refusal(
			`Nearly the same number${ofOwner} already exists: "${textAt(near, how.member)}", ${how.one} ${String(near.id as string)}; got "${number}"`,
			`${orAnyway(how)}${client.whatWasSent}`,
		);
	}
	if (!found) return await send();
	if (wanted === EXISTING) {
		const { json } = output(found, call);
		return [{ json: { ...json, outcome: 'existing' } }];
	}
	throw client.refusal(
		`The number "${number}"${ofOwner} already exists: ${how.one} ${String(found.id as string)}`,
		`Choose another number, or choose If Number Exists > Create Anyway or Return Existing. ${client.whatWasSent}`,
	);
}

const orAnyway = ({ one }: Numbered) =>
	`If it is another ${one}, choose If Number Exists > Create Anyway. `;

/** The first item of the run that has this number, or nearly the same one. */
function firstWith(
	{ shared, item }: Call,
	number: string,
	owner: string,
): { item: number; number: string } {
	const known = shared.get('numbers') as Map<string, { item: number; number: string }> | undefined;
	const numbers = known ?? new Map<string, { item: number; number: string }>();
	shared.set('numbers', numbers);
	const key = JSON.stringify([owner, withoutTypography(number)]);
	const first = numbers.get(key) ?? { item, number };
	numbers.set(key, first);
	return first;
}

async function listOf(
	{ client, shared }: Call,
	how: Numbered,
	owner: string,
): Promise<IDataObject[]> {
	const filters = how.within ? `${how.within.member}:eq:${owner}` : '';
	const key = `numbers of ${how.path} ${filters}`;
	const query = { ...(filters && { filters }), sort: 'createdTime:asc' };
	const list =
		(shared.get(key) as Promise<IDataObject[]> | undefined) ??
		client.list({ method: 'GET', path: how.path, query });
	shared.set(key, list);
	return await list;
}

/** A text of a record as a person sees it. */
function textAt(record: IDataObject, path: string): string {
	const value = memberAt(record, path);
	return typeof value === 'string' || typeof value === 'number' ? asSeen(String(value)) : '';
}

import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../form/field';
import { choice } from '../form/kinds';
import { FieldError } from '../form/values';
import type { BillClient } from '../wire/client';
import { alone } from './alone';
import { findEarlier, noteMoved, pictureOf } from './moved-money';
import type { Moves, Part, Picture } from './moved-money';
import { bodyOf } from './operation';
import type { Call, Output, Steps } from './operation';
import { output } from './output';

/** How money that is moved twice is recognized. */
export interface Repeats extends Moves {
	/** In lower case: "payment", "charge". */
	one: string;
	/** What it is for, as the form shows it: "Bill", "Invoice". */
	what: string;
	/** What a request would move. */
	parts(body: IDataObject): Part[];
	/** What a listed record has moved. */
	partsOf(record: IDataObject): Part[];
	isUndone(record: IDataObject): boolean;
	/** Nothing of a bill or invoice is due any more. */
	isSettled(record: IDataObject): boolean;
	/** The path of the users, to name who created a listed record. */
	users: string;
	/** The operation itself refuses items that would move the same money, with a better error text. */
	refusesTwins?: boolean;
	/** The request with the amount due in place of an amount that was left empty. */
	withDue?(body: IDataObject, due: number): IDataObject;
	/** The amount due on a bill or invoice; not a number if BILL does not return it. */
	dueOf?(record: IDataObject): number;
	/** The request without what is already done, if it moves several things that do not depend on each other. */
	without?(body: IDataObject, done: Part[]): IDataObject;
}

const REFUSE = 'refuse';
const ALLOW = 'allow';
const EXISTING = 'existing';

/** The option for what to do if the same has already been done. */
export const repeatsOption = (one: string): Field =>
	choice(
		'repeats',
		[
			{
				value: REFUSE,
				name: 'Refuse',
				description: `The item fails when the same ${one} was made in the last 24 hours, or nothing is due any longer`,
			},
			{
				value: EXISTING,
				name: 'Return Existing Record',
				description: `Return the existing ${one}; for workflows that run again after a failure`,
			},
			{ value: ALLOW, name: 'Allow Repeats', description: 'Do not check first' },
		],
		{
			initially: REFUSE,
			description: `What to do when the same ${one} has already been made`,
		},
	);

/** Keeps an operation that moves money from moving it twice. */
export function noRepeats(how: Repeats): Required<Pick<Steps, 'prepare' | 'guard'>> {
	return {
		prepare: (call) => plan(call, how),
		guard: async (call, send) => await guard(call, how, send),
	};
}

const isSame = (a: Part, b: Part) =>
	a.about === b.about &&
	(isOpen(a) ? isOpen(b) : Math.round(a.amount * 100) === Math.round(b.amount * 100));

/** The amount still has to be read. */
const isOpen = ({ amount }: Part) => Number.isNaN(amount);

interface Planned extends Part {
	item: number;
}

const plannedIn = ({ shared }: Call) => (shared.get('planned') ?? []) as Planned[];

/**
 * Records what an item is to move.
 *
 * @throws FieldError when an earlier item is to move the same money
 */
function plan(call: Call, { one, what, parts, refusesTwins }: Repeats): void {
	const { item, settings, shared } = call;
	const planned = plannedIn(call);
	const own = parts(bodyOf(call));
	if (settings.options.repeats === ALLOW && !own.some(isOpen)) return;
	const twin = planned.find((other) => own.some((part) => isSame(part, other)));
	if (twin && !refusesTwins && settings.options.repeats === REFUSE) {
		const about = `${twin.isPayee ? 'Vendor' : what} ${twin.about}`;
		throw new FieldError(
			'Amount',
			`${isOpen(twin) ? '(the amount due)' : `of ${twin.amount}`} for ${about} is the same ${one} as that of item ${twin.item}. Choose Options > Repeats > Allow Repeats if both are meant`,
		);
	}
	shared.set('planned', [...planned, ...own.map((part) => ({ ...part, item }))]);
}

/** Sends only what is not already done; one at a time for the same bill, invoice or payee. */
async function guard(call: Call, how: Repeats, send: () => Promise<Output[]>): Promise<Output[]> {
	const parts = how.parts(bodyOf(call));
	if (call.settings.options.repeats === ALLOW && !parts.some(isOpen)) return await send();
	const abouts = [...new Set(parts.map(({ about }) => about))].sort();
	const inTurn = abouts.reduceRight(
		(work, about) => async () => await alone(call.client.account, `${how.path} ${about}`, work),
		async () => await unlessDone(call, how, parts, send),
	);
	return await inTurn();
}

/** A part that is already done, with the record that did it. */
interface Done {
	part: Part;
	record?: IDataObject;
}

async function unlessDone(
	call: Call,
	how: Repeats,
	asked: Part[],
	send: () => Promise<Output[]>,
): Promise<Output[]> {
	const mayRepeat = call.settings.options.repeats === ALLOW;
	const picture = await pictureOf(call, how, asked, plannedIn(call));
	const parts = fillDue(call, how, asked, picture);
	if (mayRepeat) return await sendNoted(call, parts, send);
	const found = await Promise.all(
		parts.map(async (part) => await doneOf(call.client, how, picture, part)),
	);
	const done = found.flatMap((each) => each ?? []);
	const wantsExisting =
		call.settings.options.repeats === EXISTING && done.every(({ record }) => record);
	const left = parts.length - done.length;
	if (done.length > 0 && !(wantsExisting && (left === 0 || how.without))) {
		throw await refused(call.client, how, done);
	}
	const given = existing(call, done);
	if (left === 0) return given;
	if (done.length > 0) {
		const body = how.without?.(
			bodyOf(call),
			done.map(({ part }) => part),
		);
		call.request = { ...call.request, body };
	}
	return [...given, ...(await sendNoted(call, parts, send))];
}

async function sendNoted(call: Call, parts: Part[], send: () => Promise<Output[]>) {
	try {
		return await send();
	} finally {
		noteMoved(call, parts);
	}
}

/**
 * Fills the amount due into the request if its amount was left empty, and returns the parts with it. If nothing is due
 * any more the amount stays open, so that the existing record can be found.
 */
function fillDue(call: Call, how: Repeats, parts: Part[], { due }: Picture): Part[] {
	const { client, settings } = call;
	const open = parts.find(isOpen);
	const record = open && due.get(open.about);
	if (!open || !how.withDue || !how.dueOf) return parts;
	const isSettled = record !== undefined && how.isSettled(record);
	if (isSettled && settings.options.repeats !== ALLOW) return parts;
	const body = record && !isSettled ? how.withDue(bodyOf(call), how.dueOf(record)) : {};
	const filled = how.parts(body);
	if (!filled.some(({ amount }) => amount > 0)) {
		throw client.refusal(
			isSettled
				? `${how.what} ${open.about} is paid or scheduled in full`
				: `Amount is empty, and BILL does not return the amount due on ${how.what.toLowerCase()} ${open.about}`,
			`Fill in Amount, or choose another ${how.what}. ${client.whatWasSent}`,
		);
	}
	call.request = { ...call.request, body };
	return filled;
}

/** The record that already did a part; undefined if the part is still to be done. */
async function doneOf(
	client: BillClient,
	how: Repeats,
	{ moved, due }: Picture,
	part: Part,
): Promise<Done | undefined> {
	const counts = (record: IDataObject) => !how.isUndone(record);
	const isFor = (record: IDataObject) =>
		counts(record) && how.partsOf(record).some(({ about }) => about === part.about);
	const same = moved.find(
		(record) => counts(record) && how.partsOf(record).some((other) => isSame(part, other)),
	);
	if (same) return { part, record: same };
	const record = due.get(part.about);
	if (!record || !how.isSettled(record)) return undefined;
	return { part, record: moved.find(isFor) ?? (await findEarlier(client, how, record, isFor)) };
}

/** The existing records, each once. */
function existing(call: Call, done: Done[]): Output[] {
	const records = new Map(done.map(({ record }) => [record?.id, record as IDataObject]));
	return [...records.values()].map((record) => {
		const { json } = output(record, call);
		return { json: { ...json, outcome: 'existing' } };
	});
}

async function refused(
	client: BillClient,
	{ one, what, users }: Repeats,
	done: Done[],
): Promise<Error> {
	const told = await Promise.all(
		done.map(async ({ part, record }) => {
			const about = `${part.isPayee ? 'Vendor' : what} ${part.about}`;
			if (!record) return `${about} is paid or scheduled in full`;
			const { id, amount, createdTime } = record as Record<string, string | number>;
			const when = createdTime ? `, made ${createdTime}` : '';
			return `${about}: ${one} ${id} of ${amount}${when}${await whoMade(client, users, record)}`;
		}),
	);
	return client.refusal(
		`The same ${one} has already been made. ${told.join('; ')}`,
		`To make it again, choose Options > Repeats > Allow Repeats. To continue with the existing one, choose Return Existing Record. ${client.whatWasSent}`,
	);
}

/** Who created a record, as part of a sentence; empty if BILL does not say. */
async function whoMade(
	client: BillClient,
	users: string,
	{ createdBy }: IDataObject,
): Promise<string> {
	if (typeof createdBy !== 'string' || !createdBy) return '';
	const user = await client
		.find(`${users}/${encodeURIComponent(createdBy)}`)
		.catch(() => undefined);
	const name = [user?.firstName, user?.lastName].filter(Boolean).join(' ');
	return ` by ${name || `user ${createdBy}`}`;
}

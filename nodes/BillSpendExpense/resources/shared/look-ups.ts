import type { IDataObject } from 'n8n-workflow';

import { holds, keptAs } from '../../../core/look-up/agrees';
import { isSince } from '../../../core/look-up/moment';
import { newRecord } from '../../../core/look-up/new-record';
import {
	hasChanges,
	listedState,
	ofItsRecord,
	recordGone,
	recordState,
} from '../../../core/look-up/record-state';
import { bodyOfLost } from '../../../core/look-up/way';
import type { Lost } from '../../../core/look-up/way';
import { listIn } from '../../../core/wire/pages';
import { isSameValue } from './values';

/*
 * How to find out what happened to a write of Spend & Expense. BILL shows some members in other places than where they
 * are sent, and some not at all.
 */

/** A record with its own limit, which BILL shows within the current period. */
export function withPeriod(body: IDataObject, hidden: string[] = []): IDataObject {
	const { limit, overspendBuffer, ...rest } = body;
	const period = {
		...(limit !== undefined && { limit }),
		...(overspendBuffer !== undefined && { overspendBuffer }),
	};
	return {
		...without(rest, hidden),
		...(Object.keys(period).length > 0 && { currentPeriod: period }),
	};
}

/** A body without the members that BILL does not return. */
export function without(body: IDataObject, hidden: string[]): IDataObject {
	return Object.fromEntries(Object.entries(body).filter(([name]) => !hidden.includes(name)));
}

/**
 * A record that was changed.
 *
 * @param expected how BILL then shows its members
 */
export const changedTo = (expected: (body: IDataObject) => IDataObject) =>
	recordState({
		words: 'with the changes that were sent',
		isReached: (record, lost) =>
			hasChanges(record, lost, { expected: (of) => expected(bodyOfLost(of)) }),
	});

/** A record that was retired, closed or deleted: BILL still shows it, or no longer does. */
export const retired = recordGone(
	undefined,
	(record) => record.retired === true || record.status === 'DELETED',
);

/** A card with a status. */
export const withStatus = (status: string) =>
	recordState({
		words: `with the status ${status}`,
		path: ofItsRecord,
		isReached: (record) => record.status === status,
	});

/** Whether a member of a budget is as it was sent. BILL accepts a role as `role`, and returns it as `budgetRole`. */
function isMemberAsSent(member: IDataObject, sent: IDataObject): boolean {
	const { role } = sent;
	const terms = without(sent, ['userId', 'role']);
	return (
		member.retired !== true &&
		holds({ ...terms, ...(role !== undefined && { budgetRole: role }) }, member)
	);
}

export const memberAsSent = recordState({
	words: 'as it was sent',
	isReached: (member, lost) => isMemberAsSent(member, bodyOfLost(lost)),
});

export const membersAsSent = listedState({
	words: 'the members of the budget as they were sent',
	path: ofItsRecord,
	how: { once: 'userUuid' },
	answer(members, lost) {
		const sent = (bodyOfLost(lost).members ?? []) as IDataObject[];
		const areThere = sent.every((each) =>
			members.some(
				(member) => keptAs('userId', member).includes(each.userId) && isMemberAsSent(member, each),
			),
		);
		// BILL's page does not say which status it returns when everything is done.
		return areThere ? { status: 'SUCCESS' } : undefined;
	},
});

/** Values that were to be added exist; values that were to be deleted do not. */
export const valuesAsSent = listedState({
	words: 'the values in the list of the custom field',
	path: ({ request }) => request.path,
	how: { once: 'uuid' },
	answer(listed, lost) {
		const { values = [], customFieldValueIds = [] } = bodyOfLost(lost) as {
			values?: string[];
			customFieldValueIds?: string[];
		};
		const current = listed.filter(({ deleted }) => deleted !== true);
		const isGone = (id: string) => !current.some((each) => each.uuid === id || each.id === id);
		if (!customFieldValueIds.every(isGone)) return undefined;
		const found = values.map((value) => current.find((each) => isSameValue(each.value, value)));
		return found.includes(undefined) ? undefined : { results: found as IDataObject[] };
	},
});

/**
 * Whether custom fields have the values that were sent, with either kind of ID.
 *
 * @param kept custom fields as a record or a list in BILL shows them
 */
function areFilled(sent: unknown, kept: unknown): boolean {
	const fields = (kept ?? []) as IDataObject[];
	const isNamed = (record: IDataObject, id: unknown) => record.uuid === id || record.id === id;
	return ((sent ?? []) as IDataObject[]).every(({ customFieldId, selectedValues, note }) => {
		const field = fields.find((each) => isNamed(each, customFieldId));
		const selected = (field?.selectedValues ?? []) as IDataObject[];
		const wanted = selectedValues as unknown[] | undefined;
		const hasValues =
			!wanted ||
			(selected.length === wanted.length &&
				wanted.every((id) => selected.some((each) => isNamed(each, id))));
		return hasValues && (note === undefined || holds(note, field?.note));
	});
}

/** The custom fields of a transaction as they were sent. */
export const fieldsAsSent = recordState({
	words: 'its custom fields as they were sent',
	within: (answer) => ({ customFields: (listIn(answer) ?? []) as IDataObject[] }),
	isReached: ({ customFields }, lost) => areFilled(bodyOfLost(lost).customFields, customFields),
	answer: () => ({ status: 'SUCCESS' }),
});

/** The URL of a picture, without its signature. It is not documented whether BILL shows the URL that was sent. */
function addressOf(url: unknown): string {
	const text = String(url);
	return URL.canParse(text) ? `${new URL(text).origin}${new URL(text).pathname}` : text;
}

const receiptsOf = (record: unknown) =>
	((record as IDataObject | undefined)?.receipts ?? []) as IDataObject[];

/** Each picture has its own URL, so a receipt with that URL is the one that was attached. */
export const receiptAttached = recordState({
	words: 'with the receipt',
	path: ofItsRecord,
	within: (record, lost) =>
		receiptsOf(record).find(({ url }) => addressOf(url) === addressOf(bodyOfLost(lost).url)),
	isReached: () => true,
});

export const receiptDeleted = recordState({
	words: 'without the receipt',
	path: ({ request }) => request.path.replace(/\/receipts\/[^/]+$/, ''),
	isReached: (record, { request }) => {
		const receiptId = decodeURIComponent(request.path.split('/').pop() as string);
		return receiptsOf(record).every(({ uuid }) => uuid !== receiptId);
	},
});

function hasReceipts(record: IDataObject, sent: unknown): boolean {
	if (sent === undefined) return true;
	const wanted = (sent as IDataObject[]).map(({ url }) => addressOf(url));
	const kept = receiptsOf(record).map(({ url }) => addressOf(url));
	return wanted.length === kept.length && wanted.every((each) => kept.includes(each));
}

/** A reimbursement without the members that are compared separately. */
const plain = (body: IDataObject) => without(body, ['receipts', 'customFields']);

/** BILL says when a reimbursement was submitted; one that is created through the API is submitted at the same time. */
export const reimbursementMade = newRecord({
	aRecord: 'a reimbursement',
	byTime: true,
	createdAs: 'submittedTime',
	how: { once: 'uuid' },
	expected: (lost) => plain(bodyOfLost(lost)),
	isSame(record, lost) {
		const { receipts, customFields } = bodyOfLost(lost);
		return hasReceipts(record, receipts) && areFilled(customFields, record.customFields);
	},
});

export const reimbursementChanged = recordState({
	words: 'with the changes that were sent',
	isReached(record, lost) {
		const body = bodyOfLost(lost);
		const members = plain(body);
		return (
			Object.keys(body).length > 0 &&
			(Object.keys(members).length === 0 || holds(members, record)) &&
			hasReceipts(record, body.receipts) &&
			areFilled(body.customFields, record.customFields)
		);
	},
});

const DENIED = ['DENIED'];
const APPROVED = [
	...['APPROVED', 'AWAITING_TIER2_APPROVAL', 'READY_TO_PAY', 'PAYMENT_PENDING', 'PAID'],
];

/** The history of a reimbursement contains each decision, with its time. */
export const decided = recordState({
	words: 'with the decision that was sent',
	path: ofItsRecord,
	isReached(record, lost) {
		const wanted = bodyOfLost(lost).action === 'DENY' ? DENIED : APPROVED;
		const history = (record.statusHistory ?? []) as IDataObject[];
		return history.some(
			({ status, occurredTime }) =>
				wanted.includes(String(status)) && isSince(occurredTime, lost.since) === true,
		);
	},
});

/** A transaction in the budget that it was moved to. */
export const movedToBudget = recordState({
	words: 'in the budget',
	isReached: (record, lost: Lost) => holds(bodyOfLost(lost), record),
});

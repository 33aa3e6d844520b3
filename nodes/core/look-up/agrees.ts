import type { IDataObject } from 'n8n-workflow';

import { asSeen } from '../form/as-seen';

const CENT = 0.005;

/** BILL shows only the last digits of numbers that it hides. */
const HIDDEN = /^[*xX•·#-]+([0-9A-Za-z]{0,4})$/;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Whether what BILL has stored is what was sent: every member that was sent and that BILL returns is the same. Numbers
 * are compared to the cent, days without a time, texts as a person sees them, and hidden numbers by the digits that are
 * shown.
 */
export function agrees(sent: unknown, kept: unknown): boolean {
	if (sent === undefined || sent === null || kept === undefined || kept === null) return true;
	if (Array.isArray(sent)) {
		return Array.isArray(kept) && kept.length === sent.length && areAll(sent, kept);
	}
	if (typeof sent === 'object') {
		if (typeof kept !== 'object') return false;
		return Object.entries(sent).every(([name, value]) =>
			keptAs(name, kept as IDataObject).some((each) => agrees(value, each)),
		);
	}
	if (typeof sent === 'number' || typeof kept === 'number') {
		return Math.abs(Number(sent) - Number(kept)) < CENT;
	}
	return isSameText(String(sent).trim(), String(kept as string).trim());
}

/**
 * Whether a record has what was sent to change it. BILL omits empty members, so a missing member has not been set, and
 * a member that was to be cleared must be missing.
 */
export function holds(sent: unknown, kept: unknown): boolean {
	if (sent === undefined) return true;
	if (isEmpty(sent)) return isEmpty(kept);
	if (Array.isArray(sent)) {
		return Array.isArray(kept) && kept.length === sent.length && areAll(sent, kept, holds);
	}
	if (typeof sent !== 'object') return !isEmpty(kept) && agrees(sent, kept);
	const members = typeof kept === 'object' && kept !== null ? (kept as IDataObject) : {};
	return Object.entries(sent as object).every(([name, value]) =>
		keptAs(name, members).some((each) => holds(value, each)),
	);
}

/** Spend & Expense accepts a UUID in place of an ID, and returns both: `userId` as well as `userUuid`. */
export function keptAs(name: string, record: IDataObject): unknown[] {
	const uuid = name.replace(/Id(s?)$/, 'Uuid$1');
	const both = [record[name], record[uuid]].filter((each) => each !== undefined);
	return both.length > 0 ? both : [undefined];
}

const isEmpty = (value: unknown) => (Array.isArray(value) ? value.length === 0 : !value);

/** Whether each entry that was sent is among the stored ones, in whatever order BILL returns them. */
export function areAll(sent: unknown[], kept: unknown[], isSame = agrees): boolean {
	const left = [...kept];
	return sent.every((entry) => {
		const at = left.findIndex((candidate) => isSame(entry, candidate));
		if (at >= 0) left.splice(at, 1);
		return at >= 0;
	});
}

function isSameText(sent: string, kept: string): boolean {
	if (sent === kept || asSeen(sent) === asSeen(kept)) return true;
	if (DAY.test(sent)) return kept.startsWith(`${sent}T`);
	const hidden = HIDDEN.exec(kept);
	return hidden !== null && hidden[1] !== '' && sent.endsWith(hidden[1]);
}

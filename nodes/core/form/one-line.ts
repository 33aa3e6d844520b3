import type { IDataObject } from 'n8n-workflow';

import { inWords } from './words';

/* What a person tells records apart by, in one line of a list. */

/** A member as text; nothing where BILL left it out. */
export const asText = (value: unknown) =>
	value === undefined || value === null ? '' : String(value);

export const joined = (...parts: unknown[]) => parts.map(asText).filter(Boolean).join(' · ');

export const fullName = ({ firstName, lastName }: IDataObject) =>
	`${asText(firstName)} ${asText(lastName)}`.trim();

/** An amount as people write it: "2,150.00 USD"; nothing where BILL left it out. */
export function asMoney(amount: unknown, currency?: unknown): string {
	const number = amount === undefined || amount === null || amount === '' ? NaN : Number(amount);
	if (Number.isNaN(number)) return '';
	const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
	return `${number.toLocaleString('en-US', digits)} ${asText(currency)}`.trim();
}

/** One of BILL's constants within a line: "partially paid" of `PARTIALLY_PAID`. */
export const asStatus = (value: unknown) => inWords(asText(value)).toLowerCase();

/** The end of a card's or account's number, of which BILL shows no more: "…1234" of `********1234`. */
export const asLastDigits = (number: unknown) => {
	const [digits] = /\d{1,4}$/.exec(asText(number).trim()) ?? [];
	return digits === undefined ? asText(number) : `…${digits}`;
};

/** What stands beside the name: that a record is out of use, or nothing. */
export const ifArchived = ({ archived }: IDataObject) => (archived === true ? 'archived' : '');

/** A day that follows a word, "due 2026-12-15"; nothing where BILL left it out. */
export const withDay = (word: string, day: unknown) => (day ? `${word} ${asText(day)}` : '');

/** A moment to the minute, "2026-11-21 08:18 UTC", as BILL gives it; nothing where BILL left it out. */
export function asMinute(moment: unknown): string {
	const date = new Date(asText(moment));
	if (Number.isNaN(date.getTime())) return '';
	return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

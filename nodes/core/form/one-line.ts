import type { IDataObject } from 'n8n-workflow';

import { inWords } from './words';

/* The text of one line in a list, by which users tell records apart. */

/** A member as text; empty if BILL left it out. */
export const asText = (value: unknown) =>
	value === undefined || value === null ? '' : String(value);

export const joined = (...parts: unknown[]) => parts.map(asText).filter(Boolean).join(' · ');

export const fullName = ({ firstName, lastName }: IDataObject) =>
	`${asText(firstName)} ${asText(lastName)}`.trim();

/** An amount as people write it: "2,150.00 USD"; empty if BILL left it out. */
export function asMoney(amount: unknown, currency?: unknown): string {
	const number = amount === undefined || amount === null || amount === '' ? NaN : Number(amount);
	if (Number.isNaN(number)) return '';
	const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
	return `${number.toLocaleString('en-US', digits)} ${asText(currency)}`.trim();
}

/** One of BILL's constants within a line: "partially paid" for `PARTIALLY_PAID`. */
export const asStatus = (value: unknown) => inWords(asText(value)).toLowerCase();

/** The last digits of a card or account number, which are all that BILL shows: "…1234" for `********1234`. */
export const asLastDigits = (number: unknown) => {
	const [digits] = /\d{1,4}$/.exec(asText(number).trim()) ?? [];
	return digits === undefined ? asText(number) : `…${digits}`;
};

/** What is shown next to the name: that a record is archived, or nothing. */
export const ifArchived = ({ archived }: IDataObject) => (archived === true ? 'archived' : '');

/** A day after a word, "due 2026-12-15"; empty if BILL left it out. */
export const withDay = (word: string, day: unknown) => (day ? `${word} ${asText(day)}` : '');

/** A moment to the minute in UTC, "2026-11-21 08:18 UTC"; empty if BILL left it out. */
export function asMinute(moment: unknown): string {
	const date = new Date(asText(moment));
	if (Number.isNaN(date.getTime())) return '';
	return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/**
 * How the page formats stored values: for people who work in finance, and in UTC, because the local BILL's days are
 * in UTC.
 */

/** The content of a table cell. */
export interface Cell {
	text: string;
	/** The color of a status. Its text says the same. */
	tone?: Tone;
}

export type Tone = 'good' | 'waiting' | 'bad' | 'neutral';

/** E.g. 2,150.00 USD. */
export function money(amount: number | undefined, currency = 'USD'): string {
	if (amount === undefined) return '';
	const digits = new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions()
		.maximumFractionDigits;
	const number = amount.toLocaleString('en-US', {
		minimumFractionDigits: digits,
		maximumFractionDigits: Math.max(digits ?? 2, 2),
	});
	return `${number} ${currency}`;
}

/** One sum per currency, largest first: 2,150.00 USD + 90.00 EUR. */
export function sums(parts: Array<{ amount: number; currency: string }>): string {
	const byCurrency = new Map<string, number>();
	for (const { amount, currency } of parts) {
		byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + amount);
	}
	const written = [...byCurrency]
		.filter(([, amount]) => amount !== 0)
		.sort(([, a], [, b]) => b - a)
		.map(([currency, amount]) => money(amount, currency));
	return written.join(' + ') || money(0);
}

const dayFormat = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
const timeFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' });

/** E.g. Nov 28, 2026. */
export function day(text: string | undefined): string {
	const time = Date.parse(text ?? '');
	return Number.isNaN(time) ? (text ?? '') : dayFormat.format(time);
}

/** E.g. 21:04:17. */
export function clockTime(text: string): string {
	return timeFormat.format(Date.parse(text));
}

/** E.g. Nov 28, 2026, 21:04:17. */
export function moment(text: string | undefined): string {
	return text ? `${day(text)}, ${clockTime(text)}` : '';
}

const GOOD =
	/^(PAID|PAID_IN_FULL|APPROVED|CLEARED|DELIVERED|ACTIVE|ACTIVATED|VERIFIED|CONNECTED|COMPLETE|CLEAR|ENABLED|APPLIED|FULLY_APPLIED|SYNCED)$/;
const BAD =
	/FAILED|ACTION_NEEDED|VOID|CANCEL|DENIED|DECLINE|REJECTED|DISABLED|OVERDUE|EXPIRED|DELETED|FROZEN|ESCHEATED/;
const WAITING =
	/PENDING|SCHEDULED|STARTED|PROGRESS|PARTIAL|OPEN|^ASSIGNED|APPROVING|AUTHORIZATION|CREATED|READY|UNPAID|NOT_VERIFIED|EXPIRING|WAITING|UNDEFINED|HOLD/;

/** A value of BILL as readable text, e.g. PARTIALLY_PAID as Partially paid. */
export function words(value: string): string {
	const text = value.replaceAll('_', ' ').toLowerCase();
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A status as readable text, with its color. */
export function status(value: string | undefined): Cell {
	if (!value) return { text: '' };
	const tone = GOOD.test(value)
		? 'good'
		: BAD.test(value)
			? 'bad'
			: WAITING.test(value)
				? 'waiting'
				: 'neutral';
	return { text: words(value), tone };
}

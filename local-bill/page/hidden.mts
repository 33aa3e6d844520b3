import { mask } from '../http/log.mts';

/** Numbers that give access to a bank account or identify a person. */
const NUMBERS = new Set(['accountnumber', 'routingnumber', 'taxid', 'iban']);
/** Fields whose whole content is private. */
const PRIVATE = new Set([
	'regulatoryfields',
	'dateofbirth',
	'_dateofbirth',
	'_securitykey',
	'_key',
]);
/** Fields that hold JSON as text. */
const JSON_TEXTS = new Set(['payload']);

/**
 * A record or a request body as the page may show it: without secrets, and with only the last four digits of bank and
 * tax numbers. Others may see the page, and screenshots of it are shared.
 */
export function hidden(value: unknown): unknown {
	return withoutNumbers(mask(value));
}

function withoutNumbers(value: unknown, name = ''): unknown {
	const key = name.toLowerCase();
	if (value !== undefined && PRIVATE.has(key)) return '***';
	if (Array.isArray(value)) return value.map((entry) => withoutNumbers(entry));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([member, inside]) => [member, withoutNumbers(inside, member)]),
		);
	}
	if (typeof value === 'string' && JSON_TEXTS.has(key)) return parsed(value);
	if (!NUMBERS.has(key) || (typeof value !== 'string' && typeof value !== 'number')) return value;
	return lastFour(String(value));
}

function parsed(text: string): unknown {
	try {
		return hidden(JSON.parse(text));
	} catch {
		return text;
	}
}

/** A short number is hidden completely: its last four digits would be the whole number. */
function lastFour(text: string): string {
	return text.length > 4 ? `…${text.slice(-4)}` : '…';
}

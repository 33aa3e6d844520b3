import { mask } from '../http/log.mts';

/** Numbers that open a bank account or name a person. */
const NUMBERS = new Set(['accountnumber', 'routingnumber', 'taxid', 'iban']);
/** Members whose whole content is nobody's business. */
const PRIVATE = new Set([
	'regulatoryfields',
	'dateofbirth',
	'_dateofbirth',
	'_securitykey',
	'_key',
]);
/** JSON that is kept as a text. */
const JSON_TEXTS = new Set(['payload']);

/**
 * A record or a request body as the page may show it: without secrets, and of bank and tax numbers the last four digits.
 * The page is there to be looked at by others, and pictures of it are shared.
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

/** All of a short number is hidden: its last four digits would be the number. */
function lastFour(text: string): string {
	return text.length > 4 ? `…${text.slice(-4)}` : '…';
}

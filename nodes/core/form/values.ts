/**
 * Converts what was filled in, returned by an expression or passed by an AI agent to the kind of value that BILL
 * expects. It is converted if the meaning is certain, refused if it is not, and never sent unchecked.
 */

/** A value is not valid. The message begins with the name of the field in the editor. */
export class FieldError extends Error {
	override name = 'FieldError';

	constructor(
		readonly label: string,
		readonly reason: string,
	) {
		super(`${label} ${reason}`);
	}

	/** The same reason, with what the field is part of in front: `Line Items 2: Amount must ...`. */
	inside(outer: string): FieldError {
		return new FieldError(`${outer}: ${this.label}`, this.reason);
	}
}

/** What JavaScript writes for a missing value; nobody intends to send that as text. */
const WRITTEN_FOR_NOTHING = /^\s*(undefined|null|NaN|Invalid Date(Time)?)\s*$|\[object \w+\]/;

/** Text. Numbers are written out if no digit can be lost; anything else is refused. */
export function toText(value: unknown, label: string): string {
	if (typeof value === 'string') {
		if (!WRITTEN_FOR_NOTHING.test(value)) return value;
		throw new FieldError(
			label,
			`contains ${shown(value)}, which an expression returns when it has no text`,
		);
	}
	if (typeof value === 'number' && Number.isFinite(value)) {
		const written = String(exact(value, label));
		if (!written.includes('e')) return written;
		throw new FieldError(
			label,
			`was given as a number with an exponent, ${written}; give it as text`,
		);
	}
	throw new FieldError(label, `must be text; got ${shown(value)}`);
}

/** A number, or plain numeric text such as `1234.56`: no thousands separators, currency signs or exponents. */
export function toNumber(value: unknown, label: string): number {
	if (typeof value === 'number' && Number.isFinite(value)) return exact(value, label);
	if (typeof value === 'string' && isPlainNumber(value)) {
		// Beyond 15 digits a JSON number can differ from what was written.
		const digits = value.replace(/[^\d.]/g, '').replace(/^[0.]+|(?<=\..*?)0+$/g, '');
		if (digits.replace('.', '').length <= 15) return Number(value.trim());
		throw new FieldError(label, `has more digits than a number can keep: ${shown(value)}`);
	}
	throw new FieldError(label, `must be a plain number such as 1234.56; got ${shown(value)}`);
}

const isPlainNumber = (text: string) => /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(text.trim());

/**
 * A number without the rounding error of a calculation (0.1 + 0.2, or 60 times 0.1); a number that has already lost
 * digits is refused.
 */
function exact(value: number, label: string): number {
	if (!Number.isInteger(value)) {
		const rounded = Number(value.toFixed(8));
		const isLeftOver = Math.abs(value - rounded) <= 1e-12 * Math.max(1, Math.abs(value));
		return isLeftOver ? rounded + 0 : Number(value.toPrecision(15));
	}
	if (Number.isSafeInteger(value)) return value;
	throw new FieldError(
		label,
		`was given as a number too large to keep all its digits, ${value}; give it as text`,
	);
}

/** A calculation may leave a millionth of the last place; a larger difference was intended. */
const LEFT_OVER = 1e-6;

/** A number with at most this many decimals; the rounding error of a calculation (60 times 0.10) is rounded away. */
export function toDecimal(value: unknown, label: string, decimals: number): number {
	const given = typeof value === 'string' && isPlainNumber(value) ? Number(value.trim()) : value;
	if (typeof given === 'number' && Math.abs(given) < 1e12) {
		const rounded = Number(given.toFixed(decimals));
		const difference = Math.abs(given - rounded);
		if (difference > 0 && difference <= LEFT_OVER / 10 ** decimals) return rounded + 0;
	}
	const written = toNumber(value, label);
	if (Number(written.toFixed(decimals)) === written) return written;
	throw new FieldError(label, `can have at most ${decimals} decimals; got ${written}`);
}

/** true or false, also as text. */
export function toFlag(value: unknown, label: string): boolean {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (word === 'true') return true;
	if (word === 'false') return false;
	throw new FieldError(label, `must be true or false; got ${shown(value)}`);
}

/**
 * Several values: a list, a list written as JSON (as AI agents do), or text with separators.
 *
 * @param separator must not occur in the values
 */
export function toList(value: unknown, label: string, separator = ','): unknown[] {
	if (Array.isArray(value)) return value as unknown[];
	const written = toText(value, label);
	return listWritten(written) ?? written.split(separator);
}

function listWritten(text: string): unknown[] | undefined {
	if (!text.trim().startsWith('[')) return undefined;
	try {
		const list = JSON.parse(text) as unknown[];
		return list.every((each) => typeof each === 'string') ? list : undefined;
	} catch {
		// A value may begin with a bracket.
		return undefined;
	}
}

/** JSON from text, or the object or list that an expression returned. */
export function toJson(value: unknown, label: string): unknown {
	if (typeof value === 'object') return value;
	if (typeof value !== 'string') {
		throw new FieldError(label, `must be JSON; got ${shown(value)}`);
	}
	try {
		return JSON.parse(value) as unknown;
	} catch (error) {
		throw notJson(label, error as Error);
	}
}

/**
 * The same value, after checking that each number in it arrives at BILL as it was given.
 *
 * @throws FieldError that names the member whose number has lost digits, or is not a number
 */
export function withWholeNumbers<Value>(value: Value, label: string): Value {
	JSON.stringify(value, (name, part: unknown) => {
		if (typeof part !== 'number') return part;
		if (Number.isFinite(part)) return exact(part, name ? `${label}: ${name}` : label);
		throw new FieldError(name ? `${label}: ${name}` : label, `is ${part}, which is not a number`);
	});
	return value;
}

function notJson(label: string, { message }: Error): FieldError {
	return new FieldError(label, `is not valid JSON: ${message}`);
}

/**
 * Invisible characters: spaces other than the plain one, and characters that only join, set the direction or control.
 */
const UNSEEN = /\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029]|(?! )\p{Zs}/gu;

/** The invisible characters of a text, as `U+200B`. */
export function unseenIn(text: string): string[] {
	return [...new Set(text.match(UNSEEN) ?? [])].map(asCode);
}

const asCode = (sign: string) =>
	`U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;

/** A value as error texts show it, with invisible characters as codes. */
export function shown(value: unknown): string {
	if (typeof value === 'string') return `"${visible(shortened(value))}"`;
	if (Array.isArray(value)) return `a list: ${asJson(value)}`;
	if (value instanceof Date) return `a date: ${asJson(value)}`;
	if (typeof value === 'object' && value !== null) return `an object: ${asJson(value)}`;
	return typeof value === 'function' ? 'a function' : String(value);
}

/** A text with its invisible characters written as `<U+200B>`. */
export function visible(text: string): string {
	return text.replace(UNSEEN, (sign) => `<${asCode(sign)}>`);
}

function asJson(value: object): string {
	try {
		return shortened(JSON.stringify(value) ?? '');
	} catch {
		// It contains itself, or a BigInt.
		return 'it cannot be written as JSON';
	}
}

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}...` : text);

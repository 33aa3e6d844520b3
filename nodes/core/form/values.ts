/**
 * What was filled in, an expression gave or an AI agent handed over, as the kind of value that BILL
 * wants: converted where the meaning is certain, refused where it is not, never sent as it is.
 */

/** Something filled in is not valid. The message begins with the name of the field in the editor. */
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

/** Text; numbers are written out, anything else is refused. */
export function toText(value: unknown, label: string): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	throw new FieldError(label, `must be text, and this is ${shown(value)}`);
}

/** A number, or plain numeric text such as `1234.56`: no thousands separators, currency signs or exponents. */
export function toNumber(value: unknown, label: string): number {
	// What a sum of decimals leaves over (0.1 + 0.2) is not part of the number that was meant.
	if (typeof value === 'number' && Number.isFinite(value)) return Number(value.toPrecision(15));
	if (typeof value === 'string' && /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(value.trim())) {
		// Beyond 15 digits a JSON number becomes another one than was written.
		const digits = value.replace(/[^\d.]/g, '').replace(/^[0.]+|(?<=\..*?)0+$/g, '');
		if (digits.replace('.', '').length <= 15) return Number(value.trim());
		throw new FieldError(label, `has more digits than a number can hold: ${shown(value)}`);
	}
	throw new FieldError(
		label,
		`must be a plain number such as 1234.56, and this is ${shown(value)}`,
	);
}

/** true or false, also as text. */
export function toFlag(value: unknown, label: string): boolean {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (word === 'true') return true;
	if (word === 'false') return false;
	throw new FieldError(label, `must be true or false, and this is ${shown(value)}`);
}

/** JSON from text, or the object or list that an expression gave. */
export function toJson(value: unknown, label: string): unknown {
	if (typeof value === 'object') return value;
	if (typeof value !== 'string') {
		throw new FieldError(label, `must be JSON, and this is ${shown(value)}`);
	}
	try {
		return JSON.parse(value) as unknown;
	} catch (error) {
		throw notJson(label, error as Error);
	}
}

function notJson(label: string, { message }: Error): FieldError {
	return new FieldError(label, `is not valid JSON: ${message}`);
}

/** What came, as an error text shows it. */
export function shown(value: unknown): string {
	if (typeof value === 'string')
		return `"${value.length > 60 ? `${value.slice(0, 60)}...` : value}"`;
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' && value !== null) return 'an object';
	return String(value);
}

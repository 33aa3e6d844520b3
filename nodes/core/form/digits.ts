import { field } from './field';
import type { Common, Field, Writing } from './field';
import { FieldError, shown, toText, unseenIn } from './values';

interface Digits extends Common {
	eg: string;
	max?: number;
	/** The complete text for the digits of a number whose leading zeros may be lost; undefined if it is not certain. */
	complete?: (digits: string, beside: Writing['beside']) => string | undefined;
	/** The completion is certain enough to apply to text as well, such as text from a spreadsheet. */
	completesText?: boolean;
}

/**
 * Digits that identify something, such as an account: each of them counts, including leading zeros, which a number
 * loses.
 */
export function digits(
	path: string,
	{ eg, max, complete, completesText, ...common }: Digits,
): Field {
	const write = (value: unknown, label: string, { beside }: Writing): string => {
		const written = toText(value, label).trim();
		const whole = /^\d+$/.test(written) ? complete?.(written, beside) : undefined;
		if (typeof value === 'number') {
			if (whole !== undefined) return whole;
			throw new FieldError(
				label,
				`was given as the number ${written}, which may have lost digits such as leading zeros; give it as text such as "${eg}"`,
			);
		}
		if (/^\d+([.,]\d+)?e\+?\d+$/i.test(written) || unseenIn(written).length > 0) {
			throw new FieldError(label, `must be all digits such as ${eg}; got ${shown(written)}`);
		}
		if (completesText && whole !== undefined) return whole;
		if (max === undefined || written.length <= max) return written;
		throw new FieldError(label, `can have at most ${max} characters; got ${written.length}`);
	};
	const isWritten = (value: unknown) => typeof value === 'string' || typeof value === 'number';
	return field(
		path,
		common,
		{ type: 'string', default: '', placeholder: `e.g. ${eg}` },
		eg,
		write,
		{
			inJson: (value, label, writing) => (isWritten(value) ? write(value, label, writing) : value),
		},
	);
}

import { digits } from '../../../core/form/digits';
import type { Common } from '../../../core/form/field';

type NumberOptions = Common & { eg?: string; max?: number };

/** An account number; it can have any length. */
export function accountNumber(path: string, { eg = '000123456789', ...rest }: NumberOptions = {}) {
	return digits(path, { eg, ...rest });
}

/**
 * The routing number of an American bank: nine digits, of which the last one is a check digit. The first two digits
 * start at 00, so a number may have lost two zeros.
 */
export function routingNumber(path: string, options: NumberOptions = {}) {
	const complete = (written: string) => {
		const whole = ofLength(9, written, 2);
		return whole !== undefined && checksum(whole) % 10 === 0 ? whole : undefined;
	};
	return digits(path, { eg: '074000010', complete, completesText: true, ...options });
}

function checksum(written: string): number {
	const weights = [3, 7, 1];
	return [...written].reduce((sum, digit, at) => sum + Number(digit) * weights[at % 3], 0);
}

/** The tax ID of an American business (EIN) or person (SSN): nine digits, with at most two leading zeros. */
export function taxId(path: string) {
	const complete = (written: string) => ofLength(9, written, 2);
	return digits(path, { label: 'Tax ID', eg: '12-3456789', complete });
}

/** A ZIP code has five digits, with at most two leading zeros; other countries have other lengths. */
export function zipCode(path: string, options: NumberOptions = {}) {
	const complete = (written: string, beside: Record<string, unknown> = {}) =>
		String(beside.country).trim().toUpperCase() === 'US' ? ofLength(5, written, 2) : undefined;
	return digits(path, {
		...{ label: 'ZIP or Postal Code', eg: '94607' },
		...{ complete, completesText: true, ...options },
	});
}

/** Digits with the leading zeros that a number has lost, at most `lost` of them. */
function ofLength(length: number, written: string, lost: number): string | undefined {
	const isLong = written.length >= length - lost && written.length <= length;
	return isLong ? written.padStart(length, '0') : undefined;
}

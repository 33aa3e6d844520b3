import * as is from '../engine/schema.mts';
import { BillError } from '../errors/bill-error.mts';
import type { Rec } from '../state/collection.mts';

/** An address as it is written. BILL adds `countryName` in answers; this local BILL does not. */
export const ADDRESS = {
	line1: is.text(),
	line2: is.text(),
	city: is.text(),
	stateOrProvince: is.text(),
	zipOrPostalCode: is.text(),
	country: { type: 'string', pattern: '^[A-Z]{2}$' },
};
export const ADDRESS_REQUIRED = ['line1', 'city', 'zipOrPostalCode', 'country'];

/** A US address has a state; none of the required members may be cleared by a PATCH. */
export function checkAddress(field: string, address: Rec | undefined): void {
	const state = address?.country === 'US' ? ['stateOrProvince'] : [];
	for (const name of [...ADDRESS_REQUIRED, ...state]) {
		if (!address?.[name]) throw BillError.missing(`${field}.${name}`);
	}
}

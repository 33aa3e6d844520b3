import * as is from '../engine/schema.mts';
import { mustHave } from '../state/members.mts';
import type { Address } from '../state/records/common.mts';

/** An address as it is written. BILL adds `countryName` in answers; this local BILL does not. */
export const ADDRESS = {
	line1: is.text(),
	line2: is.text(),
	city: is.text(),
	stateOrProvince: is.text(),
	zipOrPostalCode: is.text(),
	country: is.country,
};
export const ADDRESS_REQUIRED = ['line1', 'city', 'zipOrPostalCode', 'country'] as const;

/** A US address has a state; none of the required members may be cleared by a PATCH. */
export function checkAddress(field: string, address: Address | undefined): void {
	const state = address?.country === 'US' ? ['stateOrProvince'] : [];
	const names = [...ADDRESS_REQUIRED, ...state].map((name) => `${field}.${name}`);
	mustHave({ [field]: address }, ...names);
}

import * as is from '../engine/schema.mts';
import { mustHave } from '../state/members.mts';
import type { Address } from '../state/records/common.mts';

/** An address in request bodies. BILL adds `countryName` to its responses; this local BILL does not. */
export const ADDRESS = {
	line1: is.text(),
	line2: is.text(),
	city: is.text(),
	stateOrProvince: is.text(),
	zipOrPostalCode: is.text(),
	country: is.country,
};
export const ADDRESS_REQUIRED = ['line1', 'city', 'zipOrPostalCode', 'country'] as const;

/** A US address needs a state. A PATCH may not clear any of the required fields. */
export function checkAddress(field: string, address: Address | undefined): void {
	const state = address?.country === 'US' ? ['stateOrProvince'] : [];
	const names = [...ADDRESS_REQUIRED, ...state].map((name) => `${field}.${name}`);
	mustHave({ [field]: address }, ...names);
}

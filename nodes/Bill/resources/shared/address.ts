import type { Field } from '../../../core/form/field';
import { group } from '../../../core/form/groups';
import { text } from '../../../core/form/kinds';
import { strings } from '../../../core/form/shape';
import { country } from './codes';
import { inside } from './inside';
import { zipCode } from './numbers';

/** The members of an address: https://developer.bill.com/reference/createvendor */
export function addressFields(member: string, { required }: { required?: boolean } = {}): Field[] {
	return [
		text(`${member}.line1`, {
			as: 'addressLine1',
			label: 'Address Line 1',
			eg: '350 Harbor Road',
			required,
		}),
		text(`${member}.city`, { eg: 'Oakland', required }),
		text(`${member}.stateOrProvince`, {
			eg: 'CA',
			capitals: /^[A-Za-z]{2}$/,
			description: 'Required by BILL for US addresses, as the two-letter code',
		}),
		zipCode(`${member}.zipOrPostalCode`, { required }),
		country(`${member}.country`, { required }),
	];
}

export const addressLine2 = (member: string) =>
	text(`${member}.line2`, { as: 'addressLine2', label: 'Address Line 2', eg: 'Suite 12' });

/** An address as a group, for records with several addresses. */
export const addressGroup = (member: string) =>
	group(member, inside(member, [...addressFields(member), addressLine2(member)]));

/** Shape of an address in responses. */
export const addressShape = strings(
	'line1',
	'line2',
	'city',
	'stateOrProvince',
	'zipOrPostalCode',
	'country',
	'countryName',
);

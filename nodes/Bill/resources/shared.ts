import type { INodeProperties } from 'n8n-workflow';

import { choice, record, text } from '../../core/fields';
import { group } from '../../core/groups';
import type { Field } from '../../core/fields';
import { strings } from '../../core/operation';
import type { Call, Output } from '../../core/operation';
import * as records from '../records';

/** The members of an address: https://developer.bill.com/reference/createvendor */
export function addressFields(member: string, required: boolean): Field[] {
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
			description: 'Required by BILL for addresses in the US, as the two-letter code',
		}),
		text(`${member}.zipOrPostalCode`, { label: 'ZIP or Postal Code', eg: '94607', required }),
		text(`${member}.country`, {
			eg: 'US',
			pattern: /^[A-Za-z]{2}$/,
			mustBe: 'must be the two-letter code of a country such as US',
			required,
		}),
	];
}

export const addressLine2 = (member: string) =>
	text(`${member}.line2`, { as: 'addressLine2', label: 'Address Line 2', eg: 'Suite 12' });

/** Fields of a member as those of a group, which names the member itself. */
export const inside = (member: string, fields: Field[]): Field[] =>
	fields.map((field) => ({ ...field, path: field.path.replace(`${member}.`, '') }));

/** An address as a group, where a record has several. */
export const addressGroup = (member: string) =>
	group(member, inside(member, [...addressFields(member, false), addressLine2(member)]));

/** ISO 4217. */
export const currency = (path: string, label?: string) =>
	text(path, {
		label,
		eg: 'USD',
		pattern: /^[A-Za-z]{3}$/,
		mustBe: 'must be the three-letter code of a currency such as USD',
	});

export const accountTypes = [
	{ value: 'BUSINESS', name: 'Business' },
	{ value: 'PERSON', name: 'Person' },
	{ value: 'NONE', name: 'None' },
];

/** A bank account as BILL takes it for a vendor: https://developer.bill.com/docs/vendor-bank-account */
export const bankAccountNumber = text('accountNumber', { eg: '000123456789', required: true });

export const bankAccountDetails: Field[] = [
	text('nameOnAccount', { eg: 'Northwind Office Supplies' }),
	choice('ownerType', ['BUSINESS', 'PERSONAL']),
	currency('paymentCurrency'),
	text('routingNumber', { eg: '074000010' }),
	choice('type', ['CHECKING', 'SAVINGS'], { label: 'Account Type', as: 'bankAccountType' }),
];

/** What an amount is booked to. Bills take fewer kinds than their lines. */
export const bookings = {
	accountingClassId: record('classifications.accountingClassId', records.accountingClass),
	chartOfAccountId: record('classifications.chartOfAccountId', records.chartOfAccount),
	customerId: record('classifications.customerId', records.customer),
	departmentId: record('classifications.departmentId', records.department),
	employeeId: record('classifications.employeeId', records.employee),
	itemId: record('classifications.itemId', records.item),
	jobId: record('classifications.jobId', records.job),
	locationId: record('classifications.locationId', records.location),
};

/** Shape of an address in answers. */
export const addressShape = strings(
	'line1',
	'line2',
	'city',
	'stateOrProvince',
	'zipOrPostalCode',
	'country',
	'countryName',
);

/** Shape of the purpose of an international payment. */
export const purposeShape = { text: 'string', code: strings('name', 'value') } as const;

/** Operators of the time stamps that every list can be filtered by: https://developer.bill.com/docs/filterable-fields */
export const TIME_OPERATORS = ['gte', 'lte', 'gt', 'lt'] as const;

/** The binary field that files are put into and taken from, unless another is named. */
export const OUTPUT_FIELD = 'data';

export const outputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputField',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the output binary field to put the file in',
};

export const inputField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'inputField',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field that holds the file',
};

export const fileName: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. invoice.pdf',
	description: 'Takes the place of the name that the file has in the binary field',
};

/** Sends what removes a record. BILL answers with nothing of use; n8n's users expect this. */
export async function removeRecord({ client, request }: Call): Promise<Output[]> {
	await client.send(request);
	return [{ json: { deleted: true } }];
}

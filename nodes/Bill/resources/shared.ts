import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import type { Filter } from '../../core/form/filters';
import { group } from '../../core/form/groups';
import { choice, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import type { RecordKind } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import * as records from '../records';

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
	group(member, inside(member, [...addressFields(member), addressLine2(member)]));

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

/** The filters by time stamps: https://developer.bill.com/docs/filterable-fields */
export const timeFilters: Filter[] = [
	filterBy.moment('createdTime', ['gte', 'lte', 'gt', 'lt']),
	filterBy.moment('updatedTime', ['gte', 'lte', 'gt', 'lt']),
];

/** The filters that most lists have. */
export const commonFilters = (kind: RecordKind): Filter[] => [
	filterBy.record('id', ['eq', 'ne', 'in'], kind),
	...timeFilters,
];

/** The name of a binary field, which is `data` unless another one is typed. */
const binaryField = (path: string, label: string, hint: string): Field => {
	const made = text(path, { label, eg: 'data', hint });
	return { ...made, property: { ...made.property, default: 'data' } };
};

export const outputField = binaryField(
	'outputField',
	'Put Output File in Field',
	'The name of the output binary field to put the file in',
);

export const inputField = binaryField(
	'inputField',
	'Input Binary Field',
	'The name of the input binary field that holds the file',
);

export const fileName = text('fileName', {
	eg: 'invoice.pdf',
	description: 'Takes the place of the name that the file has in the binary field',
});

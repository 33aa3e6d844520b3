import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { group } from '../../core/form/groups';
import { choice, email, flag, json, money, number, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import { remove } from '../../core/run/output';
import { upsert } from '../../core/run/upsert';
import * as records from '../records';
import { accountTypes } from './shared/account-types';
import { addressFields, addressLine2, addressShape } from './shared/address';
import { country, currency } from './shared/codes';
import { commonFilters } from './shared/filters';
import { purposeShape } from './shared/payment-purpose';

const PATH = '/v3/vendors';

const id = record('vendorId', records.vendor, { required: true });

const bankAccountShape = strings(
	'nameOnAccount',
	'accountNumber',
	'routingNumber',
	'type',
	'ownerType',
	'paymentCurrency',
);

const vendorShape: Shape = {
	...strings('id', 'name', 'shortName', 'accountNumber', 'accountType', 'email', 'phone'),
	archived: 'boolean',
	address: addressShape,
	paymentInformation: {
		...strings('payeeName', 'email', 'lastPaymentDate', 'payByType', 'payBySubType'),
		virtualCard: strings('status', 'remitEmail', 'enrollDate', 'declineDate', 'alternatePayByType'),
		bankAccount: bankAccountShape,
		paymentPurpose: purposeShape,
	},
	additionalInfo: {
		...strings('taxId', 'taxIdType', 'paymentTermId', 'companyName'),
		track1099: 'boolean',
		leadTimeInDays: 'number',
		combinePayments: 'boolean',
	},
	...strings('rppsId', 'bankAccountStatus', 'billCurrency', 'networkStatus', 'transferMethod'),
	recurringPayments: 'boolean',
	...strings('createdTime', 'updatedTime'),
	balance: { amount: 'number', lastUpdatedDate: 'string' },
	autoPay: {
		enabled: 'boolean',
		...strings('bankAccountId', 'createdBy'),
		maxAmount: 'number',
		daysBeforeDueDate: 'number',
	},
};

const name = text('name', { eg: 'Northwind Office Supplies' });

/** https://developer.bill.com/docs/vendor-bank-account */
const bankAccountNumber = text('accountNumber', { eg: '000123456789', required: true });

const bankAccountDetails: Field[] = [
	text('nameOnAccount', { eg: 'Northwind Office Supplies' }),
	choice('ownerType', ['BUSINESS', 'PERSONAL']),
	currency('paymentCurrency'),
	text('routingNumber', { eg: '074000010' }),
	choice('type', ['CHECKING', 'SAVINGS'], { label: 'Account Type', as: 'bankAccountType' }),
];

/** What both Create and Update take beside name and address: https://developer.bill.com/reference/createvendor */
const details: Field[] = [
	addressLine2('address'),
	text('accountNumber', {
		eg: 'NW-20417',
		description: 'The number under which the vendor keeps your organization',
	}),
	choice('accountType', accountTypes),
	group(
		'autoPay',
		[
			flag('enabled', {
				description:
					'Whether bills of this vendor are paid by themselves. Needs a trusted session.',
				initially: true,
				required: true,
			}),
		],
		{
			label: 'Auto Pay',
			more: [
				record('bankAccountId', records.bankAccount),
				number('daysBeforeDueDate', { eg: 3, integer: true, min: 0 }),
				money('maxAmount', { description: 'Bills above this amount are not paid by themselves' }),
			],
		},
	),
	currency('billCurrency'),
	flag('additionalInfo.combinePayments', {
		description: 'Whether several bills of the vendor may be paid with one payment',
	}),
	text('additionalInfo.companyName', { eg: 'Northwind Office Supplies LLC' }),
	email('email'),
	number('additionalInfo.leadTimeInDays', { eg: 2, integer: true, min: 0 }),
	text('paymentInformation.payeeName', { eg: 'Northwind Office Supplies' }),
	email('paymentInformation.email', { as: 'paymentEmail', label: 'Payment Email' }),
	json('paymentInformation.paymentPurpose', {
		eg: { text: 'Office supplies' },
		description:
			'For international vendors. Get International Payment Rules says what the country wants.',
	}),
	record('additionalInfo.paymentTermId', records.paymentTerm),
	text('phone', { eg: '+1 510 555 0134' }),
	text('shortName', { eg: 'Northwind' }),
	text('additionalInfo.taxId', { label: 'Tax ID', eg: '12-3456789' }),
	choice('additionalInfo.taxIdType', ['EIN', 'SSN'], { label: 'Tax ID Type' }),
	flag('additionalInfo.track1099', {
		label: 'Track 1099',
		description: 'Whether payments to the vendor are tracked for the 1099 form',
	}),
];

const vendor = standard({
	one: 'vendor',
	many: 'vendors',
	path: PATH,
	id,
	shape: vendorShape,
	simplify: [
		'id',
		'name',
		'email',
		'phone',
		'accountNumber',
		'balance.amount',
		'billCurrency',
		'paymentInformation.payByType',
		'networkStatus',
		'archived',
	],
});

const create = vendor.create({
	description: 'Add a new vendor with name and address',
	fields: [required(name), ...addressFields('address', { required: true })],
	optional: {
		as: 'additionalFields',
		fields: [
			...details,
			group('paymentInformation.bankAccount', [bankAccountNumber], {
				label: 'Bank Account',
				more: bankAccountDetails,
				description: 'Only when the vendor is created; later with Add Bank Account',
			}),
		],
	},
	bulk: {
		path: `${PATH}/bulk`,
		most: 20,
		member: 'vendors',
		records: { toldApartBy: ['name', 'accountNumber', 'email', 'phone', 'address', 'shortName'] },
	},
});

export const vendorResource: Resource = {
	value: 'vendor',
	name: 'Vendor',
	description: 'Those whom the organization pays',
	operations: [
		create,
		// An existing vendor takes no bank account this way: https://developer.bill.com/docs/vendor-bank-account
		upsert(
			{ ...create, optional: { as: 'additionalFields', fields: details } },
			{
				one: 'vendor',
				many: 'vendors',
				keys: [
					{ member: 'name', filterable: true },
					// Not in BILL's list of filterable members: https://developer.bill.com/docs/filterable-fields
					{ member: 'accountNumber', filterable: false },
				],
			},
		),
		vendor.get(),
		vendor.getAll({
			filters: [
				filterBy.choice('accountType', ['eq', 'ne', 'in', 'nin'], accountTypes),
				filterBy.flag('archived', ['eq', 'ne'], 'Whether the vendor is archived'),
				filterBy.text('billCurrency', ['eq', 'ne', 'in', 'nin'], 'USD'),
				filterBy.text('address.country', ['eq', 'ne'], 'US'),
				...commonFilters(records.vendor),
				filterBy.text('name', ['eq', 'sw'], 'Northwind Office Supplies'),
			],
			sort: [
				'name',
				'shortName',
				'email',
				'phone',
				'billCurrency',
				'archived',
				'createdTime',
				'updatedTime',
			],
		}),
		vendor.update([name, ...addressFields('address'), ...details]),
		vendor.archive(),
		vendor.restore(),
		{
			value: 'addBankAccount',
			name: 'Add Bank Account',
			action: 'Add a bank account to a vendor',
			description: 'Give a vendor the bank account that payments go to; a vendor has one at a time',
			method: 'POST',
			path: `${PATH}/{vendorId}/bank-account`,
			fields: [id, bankAccountNumber],
			optional: {
				as: 'additionalFields',
				fields: [
					...bankAccountDetails,
					json('regulatoryFields', {
						eg: { taxId: '12-3456789' },
						description: 'What the country wants; see Get International Payment Rules',
					}),
				],
			},
			jsonForm: true,
			output: bankAccountShape,
		},
		{
			value: 'getBankAccount',
			name: 'Get Bank Account',
			action: 'Get the bank account of a vendor',
			description: 'Read the bank account that payments to a vendor go to',
			method: 'GET',
			path: `${PATH}/{vendorId}/bank-account`,
			fields: [id],
			output: bankAccountShape,
		},
		{
			value: 'deleteBankAccount',
			name: 'Delete Bank Account',
			action: 'Delete the bank account of a vendor',
			description:
				'Remove the bank account of a vendor; to change it, delete it and add the new one',
			method: 'DELETE',
			path: `${PATH}/{vendorId}/bank-account`,
			fields: [id],
			output: { deleted: 'boolean' },
			run: remove,
		},
		{
			value: 'getPaymentConfiguration',
			name: 'Get Payment Configuration',
			action: 'Get the payment configuration of a vendor',
			description: 'Read what BILL wants for international payments to one vendor',
			method: 'GET',
			path: `${PATH}/{vendorId}/configuration`,
			fields: [id],
			output: {
				internationalPayments: { paymentPurpose: { required: 'boolean', type: 'string' } },
			},
		},
		{
			value: 'getInternationalPaymentRules',
			name: 'Get International Payment Rules',
			action: 'Get the rules of international payments',
			description: 'Read what BILL wants for vendors of a country, currency and kind of account',
			method: 'GET',
			path: `${PATH}/configuration/international-payments`,
			fields: [
				country('country', { eg: 'GB', required: true }),
				currency('billCurrency', { eg: 'GBP', required: true }),
				choice('accountType', accountTypes, { required: true }),
			],
			output: { paymentPurpose: { required: 'boolean', type: 'string' } },
		},
	],
};

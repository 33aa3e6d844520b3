import { required } from '../../../core/form/field';
import { filterBy } from '../../../core/form/filters';
import { group } from '../../../core/form/groups';
import { choice } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import { recordGone, recordState } from '../../../core/look-up/record-state';
import { standard } from '../../../core/run/operation';
import type { Resource } from '../../../core/run/operation';
import { remove } from '../../../core/run/output';
import { upsert } from '../../../core/run/upsert';
import * as records from '../../records';
import { accountTypes } from '../shared/account-types';
import { addressFields } from '../shared/address';
import { country, currency } from '../shared/codes';
import { commonFilters, paymentStatusFilter } from '../shared/filters';
import { bankAccountDetails, bankAccountNumbers, details, mail, name } from './fields';
import { bankAccountShape, vendorShape } from './shapes';

const PATH = '/v3/vendors';

const id = record('vendorId', records.vendor, { required: true });

const vendor = standard({
	one: 'vendor',
	many: 'vendors',
	path: PATH,
	id,
	shape: vendorShape,
	simplify: [
		'id',
		'name',
		'accountNumber',
		'balance.amount',
		'billCurrency',
		'paymentInformation.payByType',
		'networkStatus',
		'email',
		'phone',
		'archived',
	],
});

const create = vendor.create({
	description: 'Add a new vendor with name and address',
	fields: [required(name), mail, ...addressFields('address', { required: true })],
	optional: {
		as: 'additionalFields',
		fields: [
			...details,
			group('paymentInformation.bankAccount', bankAccountNumbers, {
				label: 'Bank Account',
				more: bankAccountDetails,
				description: 'Only for a new vendor; for an existing one use Add Bank Account',
			}),
		],
	},
	bulk: {
		path: `${PATH}/bulk`,
		// https://developer.bill.com/reference/createbulkvendors
		allOrNone: true,
		most: 20,
		member: 'vendors',
		records: {
			// Tax ID and bank account are left out, because BILL may return only their last digits.
			toldApartBy: [
				'name',
				'accountNumber',
				'email',
				'phone',
				'address',
				'shortName',
				'accountType',
				'billCurrency',
				'additionalInfo.companyName',
				'additionalInfo.paymentTermId',
				'additionalInfo.track1099',
				'additionalInfo.leadTimeInDays',
				'additionalInfo.combinePayments',
				'paymentInformation.payeeName',
				'paymentInformation.email',
				'autoPay',
			],
		},
	},
});

export const vendorResource: Resource = {
	value: 'vendor',
	name: 'Vendor',
	description: 'People and companies you pay',
	operations: [
		create,
		// BILL does not accept a bank account for an existing vendor this way:
		// https://developer.bill.com/docs/vendor-bank-account
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
				filterBy.code('billCurrency', ['eq', 'ne', 'in', 'nin'], 'USD'),
				filterBy.code('address.country', ['eq', 'ne'], 'US'),
				...commonFilters(records.vendor),
				filterBy.text('name', ['eq', 'sw'], 'Northwind Office Supplies'),
				paymentStatusFilter,
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
		vendor.update([name, mail, ...addressFields('address'), ...details]),
		vendor.archive(),
		vendor.restore(),
		{
			value: 'addBankAccount',
			name: 'Add Bank Account',
			action: 'Add a bank account to a vendor',
			description:
				'Add the bank account where a vendor receives payments; a vendor has one at a time',
			method: 'POST',
			path: `${PATH}/{vendorId}/bank-account`,
			fields: [id, ...bankAccountNumbers],
			optional: {
				as: 'additionalFields',
				fields: bankAccountDetails,
			},
			jsonForm: true,
			lookUp: recordState({ words: 'the bank account of the vendor as it was sent' }),
			output: bankAccountShape,
		},
		{
			value: 'getBankAccount',
			name: 'Get Bank Account',
			action: 'Get the bank account of a vendor',
			description: 'Read the bank account where a vendor receives payments',
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
				'Delete the bank account of a vendor; to change it, delete it and add the new one',
			method: 'DELETE',
			path: `${PATH}/{vendorId}/bank-account`,
			fields: [id],
			output: { deleted: 'boolean' },
			lookUp: recordGone(),
			run: remove,
		},
		{
			value: 'getPaymentConfiguration',
			name: 'Get Payment Configuration',
			action: 'Get the payment configuration of a vendor',
			description: 'Read what BILL requires for international payments to one vendor',
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
			description:
				'Read what BILL requires for vendors with a given country, currency and account type',
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

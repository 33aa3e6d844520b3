import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { group } from '../../core/form/groups';
import { choice, email, flag, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { ofItsRecord, recordState } from '../../core/look-up/record-state';
import { bodyOfLost } from '../../core/look-up/way';
import { standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import { upsert } from '../../core/run/upsert';
import * as records from '../records';
import { accountTypes } from './shared/account-types';
import { addressGroup, addressShape } from './shared/address';
import { currency } from './shared/codes';
import { commonFilters, paymentStatusFilter } from './shared/filters';
import { accountNumber } from './shared/numbers';

const PATH = '/v3/customers';

const id = record('customerId', records.customer, { required: true });

const customerShape: Shape = {
	...strings('id', 'name', 'companyName', 'email', 'phone', 'fax', 'description'),
	archived: 'boolean',
	contact: strings('firstName', 'lastName'),
	...strings('invoiceCurrency', 'accountType', 'paymentTermId', 'accountNumber'),
	billingAddress: addressShape,
	shippingAddress: addressShape,
	balance: { amount: 'number' },
	...strings('createdTime', 'updatedTime'),
	authorizedToCharge: 'boolean',
};

const main: Field[] = [text('name', { eg: 'Quillmoor Reading Club', max: 100 }), email('email')];

/** https://developer.bill.com/reference/createcustomer */
const details: Field[] = [
	accountNumber('accountNumber', {
		eg: 'QRC-1180',
		max: 100,
		description: 'Your number for the customer; it is shown on invoices',
	}),
	choice('accountType', accountTypes),
	addressGroup('billingAddress'),
	text('companyName', { eg: 'Quillmoor Reading Club LLC', max: 250 }),
	group('contact', [text('firstName', { eg: 'Ines' }), text('lastName', { eg: 'Varga' })]),
	text('description', { eg: 'Monthly book subscription', max: 4000 }),
	text('fax', { eg: '+1 510 555 0171' }),
	// BILL requires it for customers abroad: https://developer.bill.com/docs/ar-customers
	currency('invoiceCurrency'),
	record('paymentTermId', records.paymentTerm),
	text('phone', { eg: '+1 510 555 0170' }),
	addressGroup('shippingAddress'),
];

const customer = standard({
	one: 'customer',
	many: 'customers',
	path: PATH,
	id,
	shape: customerShape,
	simplify: [
		'id',
		'name',
		'accountNumber',
		'balance.amount',
		'invoiceCurrency',
		'email',
		'phone',
		'companyName',
		'authorizedToCharge',
		'archived',
	],
});

const create = customer.create({
	description: 'Add a new customer with name and email address',
	fields: main.map(required),
	optional: { as: 'additionalFields', fields: details },
});

export const customerResource: Resource = {
	value: 'customer',
	name: 'Customer',
	description: 'People and companies that pay you',
	operations: [
		create,
		upsert(create, {
			one: 'customer',
			many: 'customers',
			keys: [
				{ member: 'name', filterable: true },
				// Not in BILL's list of filterable members: https://developer.bill.com/docs/filterable-fields
				{ member: 'accountNumber', filterable: false },
			],
		}),
		customer.get(),
		customer.getAll({
			filters: [
				filterBy.choice('accountType', ['eq', 'ne', 'in', 'nin'], accountTypes),
				filterBy.flag('archived', ['eq', 'ne'], 'Whether the customer is archived'),
				filterBy.code('address.country', ['eq', 'ne'], 'US'),
				...commonFilters(records.customer),
				filterBy.code('invoiceCurrency', ['eq', 'ne', 'in', 'nin'], 'USD'),
				filterBy.text('name', ['eq', 'sw'], 'Quillmoor Reading Club'),
				paymentStatusFilter,
			],
			sort: [
				'name',
				'companyName',
				'email',
				'phone',
				'fax',
				'description',
				'invoiceCurrency',
				'archived',
				'createdTime',
				'updatedTime',
			],
		}),
		customer.update([...main, ...details]),
		customer.archive(),
		customer.restore(),
		{
			value: 'authorizeCharge',
			name: 'Set Charge Authorization',
			action: 'Set the charge authorization of a customer',
			description:
				'Record whether a customer has signed an authorization for you to charge their bank account',
			method: 'POST',
			path: `${PATH}/{customerId}/charge-authorization`,
			fields: [
				id,
				flag('authorizedToCharge', {
					initially: true,
					description:
						"Whether you hold the customer's signed authorization. Charge Customer requires it.",
				}),
			],
			jsonForm: true,
			output: { authorizedToCharge: 'boolean' },
			lookUp: recordState({
				words: 'with the authorization that was sent',
				path: ofItsRecord,
				isReached: ({ authorizedToCharge }, lost) =>
					authorizedToCharge === bodyOfLost(lost).authorizedToCharge,
			}),
		},
	],
};

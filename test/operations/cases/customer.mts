import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, get, patch, post } from '../../support/cases.mts';
import {
	anyTime,
	country,
	currencies,
	isId,
	notArchived,
	partyTypes,
	unpaid,
	changedLately,
} from '../../support/filters.mts';
import { byId, fromList, group, sortedBy } from '../../support/form.mts';
import {
	address,
	EMAIL,
	makeCustomer,
	makeCustomerAndInvoice,
	usAddress,
} from '../../support/records.mts';
import { standardCases } from '../../support/standard-cases.mts';
import { paymentTerm, times } from './receivables.mts';

const path = '/v3/customers';

const onlyName = (name: string) => ({ name, email: EMAIL });

const { line1, ...restOfUs } = usAddress;
const { line1: line1Abroad, ...restAbroad } = address;

const detailsForm = (term: Rec) => ({
	accountNumber: 'QRC-1180',
	accountType: 'BUSINESS',
	billingAddress: group({ addressLine1: line1, addressLine2: 'Suite 12', ...restOfUs }),
	companyName: 'Quillmoor Reading Club LLC',
	contact: group({ firstName: 'Ines', lastName: 'Varga' }),
	description: 'Monthly book subscription',
	fax: '+1 510 555 0171',
	invoiceCurrency: 'USD',
	paymentTermId: byId(term.id),
	phone: '+1 510 555 0170',
	shippingAddress: group({
		addressLine1: line1Abroad,
		addressLine2: 'Back door',
		stateOrProvince: 'Avon',
		...restAbroad,
	}),
});
const detailsBody = (term: Rec) => ({
	accountNumber: 'QRC-1180',
	accountType: 'BUSINESS',
	billingAddress: { ...usAddress, line2: 'Suite 12' },
	companyName: 'Quillmoor Reading Club LLC',
	contact: { firstName: 'Ines', lastName: 'Varga' },
	description: 'Monthly book subscription',
	fax: '+1 510 555 0171',
	invoiceCurrency: 'USD',
	paymentTermId: term.id,
	phone: '+1 510 555 0170',
	shippingAddress: { ...address, line2: 'Back door', stateOrProvince: 'Avon' },
});

const withTerm = async (bill: Bill) => ({
	name: bill.unique('Quillmoor'),
	term: await paymentTerm(bill),
});

/** A customer who may be charged. */
async function setUp(bill: Bill) {
	const more = { phone: '123', fax: '2', accountNumber: 'X1', accountType: 'BUSINESS' };
	const customer = await makeCustomer(bill, more);
	const said = { authorizedToCharge: true };
	await bill.call('POST', `${path}/${customer.id}/charge-authorization`, said);
	return { ...(await withTerm(bill)), customer };
}

const { caseOf, create, change, ends, getOne, getMany } = standardCases({
	resource: 'customer',
	collection: 'customers',
	path,
	setUp,
	record: ({ customer }) => customer,
});

const beginningWith = (letter: string) =>
	get(path, { max: '100', filters: `name:sw:"${letter}"`, sort: 'createdTime:asc' });

const upserts = [
	caseOf('upsert', 'smallest', {
		setUp: (bill) => bill.unique('Quillmoor'),
		parameters: onlyName,
		// A name that is not found is searched for with its first letter in both cases.
		received: (name) => [
			beginningWith('Q'),
			beginningWith('q'),
			post(path, { name, email: EMAIL }),
		],
		added: { customers: 1 },
		given: (name) => [{ name, email: EMAIL }],
	}),
	caseOf('upsert', 'fullest', {
		localOnly: 'reads the whole list of customers',
		setUp: async (bill) => ({
			...(await withTerm(bill)),
			customer: await makeCustomer(bill, { accountNumber: 'QRC-1180' }),
		}),
		parameters: ({ name, term }) => ({
			matchBy: 'accountNumber',
			inputMode: 'fields',
			...onlyName(name),
			additionalFields: detailsForm(term),
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ name, term, customer }) => [
			get(path, { max: '100', sort: 'createdTime:asc' }),
			patch(`${path}/${customer.id}`, { name, email: EMAIL, ...detailsBody(term) }),
		],
		kept: ({ name, term, customer }) => ({
			customers: [{ id: customer.id, name, ...detailsBody(term) }],
		}),
		given: ({ name, customer }) => [{ id: customer.id, name }],
	}),
	caseOf('upsert', 'json', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ name }) => ({
			matchBy: 'name',
			inputMode: 'json',
			body: { name, phone: '+1 510 555 0199' },
		}),
		received: ({ id, name }) => [
			beginningWith('Q'),
			patch(`${path}/${id}`, { name, phone: '+1 510 555 0199' }),
		],
		kept: ({ id }) => ({ customers: [{ id, phone: '+1 510 555 0199', email: EMAIL }] }),
		given: ({ id }) => [{ id, phone: '+1 510 555 0199' }],
	}),
];

const charges = [
	caseOf('authorizeCharge', 'smallest', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({ customerId: byId(id) }),
		received: ({ id }) => [
			post(`${path}/${id}/charge-authorization`, { authorizedToCharge: true }),
		],
		kept: ({ id }) => ({ customers: [{ id, authorizedToCharge: true }] }),
		given: () => [{ authorizedToCharge: true }],
	}),
	caseOf('authorizeCharge', 'fullest', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({
			customerId: fromList(id),
			inputMode: 'fields',
			authorizedToCharge: false,
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ id }) => [
			post(`${path}/${id}/charge-authorization`, { authorizedToCharge: false }),
		],
		kept: ({ id }) => ({ customers: [{ id, authorizedToCharge: false }] }),
		given: () => [{ authorizedToCharge: false }],
	}),
	caseOf('authorizeCharge', 'json', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({
			customerId: byId(id),
			inputMode: 'json',
			body: '{"authorizedToCharge": true}',
		}),
		received: ({ id }) => [
			post(`${path}/${id}/charge-authorization`, { authorizedToCharge: true }),
		],
		kept: ({ id }) => ({ customers: [{ id, authorizedToCharge: true }] }),
		given: () => [{ authorizedToCharge: true }],
	}),
];

export const customerCases: Case[] = [
	...create({
		smallest: ({ name }) => ({
			form: { name, email: EMAIL },
			body: { name, email: EMAIL },
			kept: { name, email: EMAIL, archived: false },
			given: {
				id: expect.stringMatching(/^0cu/),
				name,
				email: EMAIL,
				balance: { amount: 0 },
			},
		}),
		fullest: ({ name, term }) => ({
			form: { name, email: EMAIL },
			more: detailsForm(term),
			body: { name, email: EMAIL, ...detailsBody(term) },
			kept: { name, ...detailsBody(term) },
			given: { name, email: EMAIL, ...detailsBody(term) },
		}),
		json: ({ name }) => ({
			body: { name, email: EMAIL, invoiceCurrency: 'GBP', billingAddress: address },
			given: { name, invoiceCurrency: 'GBP', billingAddress: address },
		}),
	}),
	caseOf('create', 'many items', {
		setUp: (bill) => [1, 2, 3].map(() => bill.unique('Quillmoor')),
		items: (names) => names.map(() => ({ json: {} })),
		parameters: (names, item) => onlyName(names[item]),
		// BILL has no bulk request for customers.
		received: (names) => names.map((name) => post(path, { name, email: EMAIL })),
		added: { customers: 3 },
		given: (names) => names.map((name) => ({ name })),
	}),
	...upserts,
	...change('update', {
		smallest: ({ customer: { name } }) => ({
			form: { phone: '' },
			body: { phone: '' },
			kept: { name, fax: '2', email: EMAIL },
			given: { name, fax: '2' },
		}),
		fullest: ({ name, term }) => ({
			form: { name, email: 'new@quillmoor.example', ...detailsForm(term) },
			body: { name, email: 'new@quillmoor.example', ...detailsBody(term) },
			kept: { name, email: 'new@quillmoor.example', ...detailsBody(term) },
			given: { name, accountNumber: 'QRC-1180' },
		}),
		json: () => ({
			form: '{"contact": {"lastName": "Varga"}}',
			body: { contact: { lastName: 'Varga' } },
			kept: { contact: { lastName: 'Varga' } },
			given: { contact: { lastName: 'Varga' } },
		}),
	}),
	...ends('archive', 'restore'),
	...charges,
	...getOne({
		smallest: ({ customer: { name } }) => ({
			name,
			email: EMAIL,
			phone: '123',
			accountNumber: 'X1',
			balanceAmount: 0,
			invoiceCurrency: 'USD',
			archived: false,
		}),
		fullest: ({ customer: { name, billingAddress } }) => ({
			name,
			billingAddress,
			balance: { amount: 0 },
			authorizedToCharge: true,
		}),
	}),
	...getMany({
		begins: [{ name: 'Pell & Daughters' }, ...Array<Data>(6).fill({})],
		pages: {
			count: 2,
			fill: async (bill) => await times(118, async () => await makeCustomer(bill)),
		},
		filters: ({ customer: { id, name } }) => [
			partyTypes,
			notArchived,
			country,
			anyTime('createdTime'),
			isId('id', id),
			currencies('invoiceCurrency'),
			[
				'name',
				[
					{ operator: 'eq', value: name },
					{ operator: 'sw', value: 'Quillmoor' },
				],
				`name:eq:"${name}",name:sw:"Quillmoor"`,
			],
			anyTime('updatedTime'),
			changedLately(),
		],
		sort: [
			'name:asc,companyName:desc,email:asc,phone:asc,fax:asc,description:asc',
			'invoiceCurrency:asc,archived:asc,createdTime:desc,updatedTime:asc',
		].join(','),
		given: ({ customer: { name, billingAddress } }) => ({ name, billingAddress }),
	}),
	caseOf('getAll', 'with unpaid invoices', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ customer }) => ({
			filters: { [unpaid[0]]: unpaid[1], name: [{ operator: 'eq', value: customer.name }] },
		}),
		received: ({ customer }) => [
			get(path, { max: '50', filters: `${unpaid[2]},name:eq:"${customer.name}"` }),
		],
		given: ({ customer }) => [{ id: customer.id }],
	}),
	caseOf('getAll', 'limit', {
		localOnly: 'names customers that the local BILL begins with',
		parameters: () => ({ limit: 2, sort: sortedBy(['name', 'desc']) }),
		received: () => [get(path, { max: '2', sort: 'name:desc' })],
		given: () => [{ name: 'Whitcomb Interiors' }, { name: 'Ursula Vane' }],
	}),
];

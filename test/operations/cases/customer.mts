import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, patch, pick, post } from '../../support/cases.mts';
import { always, alwaysText, threeWays, threeWaysText } from '../../support/filters.mts';
import { byId, fromList, group, sortedBy } from '../../support/form.mts';
import { address, usAddress } from '../../support/records.mts';
import { EMAIL, makeCustomer, pagesOf, paymentTerm, times } from './receivables.mts';

const { caseOf, bothForms } = casesOf('customer');

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

const byName = (name: string) =>
	get('/v3/customers', { max: '100', filters: `name:eq:"${name}",archived:eq:false` });

const writes: Case[] = [
	caseOf('create', 'smallest', {
		setUp: (bill) => bill.unique('Quillmoor'),
		parameters: onlyName,
		received: (name) => [post('/v3/customers', { name, email: EMAIL })],
		added: { customers: 1 },
		kept: (name, [{ json }]) => ({
			customers: [{ id: json.id, name, email: EMAIL, archived: false }],
		}),
		given: (name) => [
			{ id: expect.stringMatching(/^0cu/), name, email: EMAIL, balance: { amount: 0 } },
		],
	}),
	caseOf('create', 'fullest', {
		setUp: withTerm,
		parameters: ({ name, term }) => ({
			inputMode: 'fields',
			...onlyName(name),
			additionalFields: detailsForm(term),
			options: { timeout: 30 },
		}),
		received: ({ name, term }) => [
			post('/v3/customers', { name, email: EMAIL, ...detailsBody(term) }),
		],
		added: { customers: 1 },
		kept: ({ name, term }, [{ json }]) => ({
			customers: [{ id: json.id, name, ...detailsBody(term) }],
		}),
		given: ({ name, term }) => [{ name, email: EMAIL, ...detailsBody(term) }],
	}),
	caseOf('create', 'json', {
		setUp: (bill) => bill.unique('Quillmoor'),
		parameters: (name) => ({
			inputMode: 'json',
			body: JSON.stringify({ name, email: EMAIL, invoiceCurrency: 'GBP', billingAddress: address }),
		}),
		received: (name) => [
			post('/v3/customers', {
				name,
				email: EMAIL,
				invoiceCurrency: 'GBP',
				billingAddress: address,
			}),
		],
		added: { customers: 1 },
		given: (name) => [{ name, invoiceCurrency: 'GBP', billingAddress: address }],
	}),
	caseOf('create', 'many items', {
		setUp: (bill) => [1, 2, 3].map(() => bill.unique('Quillmoor')),
		items: (names) => names.map(() => ({ json: {} })),
		parameters: (names, item) => onlyName(names[item]),
		// BILL has no way to take several customers in one request.
		received: (names) => names.map((name) => post('/v3/customers', { name, email: EMAIL })),
		added: { customers: 3 },
		given: (names) => names.map((name) => ({ name })),
	}),
	caseOf('upsert', 'smallest', {
		setUp: (bill) => bill.unique('Quillmoor'),
		parameters: onlyName,
		received: (name) => [byName(name), post('/v3/customers', { name, email: EMAIL })],
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
			options: { timeout: 30 },
		}),
		received: ({ name, term, customer }) => [
			get('/v3/customers', { max: '100', filters: 'archived:eq:false' }),
			patch(`/v3/customers/${customer.id}`, { name, email: EMAIL, ...detailsBody(term) }),
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
			byName(name),
			patch(`/v3/customers/${id}`, { name, phone: '+1 510 555 0199' }),
		],
		kept: ({ id }) => ({ customers: [{ id, phone: '+1 510 555 0199', email: EMAIL }] }),
		given: ({ id }) => [{ id, phone: '+1 510 555 0199' }],
	}),
	caseOf('update', 'smallest', {
		setUp: (bill) => makeCustomer(bill, { phone: '1', fax: '2' }),
		parameters: ({ id }) => ({ customerId: byId(id), updateFields: { phone: '' } }),
		received: ({ id }) => [patch(`/v3/customers/${id}`, { phone: '' })],
		kept: ({ id, name }) => ({ customers: [{ id, name, fax: '2', email: EMAIL }] }),
		given: ({ id, name }) => [{ id, name, fax: '2' }],
	}),
	caseOf('update', 'fullest', {
		setUp: async (bill) => ({ ...(await withTerm(bill)), customer: await makeCustomer(bill) }),
		parameters: ({ name, term, customer }) => ({
			customerId: fromList(customer.id),
			inputMode: 'fields',
			updateFields: { name, email: 'new@quillmoor.example', ...detailsForm(term) },
			options: { timeout: 30 },
		}),
		received: ({ name, term, customer }) => [
			patch(`/v3/customers/${customer.id}`, {
				name,
				email: 'new@quillmoor.example',
				...detailsBody(term),
			}),
		],
		kept: ({ name, term, customer }) => ({
			customers: [{ id: customer.id, name, email: 'new@quillmoor.example', ...detailsBody(term) }],
		}),
		given: ({ name, customer }) => [{ id: customer.id, name, accountNumber: 'QRC-1180' }],
	}),
	caseOf('update', 'json', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({
			customerId: byId(id),
			inputMode: 'json',
			body: '{"contact": {"lastName": "Varga"}}',
		}),
		received: ({ id }) => [patch(`/v3/customers/${id}`, { contact: { lastName: 'Varga' } })],
		kept: ({ id }) => ({ customers: [{ id, contact: { lastName: 'Varga' } }] }),
		given: ({ id }) => [{ id, contact: { lastName: 'Varga' } }],
	}),
	...['archive', 'restore'].flatMap((operation) =>
		bothForms(operation, (full) => ({
			setUp: async (bill) => {
				const customer = await makeCustomer(bill);
				if (operation === 'archive') return customer;
				return await bill.call('POST', `/v3/customers/${customer.id}/archive`);
			},
			parameters: ({ id }) => pick('customerId', id, full),
			received: ({ id }) => [post(`/v3/customers/${id}/${operation}`)],
			kept: ({ id }) => ({ customers: [{ id, archived: operation === 'archive' }] }),
			given: ({ id }) => [{ id, archived: operation === 'archive' }],
		})),
	),
	caseOf('authorizeCharge', 'smallest', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({ customerId: byId(id) }),
		received: ({ id }) => [
			post(`/v3/customers/${id}/charge-authorization`, { authorizedToCharge: true }),
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
			options: { timeout: 30 },
		}),
		received: ({ id }) => [
			post(`/v3/customers/${id}/charge-authorization`, { authorizedToCharge: false }),
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
			post(`/v3/customers/${id}/charge-authorization`, { authorizedToCharge: true }),
		],
		kept: ({ id }) => ({ customers: [{ id, authorizedToCharge: true }] }),
		given: () => [{ authorizedToCharge: true }],
	}),
];

const reads: Case[] = [
	caseOf('get', 'smallest', {
		setUp: (bill) => makeCustomer(bill, { phone: '123', accountNumber: 'X1' }),
		parameters: ({ id }) => ({ customerId: byId(id) }),
		received: ({ id }) => [get(`/v3/customers/${id}`)],
		given: ({ id, name }) => [
			{
				id,
				name,
				email: EMAIL,
				phone: '123',
				accountNumber: 'X1',
				amount: 0,
				invoiceCurrency: 'USD',
				archived: false,
			},
		],
	}),
	caseOf('get', 'fullest', {
		setUp: async (bill) => {
			const customer = await makeCustomer(bill);
			const said = { authorizedToCharge: true };
			await bill.call('POST', `/v3/customers/${customer.id}/charge-authorization`, said);
			return customer;
		},
		parameters: ({ id }) => ({
			customerId: fromList(id),
			simplify: false,
			options: { timeout: 30 },
		}),
		received: ({ id }) => [get(`/v3/customers/${id}`)],
		given: ({ id, name, billingAddress }) => [
			{ id, name, billingAddress, balance: { amount: 0 }, authorizedToCharge: true },
		],
	}),
	caseOf('getAll', 'smallest', {
		localOnly: 'counts the customers that the local BILL begins with',
		parameters: () => ({}),
		received: () => [get('/v3/customers', { max: '50' })],
		given: () => [{ name: 'Pell & Daughters' }, ...Array<object>(6).fill({})],
	}),
	caseOf('getAll', 'limit', {
		localOnly: 'names customers that the local BILL begins with',
		parameters: () => ({ limit: 2, sort: sortedBy(['name', 'desc']) }),
		received: () => [get('/v3/customers', { max: '2', sort: 'name:desc' })],
		given: () => [{ name: 'Whitcomb Interiors' }, { name: 'Ursula Vane' }],
	}),
	caseOf('getAll', 'pages', {
		localOnly: 'makes more than a hundred customers',
		setUp: async (bill) => await times(118, async () => await makeCustomer(bill)),
		parameters: () => ({ returnAll: true }),
		received: () => pagesOf('/v3/customers', 2),
		given: () => Array<Data>(125).fill({ id: expect.stringMatching(/^0cu/) }),
	}),
	caseOf('getAll', 'fullest', {
		setUp: (bill) => makeCustomer(bill, { accountType: 'BUSINESS' }),
		parameters: ({ id, name }) => ({
			returnAll: true,
			filters: {
				accountType: [
					{ operator: 'eq', value: 'BUSINESS' },
					{ operator: 'ne', value: 'PERSON' },
					{ operator: 'in', values: ['BUSINESS', 'NONE'] },
					{ operator: 'nin', values: ['PERSON'] },
				],
				archived: [
					{ operator: 'eq', value: false },
					{ operator: 'ne', value: true },
				],
				country: [
					{ operator: 'eq', value: 'US' },
					{ operator: 'ne', value: 'DE' },
				],
				createdTime: always,
				id: threeWays(id),
				invoiceCurrency: [
					{ operator: 'eq', value: 'USD' },
					{ operator: 'ne', value: 'EUR' },
					{ operator: 'in', values: 'USD, CAD' },
					{ operator: 'nin', values: 'EUR,GBP' },
				],
				name: [
					{ operator: 'eq', value: name },
					{ operator: 'sw', value: 'Quillmoor' },
				],
				updatedTime: always,
			},
			sort: sortedBy(
				['name', 'asc'],
				['companyName', 'desc'],
				['email', 'asc'],
				['phone', 'asc'],
				['fax', 'asc'],
				['description', 'asc'],
				['invoiceCurrency', 'asc'],
				['archived', 'asc'],
				['createdTime', 'desc'],
				['updatedTime', 'asc'],
			),
			simplify: false,
			options: { filterText: 'archived:eq:false', timeout: 30 },
		}),
		received: ({ id, name }) => [
			get('/v3/customers', {
				max: '100',
				sort: [
					'name:asc,companyName:desc,email:asc,phone:asc,fax:asc,description:asc',
					'invoiceCurrency:asc,archived:asc,createdTime:desc,updatedTime:asc',
				].join(','),
				filters: [
					'accountType:eq:BUSINESS,accountType:ne:PERSON',
					'accountType:in:"BUSINESS,NONE",accountType:nin:"PERSON"',
					'archived:eq:false,archived:ne:true',
					'address.country:eq:"US",address.country:ne:"DE"',
					alwaysText('createdTime'),
					threeWaysText('id', id),
					'invoiceCurrency:eq:"USD",invoiceCurrency:ne:"EUR"',
					'invoiceCurrency:in:"USD,CAD",invoiceCurrency:nin:"EUR,GBP"',
					`name:eq:"${name}",name:sw:"Quillmoor"`,
					alwaysText('updatedTime'),
					'archived:eq:false',
				].join(','),
			}),
		],
		given: ({ id, name, billingAddress }) => [{ id, name, billingAddress }],
	}),
];

export const customerCases: Case[] = [...writes, ...reads];

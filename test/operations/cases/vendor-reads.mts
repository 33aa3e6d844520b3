import { orderBy, orderText } from '../../support/filters.mts';
import { type Case, casesOf, get, pick } from '../../support/cases.mts';
import { byId, fromList, sortedBy } from '../../support/form.mts';
import { makeVendor } from '../../support/records.mts';

const { caseOf, bothForms } = casesOf('vendor');

/** What BILL sorts this list by. */
const MEMBERS = [
	'name',
	'shortName',
	'email',
	'phone',
	'billCurrency',
	'archived',
	'createdTime',
	'updatedTime',
];

export const vendorReads: Case[] = [
	caseOf('get', 'smallest', {
		setUp: (bill) => makeVendor(bill, { email: 'a@b.example', phone: '123', accountNumber: 'X1' }),
		parameters: ({ id }) => ({ vendorId: byId(id) }),
		received: ({ id }) => [get(`/v3/vendors/${id}`)],
		// Simplified, flat: the amount of the balance stands under its own name.
		given: ({ id, name }) => [
			{
				id,
				name,
				email: 'a@b.example',
				phone: '123',
				accountNumber: 'X1',
				amount: 0,
				billCurrency: 'USD',
				payByType: 'CHECK',
				archived: false,
			},
		],
	}),
	caseOf('get', 'fullest', {
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => ({
			vendorId: fromList(id),
			simplify: false,
			options: { timeout: 30 },
		}),
		received: ({ id }) => [get(`/v3/vendors/${id}`)],
		given: ({ id, name, address }) => [{ id, name, address, balance: { amount: 0 } }],
	}),
	caseOf('getAll', 'smallest', {
		parameters: () => ({}),
		received: () => [get('/v3/vendors', { max: '50' })],
		given: () => [{ name: 'Alder Office Supply' }, ...Array<object>(14).fill({})],
	}),
	caseOf('getAll', 'limit', {
		parameters: () => ({ limit: 3, sort: sortedBy(['name', 'desc']) }),
		received: () => [get('/v3/vendors', { max: '3', sort: 'name:desc' })],
		given: () => [
			{ name: 'Oakes Printing' },
			{ name: 'Norwood & Finch' },
			{ name: 'Maplewright Textiles' },
		],
	}),
	caseOf('getAll', 'fullest', {
		setUp: (bill) => makeVendor(bill, { accountType: 'BUSINESS' }),
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
				billCurrency: [
					{ operator: 'eq', value: 'USD' },
					{ operator: 'ne', value: 'EUR' },
					{ operator: 'in', values: 'USD, CAD' },
					{ operator: 'nin', values: 'EUR,GBP' },
				],
				country: [
					{ operator: 'eq', value: 'US' },
					{ operator: 'ne', value: 'DE' },
				],
				// The clock in Los Angeles is eight hours behind UTC then, and seven in summer.
				createdTime: [
					{ operator: 'gte', value: '2020-01-01T00:00:00' },
					{ operator: 'lte', value: '2099-07-01T12:30:00' },
					{ operator: 'gt', value: '2020-01-02T00:00:00.000Z' },
					{ operator: 'lt', value: '2099-01-01' },
				],
				id: [
					{ operator: 'eq', value: byId(id) },
					{ operator: 'ne', value: fromList('00901NOBODY') },
					{ operator: 'in', values: `${id},00901NOBODY` },
				],
				name: [
					{ operator: 'eq', value: name },
					{ operator: 'sw', value: 'Test' },
				],
				updatedTime: [
					{ operator: 'gte', value: '2020-01-01T00:00:00' },
					{ operator: 'lte', value: '2099-01-01T00:00:00' },
					{ operator: 'gt', value: '2020-01-01T00:00:00' },
					{ operator: 'lt', value: '2099-01-01T00:00:00' },
				],
			},
			sort: orderBy(...MEMBERS),
			simplify: false,
			options: { filterText: 'archived:eq:false', timeout: 30 },
		}),
		received: ({ id, name }) => [
			get('/v3/vendors', {
				max: '100',
				sort: orderText(...MEMBERS),
				filters: [
					'accountType:eq:BUSINESS,accountType:ne:PERSON',
					'accountType:in:"BUSINESS,NONE",accountType:nin:"PERSON"',
					'archived:eq:false,archived:ne:true',
					'billCurrency:eq:"USD",billCurrency:ne:"EUR"',
					'billCurrency:in:"USD,CAD",billCurrency:nin:"EUR,GBP"',
					'address.country:eq:"US",address.country:ne:"DE"',
					'createdTime:gte:"2020-01-01T08:00:00.000Z"',
					'createdTime:lte:"2099-07-01T19:30:00.000Z"',
					'createdTime:gt:"2020-01-02T00:00:00.000Z"',
					'createdTime:lt:"2099-01-01T08:00:00.000Z"',
					`id:eq:${id},id:ne:00901NOBODY,id:in:"${id},00901NOBODY"`,
					`name:eq:"${name}",name:sw:"Test"`,
					'updatedTime:gte:"2020-01-01T08:00:00.000Z"',
					'updatedTime:lte:"2099-01-01T08:00:00.000Z"',
					'updatedTime:gt:"2020-01-01T08:00:00.000Z"',
					'updatedTime:lt:"2099-01-01T08:00:00.000Z"',
					'archived:eq:false',
				].join(','),
			}),
		],
		given: ({ id, name, address }) => [{ id, name, address }],
	}),
	...['getPaymentConfiguration'].flatMap((operation) =>
		bothForms(operation, (full) => ({
			setUp: (bill) => makeVendor(bill),
			parameters: ({ id }) => pick('vendorId', id, full),
			received: ({ id }) => [get(`/v3/vendors/${id}/configuration`)],
			given: () => [{ internationalPayments: { paymentPurpose: { required: false } } }],
		})),
	),
	...bothForms('getInternationalPaymentRules', (full) => ({
		parameters: () => ({
			country: 'GB',
			billCurrency: 'GBP',
			...(full && { accountType: 'PERSON', options: { timeout: 30 } }),
		}),
		received: () => [
			get('/v3/vendors/configuration/international-payments', {
				country: 'GB',
				billCurrency: 'GBP',
				accountType: full ? 'PERSON' : 'BUSINESS',
			}),
		],
		given: () => [{ paymentPurpose: { required: true } }],
	})),
];

import type { Data } from '../../support/bill.mts';
import { type Case, get, pick } from '../../support/cases.mts';
import {
	anyTime,
	country,
	currencies,
	notArchived,
	partyTypes,
	unpaid,
	changedLately,
} from '../../support/filters.mts';
import { byId, fromList, sortedBy } from '../../support/form.mts';
import { makeVendor, makeVendorAndBill } from '../../support/records.mts';
import { standardCases } from '../../support/standard-cases.mts';

const more = {
	email: 'a@b.example',
	phone: '123',
	accountNumber: 'X1',
	accountType: 'BUSINESS',
};

const { caseOf, bothForms, getOne, getMany } = standardCases({
	resource: 'vendor',
	collection: 'vendors',
	path: '/v3/vendors',
	setUp: async (bill) => await makeVendor(bill, more),
	record: (vendor) => vendor,
});

export const vendorReads: Case[] = [
	...getOne({
		// Simplified output is flat: the balance amount has its own field.
		smallest: ({ name }) => ({
			name,
			email: 'a@b.example',
			phone: '123',
			accountNumber: 'X1',
			balanceAmount: 0,
			billCurrency: 'USD',
			payByType: 'CHECK',
			archived: false,
		}),
		fullest: ({ name, address }) => ({ name, address, balance: { amount: 0 } }),
	}),
	...getMany({
		begins: [{ name: 'Alder Office Supply' }, ...Array<Data>(14).fill({})],
		filters: ({ id, name }) => [
			partyTypes,
			notArchived,
			currencies('billCurrency'),
			country,
			// Los Angeles is eight hours behind UTC on these dates, and seven in summer.
			[
				'createdTime',
				[
					{ operator: 'gte', value: '2020-01-01T00:00:00' },
					{ operator: 'lte', value: '2099-07-01T12:30:00' },
					{ operator: 'gt', value: '2020-01-02T00:00:00.000Z' },
					{ operator: 'lt', value: '2099-01-01' },
				],
				[
					'createdTime:gte:"2020-01-01T08:00:00.000Z"',
					'createdTime:lte:"2099-07-01T19:30:00.000Z"',
					'createdTime:gt:"2020-01-02T00:00:00.000Z"',
					'createdTime:lt:"2099-01-01T08:00:00.000Z"',
				].join(','),
			],
			[
				'id',
				[
					{ operator: 'eq', value: byId(id) },
					{ operator: 'ne', value: fromList('00901NOBODY') },
					{ operator: 'in', values: `${id},00901NOBODY` },
				],
				`id:eq:${id},id:ne:00901NOBODY,id:in:"${id},00901NOBODY"`,
			],
			[
				'name',
				[
					{ operator: 'eq', value: name },
					{ operator: 'sw', value: 'Test' },
				],
				`name:eq:"${name}",name:sw:"Test"`,
			],
			anyTime('updatedTime'),
			changedLately(),
		],
		sort: [
			'name:asc,shortName:desc,email:asc,phone:desc,billCurrency:asc',
			'archived:desc,createdTime:asc,updatedTime:desc',
		].join(','),
		given: ({ name, address }) => ({ name, address }),
	}),
	caseOf('getAll', 'with unpaid bills', {
		setUp: makeVendorAndBill,
		parameters: ({ vendor }) => ({
			filters: { [unpaid[0]]: unpaid[1], name: [{ operator: 'eq', value: vendor.name }] },
		}),
		received: ({ vendor }) => [
			get('/v3/vendors', { max: '50', filters: `${unpaid[2]},name:eq:"${vendor.name}"` }),
		],
		given: ({ vendor }) => [{ id: vendor.id }],
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
	...bothForms('getPaymentConfiguration', (full) => ({
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => pick('vendorId', id, full),
		received: ({ id }) => [get(`/v3/vendors/${id}/configuration`)],
		given: () => [{ internationalPayments: { paymentPurpose: { required: false } } }],
	})),
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

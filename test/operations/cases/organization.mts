import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, patch } from '../../support/cases.mts';
import {
	changedLately,
	always,
	alwaysText,
	threeWays,
	threeWaysText,
} from '../../support/filters.mts';
import { group, sortedBy } from '../../support/form.mts';
import { pages, standardCases } from '../../support/standard-cases.mts';

const pathOf = (bill: Bill) => `/v3/organizations/${String(bill.credential(false).organizationId)}`;
const here = async (bill: Bill) => ({
	path: pathOf(bill),
	organization: await bill.call('GET', pathOf(bill)),
});

const { caseOf, bothForms } = casesOf('organization');
const CHANGES_COMPANY = 'changes the company itself';

const addressForm = (line1: string) => ({
	addressLine1: line1,
	addressLine2: 'Suite 12',
	city: 'Oakland',
	stateOrProvince: 'CA',
	zipOrPostalCode: '94607',
	country: 'US',
});
const addressBody = (line1: string) => ({
	line1,
	line2: 'Suite 12',
	city: 'Oakland',
	stateOrProvince: 'CA',
	zipOrPostalCode: '94607',
	country: 'US',
});

const fullBody = {
	name: 'Harborview Books Inc.',
	accountType: 'EMPLOYEE_OR_INDIVIDUAL',
	address: addressBody('350 Harbor Road'),
	businessCategory: 'INDIVIDUAL',
	companyOwner: { name: 'Rosa Lindqvist', dateOfBirth: '1980-05-17' },
	processingOptions: {
		individualTransferIn: true,
		individualTransferOut: true,
		mailingAddressSameAsPhysical: false,
	},
	industry: 'Retail',
	mailingAddress: addressBody('12 Quay Street'),
	phone: '5105550134',
	taxId: '12-3456789',
	taxIdType: 'SSN',
};

export const organizationCases: Case[] = [
	caseOf('get', 'smallest', {
		setUp: here,
		parameters: () => ({}),
		received: ({ path }) => [get(path)],
		// Simplified output is flat: the address is next to the name.
		given: ({ organization: { id, name, phone, address, industry } }) => [
			{
				...{ id, name, phone, industry },
				addressLine1: address.line1,
				addressCity: address.city,
			},
		],
	}),
	caseOf('get', 'fullest', {
		setUp: here,
		parameters: () => ({ simplify: false, options: { timeout: 30 } }),
		received: ({ path }) => [get(path)],
		given: ({ organization }) => [organization],
	}),
	...bothForms('getIndustries', (full) => ({
		setUp: (bill) => bill.call('GET', '/v3/organizations/industries', undefined, { max: 100 }),
		parameters: () => optionsIf(full),
		received: () => [get('/v3/organizations/industries')],
		given: ({ results }) => results.map((industry: string) => ({ industry })),
	})),
	...bothForms('getPricePlan', (full) => ({
		setUp: async (bill) => ({
			path: `${pathOf(bill)}/price-plan`,
			plan: await bill.call('GET', `${pathOf(bill)}/price-plan`),
		}),
		parameters: () => optionsIf(full),
		received: ({ path }) => [get(path)],
		given: ({ plan }) => [plan],
	})),
	caseOf('update', 'smallest', {
		localOnly: CHANGES_COMPANY,
		setUp: here,
		parameters: () => ({ updateFields: { phone: '5105550134' } }),
		received: ({ path }) => [patch(path, { phone: '5105550134' })],
		kept: ({ organization: { updatedTime: _time, ...before } }) => ({
			organizations: [{ ...before, phone: '5105550134' }],
		}),
		given: ({ organization }) => [{ id: organization.id, phone: '5105550134' }],
	}),
	caseOf('update', 'one line of an address, and one switch', {
		localOnly: CHANGES_COMPANY,
		setUp: here,
		parameters: () => ({
			updateFields: {
				address: group({ addressLine1: '1 New Street' }),
				individualTransferIn: true,
			},
		}),
		// Address lines that nobody typed are not sent, so they stay as they are.
		received: ({ path }) => [
			patch(path, {
				address: { line1: '1 New Street' },
				processingOptions: { individualTransferIn: true },
			}),
		],
		kept: ({ organization: { id, address, processingOptions } }) => ({
			organizations: [
				{
					id,
					address: { ...address, line1: '1 New Street' },
					processingOptions: { ...processingOptions, individualTransferIn: true },
				},
			],
		}),
		given: ({ organization }) => [{ id: organization.id }],
	}),
	caseOf('update', 'fullest', {
		localOnly: CHANGES_COMPANY,
		setUp: here,
		parameters: () => ({
			inputMode: 'fields',
			updateFields: {
				name: fullBody.name,
				accountType: fullBody.accountType,
				address: group(addressForm('350 Harbor Road')),
				businessCategory: fullBody.businessCategory,
				ownerName: 'Rosa Lindqvist',
				ownerDateOfBirth: '1980-05-17T00:00:00',
				individualTransferIn: true,
				individualTransferOut: true,
				industry: fullBody.industry,
				mailingAddress: group(addressForm('12 Quay Street')),
				mailingAddressSameAsPhysical: false,
				phone: fullBody.phone,
				taxId: fullBody.taxId,
				taxIdType: fullBody.taxIdType,
			},
			options: { emptyFields: 'leave', timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ path }) => [patch(path, fullBody)],
		kept: ({ organization }) => ({ organizations: [{ id: organization.id, ...fullBody }] }),
		given: ({ organization }) => [{ id: organization.id, ...fullBody }],
	}),
	caseOf('update', 'json', {
		localOnly: CHANGES_COMPANY,
		setUp: here,
		parameters: () => ({ inputMode: 'json', body: '{"industry": "Education"}' }),
		received: ({ path }) => [patch(path, { industry: 'Education' })],
		kept: ({ organization }) => ({
			organizations: [{ id: organization.id, industry: 'Education' }],
		}),
		given: () => [{ industry: 'Education' }],
	}),
];

const NO_DELETE = 'BILL deletes no terms, and each number of days can be there once';
const withTerm = async (bill: Bill) => {
	const path = `${pathOf(bill)}/payment-terms`;
	const body = { name: bill.unique('Net'), daysDue: 90 };
	const made = await bill.call('POST', path, { name: bill.unique('Net'), daysDue: 45 });
	return { path, body, made };
};

const newTerm = expect.stringMatching(/^00p/) as unknown;
const terms = standardCases({
	resource: 'paymentTerm',
	collection: 'paymentTerms',
	path: ({ path }) => path,
	setUp: withTerm,
	record: ({ made }) => made,
	localOnly: NO_DELETE,
	simplified: false,
});

export const paymentTermCases: Case[] = [
	...terms.create({
		smallest: ({ body }) => ({ form: body, body, kept: body, given: { id: newTerm, ...body } }),
		fullest: ({ body }) => ({
			form: { name: body.name, daysDue: '90' },
			body,
			kept: body,
			given: { id: newTerm, ...body },
		}),
		json: ({ body }) => ({ body, kept: body, given: { id: newTerm, ...body } }),
	}),
	...terms.getOne({ smallest: ({ made }) => made, fullest: ({ made }) => made }),
	terms.caseOf('getAll', 'smallest', {
		setUp: async (bill) => {
			const path = `${pathOf(bill)}/payment-terms`;
			return { path, all: await bill.call('GET', path, undefined, { max: 50 }) };
		},
		parameters: () => ({}),
		received: ({ path }) => [get(path, { max: '50' })],
		given: ({ all }) => all.results.map(({ id }: Rec) => ({ id })),
	}),
	terms.caseOf('getAll', 'pages', {
		localOnly: NO_DELETE,
		setUp: async (bill) => {
			const path = `${pathOf(bill)}/payment-terms`;
			for (let days = 100; days < 200; days++) {
				await bill.call('POST', path, { name: `Net ${days}`, daysDue: days });
			}
			const all = bill.localBill?.records('paymentTerms') as Rec[];
			return { path, all: all.map(({ id }) => ({ id })) };
		},
		parameters: () => ({ returnAll: true }),
		received: ({ path }) => pages(path, 2),
		given: ({ all }) => all,
	}),
	terms.caseOf('getAll', 'fullest', {
		localOnly: NO_DELETE,
		setUp: withTerm,
		parameters: ({ made: { id } }) => ({
			returnAll: true,
			filters: {
				...{ createdTime: always, id: threeWays(id), updatedTime: always },
				changedWithin: changedLately()[1],
			},
			sort: sortedBy(['createdTime', 'asc'], ['updatedTime', 'desc']),
			options: { filterText: 'createdTime:gt:2020-01-01', timeout: 30 },
		}),
		received: ({ path, made: { id } }) => [
			get(path, {
				max: '100',
				sort: 'createdTime:asc,updatedTime:desc',
				filters: [
					alwaysText('createdTime'),
					threeWaysText('id', id),
					alwaysText('updatedTime'),
					changedLately()[2],
					'createdTime:gt:2020-01-01',
				].join(','),
			}),
		],
		given: ({ made }) => [made],
	}),
	...terms.change('update', {
		smallest: () => ({
			form: { daysDue: 46 },
			body: { daysDue: 46 },
			kept: { daysDue: 46 },
			given: { daysDue: 46 },
		}),
		fullest: () => ({
			form: { name: 'Tomorrow', daysDue: 1 },
			body: { name: 'Tomorrow', daysDue: 1 },
			kept: { name: 'Tomorrow', daysDue: 1 },
			given: { name: 'Tomorrow', daysDue: 1 },
		}),
		json: () => ({
			body: { daysDue: 46 },
			kept: { daysDue: 46 },
			given: { daysDue: 46 },
		}),
	}),
];

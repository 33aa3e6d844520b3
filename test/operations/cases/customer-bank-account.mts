import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, patch, post } from '../../support/cases.mts';
import { always, alwaysText } from '../../support/filters.mts';
import { byId, fromList, sortedBy } from '../../support/form.mts';
import { makeCustomer, pagesOf, times } from './receivables.mts';

const { caseOf, bothForms } = casesOf('customerBankAccount');

const pathOf = (customer: Rec) => `/v3/customers/${customer.id}/bank-accounts`;

const accountBody = {
	nameOnAccount: 'Quillmoor Reading Club',
	routingNumber: '074000010',
	accountNumber: '000987654321',
	type: 'SAVINGS',
	ownerType: 'PERSONAL',
};
const { type: accountType, ...restOfForm } = accountBody;
const accountForm = { ...restOfForm, accountType };

/** As BILL shows it: most of the number is hidden. */
const { accountNumber: _hidden, ...shown } = accountBody;
const maskedNumber = expect.stringMatching(/^[^0-9]+4321$/) as unknown;

/** A customer with a bank account. */
export async function withAccount(bill: Bill, more: Data = {}) {
	const customer = await makeCustomer(bill);
	const account = await bill.call('POST', pathOf(customer), { ...accountBody, ...more });
	return { customer, account };
}

export const customerBankAccountCases: Case[] = [
	caseOf('create', 'smallest', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({ customerId: byId(id), ...accountForm }),
		received: (customer) => [post(pathOf(customer), accountBody)],
		added: { customerBankAccounts: 1 },
		kept: ({ id }, [{ json }]) => ({
			customerBankAccounts: [{ id: json.id, customerId: id, ...accountBody }],
		}),
		given: ({ id }) => [
			{
				id: expect.stringMatching(/^cba/),
				customerId: id,
				...shown,
				accountNumber: maskedNumber,
				archived: false,
			},
		],
	}),
	caseOf('create', 'fullest', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({
			customerId: fromList(id),
			inputMode: 'fields',
			...accountForm,
			accountType: 'CHECKING',
			ownerType: 'BUSINESS',
			additionalFields: { nickname: 'Main account' },
			options: { timeout: 30 },
		}),
		received: (customer) => [
			post(pathOf(customer), {
				...accountBody,
				type: 'CHECKING',
				ownerType: 'BUSINESS',
				nickname: 'Main account',
			}),
		],
		added: { customerBankAccounts: 1 },
		kept: (_, [{ json }]) => ({
			customerBankAccounts: [{ id: json.id, nickname: 'Main account', type: 'CHECKING' }],
		}),
		given: () => [{ nickname: 'Main account', type: 'CHECKING', ownerType: 'BUSINESS' }],
	}),
	caseOf('create', 'json', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({
			customerId: byId(id),
			inputMode: 'json',
			body: JSON.stringify(accountBody),
		}),
		received: (customer) => [post(pathOf(customer), accountBody)],
		added: { customerBankAccounts: 1 },
		given: () => [shown],
	}),
	caseOf('get', 'smallest', {
		setUp: (bill) => withAccount(bill, { nickname: 'Main account' }),
		parameters: ({ customer, account }) => ({
			customerId: byId(customer.id),
			customerBankAccountId: account.id,
		}),
		received: ({ customer, account }) => [get(`${pathOf(customer)}/${account.id}`)],
		given: ({ customer, account }) => [
			{
				id: account.id,
				customerId: customer.id,
				...shown,
				accountNumber: maskedNumber,
				nickname: 'Main account',
				archived: false,
			},
		],
	}),
	caseOf('get', 'fullest', {
		setUp: (bill) => withAccount(bill),
		parameters: ({ customer, account }) => ({
			customerId: fromList(customer.id),
			customerBankAccountId: account.id,
			simplify: false,
			options: { timeout: 30 },
		}),
		received: ({ customer, account }) => [get(`${pathOf(customer)}/${account.id}`)],
		given: ({ account }) => [{ id: account.id, ...shown, createdTime: account.createdTime }],
	}),
	caseOf('getAll', 'smallest', {
		setUp: async (bill) => {
			await withAccount(bill);
			return await withAccount(bill);
		},
		parameters: ({ customer }) => ({ customerId: byId(customer.id) }),
		received: ({ customer }) => [get(pathOf(customer), { max: '50' })],
		given: ({ account }) => [{ id: account.id, ...shown }],
	}),
	caseOf('getAll', 'pages', {
		localOnly: 'makes more than a hundred bank accounts',
		setUp: async (bill) => {
			const customer = await makeCustomer(bill);
			await times(101, async (index) => {
				await bill.call('POST', pathOf(customer), { ...accountBody, nickname: `No. ${index}` });
			});
			return customer;
		},
		parameters: ({ id }) => ({ customerId: byId(id), returnAll: true }),
		received: (customer) => pagesOf(pathOf(customer), 2),
		given: () => [{ nickname: 'No. 0' }, ...Array<Data>(99).fill({}), { nickname: 'No. 100' }],
	}),
	caseOf('getAll', 'fullest', {
		setUp: async (bill) => {
			const known = await withAccount(bill);
			const { id } = await bill.call('POST', pathOf(known.customer), accountBody);
			await bill.call('POST', `${pathOf(known.customer)}/${id}/archive`);
			return known;
		},
		parameters: ({ customer }) => ({
			customerId: fromList(customer.id),
			returnAll: true,
			filters: {
				archived: [
					{ operator: 'eq', value: false },
					{ operator: 'ne', value: true },
				],
				createdTime: always,
				updatedTime: always,
			},
			sort: sortedBy(['createdTime', 'desc'], ['updatedTime', 'asc']),
			simplify: false,
			options: { filterText: 'archived:eq:false', timeout: 30 },
		}),
		received: ({ customer }) => [
			get(pathOf(customer), {
				max: '100',
				sort: 'createdTime:desc,updatedTime:asc',
				filters: [
					'archived:eq:false,archived:ne:true',
					alwaysText('createdTime'),
					alwaysText('updatedTime'),
					'archived:eq:false',
				].join(','),
			}),
		],
		given: ({ account }) => [{ id: account.id, ...shown }],
	}),
	caseOf('update', 'smallest', {
		setUp: (bill) => withAccount(bill, { nickname: 'Old' }),
		parameters: ({ customer, account }) => ({
			customerId: byId(customer.id),
			customerBankAccountId: account.id,
			updateFields: { nickname: 'Main account' },
		}),
		received: ({ customer, account }) => [
			patch(`${pathOf(customer)}/${account.id}`, { nickname: 'Main account' }),
		],
		kept: ({ account }) => ({
			customerBankAccounts: [{ id: account.id, ...accountBody, nickname: 'Main account' }],
		}),
		given: ({ account }) => [{ id: account.id, nickname: 'Main account' }],
	}),
	caseOf('update', 'fullest', {
		setUp: (bill) => withAccount(bill),
		parameters: ({ customer, account }) => ({
			customerId: fromList(customer.id),
			customerBankAccountId: account.id,
			inputMode: 'fields',
			updateFields: { nickname: 'Main account', ownerType: 'BUSINESS' },
			options: { timeout: 30 },
		}),
		received: ({ customer, account }) => [
			patch(`${pathOf(customer)}/${account.id}`, {
				nickname: 'Main account',
				ownerType: 'BUSINESS',
			}),
		],
		kept: ({ account }) => ({
			customerBankAccounts: [{ id: account.id, nickname: 'Main account', ownerType: 'BUSINESS' }],
		}),
		given: ({ account }) => [{ id: account.id, ownerType: 'BUSINESS' }],
	}),
	caseOf('update', 'json', {
		setUp: (bill) => withAccount(bill),
		parameters: ({ customer, account }) => ({
			customerId: byId(customer.id),
			customerBankAccountId: account.id,
			inputMode: 'json',
			body: '{"ownerType": "BUSINESS"}',
		}),
		received: ({ customer, account }) => [
			patch(`${pathOf(customer)}/${account.id}`, { ownerType: 'BUSINESS' }),
		],
		given: ({ account }) => [{ id: account.id, ownerType: 'BUSINESS' }],
	}),
	...bothForms('archive', (full) => ({
		setUp: (bill) => withAccount(bill),
		parameters: ({ customer, account }) => ({
			customerId: full ? fromList(customer.id) : byId(customer.id),
			customerBankAccountId: account.id,
			...optionsIf(full),
		}),
		received: ({ customer, account }) => [post(`${pathOf(customer)}/${account.id}/archive`)],
		kept: ({ account }) => ({ customerBankAccounts: [{ id: account.id, archived: true }] }),
		given: ({ account }) => [{ id: account.id, archived: true }],
	})),
];

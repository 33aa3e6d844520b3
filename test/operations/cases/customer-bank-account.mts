import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, both, define, optionsIf } from '../../support/cases.mts';
import { always, alwaysText } from '../../support/filters.mts';
import { byId, fromList, sortedBy } from '../../support/form.mts';
import { makeCustomer, pagesOf, times } from './receivables.mts';

const resource = 'customerBankAccount';

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
	define({
		resource,
		operation: 'create',
		form: 'smallest',
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({ customerId: byId(id), ...accountForm }),
		received: (customer) => [{ method: 'POST', path: pathOf(customer), body: accountBody }],
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
	define({
		resource,
		operation: 'create',
		form: 'fullest',
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
			{
				method: 'POST',
				path: pathOf(customer),
				body: {
					...accountBody,
					type: 'CHECKING',
					ownerType: 'BUSINESS',
					nickname: 'Main account',
				},
			},
		],
		added: { customerBankAccounts: 1 },
		kept: (_, [{ json }]) => ({
			customerBankAccounts: [{ id: json.id, nickname: 'Main account', type: 'CHECKING' }],
		}),
		given: () => [{ nickname: 'Main account', type: 'CHECKING', ownerType: 'BUSINESS' }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'json',
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({
			customerId: byId(id),
			inputMode: 'json',
			body: JSON.stringify(accountBody),
		}),
		received: (customer) => [{ method: 'POST', path: pathOf(customer), body: accountBody }],
		added: { customerBankAccounts: 1 },
		given: () => [shown],
	}),
	define({
		resource,
		operation: 'get',
		form: 'smallest',
		setUp: (bill) => withAccount(bill, { nickname: 'Main account' }),
		parameters: ({ customer, account }) => ({
			customerId: byId(customer.id),
			customerBankAccountId: account.id,
		}),
		received: ({ customer, account }) => [
			{ method: 'GET', path: `${pathOf(customer)}/${account.id}` },
		],
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
	define({
		resource,
		operation: 'get',
		form: 'fullest',
		setUp: (bill) => withAccount(bill),
		parameters: ({ customer, account }) => ({
			customerId: fromList(customer.id),
			customerBankAccountId: account.id,
			simplify: false,
			options: { timeout: 30 },
		}),
		received: ({ customer, account }) => [
			{ method: 'GET', path: `${pathOf(customer)}/${account.id}` },
		],
		given: ({ account }) => [{ id: account.id, ...shown, createdTime: account.createdTime }],
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'smallest',
		setUp: async (bill) => {
			await withAccount(bill);
			return await withAccount(bill);
		},
		parameters: ({ customer }) => ({ customerId: byId(customer.id) }),
		received: ({ customer }) => [{ method: 'GET', path: pathOf(customer), query: { max: '50' } }],
		given: ({ account }) => [{ id: account.id, ...shown }],
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'pages',
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
	define({
		resource,
		operation: 'getAll',
		form: 'fullest',
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
			{
				method: 'GET',
				path: pathOf(customer),
				query: {
					max: '100',
					sort: 'createdTime:desc,updatedTime:asc',
					filters: [
						'archived:eq:false,archived:ne:true',
						alwaysText('createdTime'),
						alwaysText('updatedTime'),
						'archived:eq:false',
					].join(','),
				},
			},
		],
		given: ({ account }) => [{ id: account.id, ...shown }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'smallest',
		setUp: (bill) => withAccount(bill, { nickname: 'Old' }),
		parameters: ({ customer, account }) => ({
			customerId: byId(customer.id),
			customerBankAccountId: account.id,
			updateFields: { nickname: 'Main account' },
		}),
		received: ({ customer, account }) => [
			{
				method: 'PATCH',
				path: `${pathOf(customer)}/${account.id}`,
				body: { nickname: 'Main account' },
			},
		],
		kept: ({ account }) => ({
			customerBankAccounts: [{ id: account.id, ...accountBody, nickname: 'Main account' }],
		}),
		given: ({ account }) => [{ id: account.id, nickname: 'Main account' }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'fullest',
		setUp: (bill) => withAccount(bill),
		parameters: ({ customer, account }) => ({
			customerId: fromList(customer.id),
			customerBankAccountId: account.id,
			inputMode: 'fields',
			updateFields: { nickname: 'Main account', ownerType: 'BUSINESS' },
			options: { timeout: 30 },
		}),
		received: ({ customer, account }) => [
			{
				method: 'PATCH',
				path: `${pathOf(customer)}/${account.id}`,
				body: { nickname: 'Main account', ownerType: 'BUSINESS' },
			},
		],
		kept: ({ account }) => ({
			customerBankAccounts: [{ id: account.id, nickname: 'Main account', ownerType: 'BUSINESS' }],
		}),
		given: ({ account }) => [{ id: account.id, ownerType: 'BUSINESS' }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'json',
		setUp: (bill) => withAccount(bill),
		parameters: ({ customer, account }) => ({
			customerId: byId(customer.id),
			customerBankAccountId: account.id,
			inputMode: 'json',
			body: '{"ownerType": "BUSINESS"}',
		}),
		received: ({ customer, account }) => [
			{
				method: 'PATCH',
				path: `${pathOf(customer)}/${account.id}`,
				body: { ownerType: 'BUSINESS' },
			},
		],
		given: ({ account }) => [{ id: account.id, ownerType: 'BUSINESS' }],
	}),
	...both((full) => ({
		resource,
		operation: 'archive',
		setUp: (bill) => withAccount(bill),
		parameters: ({ customer, account }) => ({
			customerId: full ? fromList(customer.id) : byId(customer.id),
			customerBankAccountId: account.id,
			...optionsIf(full),
		}),
		received: ({ customer, account }) => [
			{ method: 'POST', path: `${pathOf(customer)}/${account.id}/archive` },
		],
		kept: ({ account }) => ({ customerBankAccounts: [{ id: account.id, archived: true }] }),
		given: ({ account }) => [{ id: account.id, archived: true }],
	})),
];

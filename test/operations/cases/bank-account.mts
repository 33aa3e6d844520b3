import type { Bill } from '../../support/bill.mts';
import { type Case, both, define, optionsIf } from '../../support/cases.mts';
import { byId, fromList } from '../../support/form.mts';
import { payingBank } from '../../support/records.mts';

const resource = 'bankAccount';
const BANKS = '/v3/funding-accounts/banks';

const account = {
	bankName: 'First Harbor Bank',
	nameOnAccount: 'Northlight Goods LLC',
	type: 'SAVINGS',
	ownerType: 'PERSONAL',
};
const makeBank = async (bill: Bill) =>
	await bill.call('POST', BANKS, { ...account, type: 'CHECKING', ownerType: 'BUSINESS' });
const oneAccount = async (bill: Bill) => await bill.first('/v3/classifications/chart-of-accounts');
const otherUser = async (bill: Bill) =>
	await bill.first('/v3/users', ({ firstName }) => firstName === 'Tomas');

export const bankAccountWrites: Case[] = [
	define({
		resource,
		operation: 'create',
		form: 'smallest',
		trusted: true,
		localOnly: 'bank accounts cannot be taken away again',
		parameters: () => ({ bankName: account.bankName, nameOnAccount: account.nameOnAccount }),
		received: () => [
			{
				method: 'POST',
				path: BANKS,
				body: { ...account, type: 'CHECKING', ownerType: 'BUSINESS' },
			},
		],
		added: { bankAccounts: 1, bankAccountUsers: 1 },
		kept: (_, [{ json }]) => ({ bankAccounts: [{ id: json.id, status: 'PENDING' }] }),
		given: () => [{ bankName: 'First Harbor Bank', status: 'PENDING' }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'fullest',
		trusted: true,
		localOnly: 'bank accounts cannot be taken away again',
		setUp: oneAccount,
		parameters: ({ id }) => ({
			inputMode: 'fields',
			bankName: account.bankName,
			nameOnAccount: account.nameOnAccount,
			accountType: 'SAVINGS',
			ownerType: 'PERSONAL',
			additionalFields: {
				accessToAdmins: true,
				accountNumber: '000123456789',
				chartOfAccountId: byId(id),
				routingNumber: '074000010',
			},
			options: { timeout: 30 },
		}),
		received: ({ id }) => [
			{
				method: 'POST',
				path: BANKS,
				body: {
					...account,
					accessToAdmins: true,
					accountNumber: '000123456789',
					chartOfAccountId: id,
					routingNumber: '074000010',
				},
			},
		],
		added: { bankAccounts: 1, bankAccountUsers: 1 },
		kept: (_, [{ json }]) => ({ bankAccounts: [{ id: json.id, accountNumber: '000123456789' }] }),
		given: () => [{ ...account, accountNumber: '********6789' }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'json',
		trusted: true,
		localOnly: 'bank accounts cannot be taken away again',
		parameters: () => ({ inputMode: 'json', body: account }),
		received: () => [{ method: 'POST', path: BANKS, body: account }],
		added: { bankAccounts: 1, bankAccountUsers: 1 },
		given: () => [account],
	}),
	define({
		resource,
		operation: 'update',
		form: 'smallest',
		localOnly: 'changes an account of the organization',
		setUp: payingBank,
		parameters: ({ id }) => ({ bankAccountId: byId(id), updateFields: { bankName: 'Quay Bank' } }),
		received: ({ id }) => [
			{ method: 'PATCH', path: `${BANKS}/${id}`, body: { bankName: 'Quay Bank' } },
		],
		kept: ({ id, nameOnAccount }) => ({
			bankAccounts: [{ id, bankName: 'Quay Bank', nameOnAccount }],
		}),
		given: ({ id }) => [{ id, bankName: 'Quay Bank' }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'fullest',
		localOnly: 'changes an account of the organization',
		setUp: async (bill) => ({ bank: await payingBank(bill), account: await oneAccount(bill) }),
		parameters: ({ bank, account: { id } }) => ({
			bankAccountId: fromList(bank.id),
			inputMode: 'fields',
			updateFields: {
				accessToAdmins: false,
				bankName: 'Quay Bank',
				chartOfAccountId: byId(id),
				payables: false,
				receivables: true,
				nameOnAccount: 'Quay LLC',
				ownerType: 'PERSONAL',
			},
			options: { timeout: 30 },
		}),
		received: ({ bank, account: { id } }) => [
			{
				method: 'PATCH',
				path: `${BANKS}/${bank.id}`,
				body: {
					accessToAdmins: false,
					bankName: 'Quay Bank',
					chartOfAccountId: id,
					default: { payables: false, receivables: true },
					nameOnAccount: 'Quay LLC',
					ownerType: 'PERSONAL',
				},
			},
		],
		kept: ({ bank }) => ({
			bankAccounts: [{ id: bank.id, default: { payables: false, receivables: true } }],
		}),
		given: ({ bank }) => [{ id: bank.id, nameOnAccount: 'Quay LLC' }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'json',
		localOnly: 'changes an account of the organization',
		setUp: payingBank,
		parameters: ({ id }) => ({
			bankAccountId: byId(id),
			inputMode: 'json',
			body: '{"accessToAdmins": true}',
		}),
		received: ({ id }) => [
			{ method: 'PATCH', path: `${BANKS}/${id}`, body: { accessToAdmins: true } },
		],
		given: ({ id }) => [{ id }],
	}),
	...both((full) => ({
		resource,
		operation: 'archive',
		localOnly: 'takes an account of the organization out of use for ever',
		setUp: makeBank,
		parameters: ({ id }) => ({
			bankAccountId: full ? fromList(id) : byId(id),
			...optionsIf(full),
		}),
		received: ({ id }) => [{ method: 'POST', path: `${BANKS}/${id}/archive` }],
		kept: ({ id }) => ({ bankAccounts: [{ id, archived: true }] }),
		given: ({ id }) => [{ id, archived: true }],
	})),
	...both((full) => ({
		resource,
		operation: 'verify',
		localOnly: 'knows what the test deposit was',
		setUp: makeBank,
		parameters: ({ id }) => ({
			bankAccountId: full ? fromList(id) : byId(id),
			depositAmount: full ? '0.42' : 0.17,
			...optionsIf(full),
		}),
		received: ({ id }) => [
			{
				method: 'POST',
				path: `${BANKS}/${id}/verify`,
				body: { depositAmount: full ? 0.42 : 0.17 },
			},
		],
		kept: ({ id }) => ({ bankAccounts: [{ id, status: full ? 'VERIFIED' : 'PENDING' }] }),
		given: () => [{ verified: full }],
	})),
	...both((full) => ({
		resource,
		operation: 'nominateUser',
		localOnly: 'gives a user the right to pay',
		setUp: async (bill) => ({ bank: await payingBank(bill), user: await otherUser(bill) }),
		parameters: ({ bank, user }) => ({
			bankAccountId: full ? fromList(bank.id) : byId(bank.id),
			userId: byId(user.id),
			...optionsIf(full),
		}),
		received: ({ bank, user }) => [
			{
				method: 'POST',
				path: `${BANKS}/users/nominate`,
				body: { bankAccountId: bank.id, userId: user.id },
			},
		],
		added: { bankAccountUsers: 1 },
		given: () => [{ status: 'NOMINATED' }],
	})),
	...both((full) => ({
		resource,
		operation: 'archiveUser',
		localOnly: 'takes away the right to pay for ever',
		setUp: async (bill) => await bill.first(`${BANKS}/users`),
		parameters: ({ id }) => ({
			bankAccountUserId: full ? fromList(id) : byId(id),
			...optionsIf(full),
		}),
		received: ({ id }) => [{ method: 'POST', path: `${BANKS}/users/${id}/archive` }],
		kept: ({ id }) => ({ bankAccountUsers: [{ id, archived: true }] }),
		given: ({ id }) => [{ id, archived: true }],
	})),
];

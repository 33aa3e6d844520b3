import type { Bill } from '../../support/bill.mts';
import { type Case, casesOf, optionsIf, patch, pick, post } from '../../support/cases.mts';
import { byId, fromList } from '../../support/form.mts';
import { payingBank } from '../../support/records.mts';

const { caseOf, bothForms } = casesOf('bankAccount');
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
	caseOf('create', 'smallest', {
		trusted: true,
		localOnly: 'bank accounts cannot be taken away again',
		parameters: () => ({ bankName: account.bankName, nameOnAccount: account.nameOnAccount }),
		received: () => [post(BANKS, { ...account, type: 'CHECKING', ownerType: 'BUSINESS' })],
		added: { bankAccounts: 1, bankAccountUsers: 1 },
		kept: (_, [{ json }]) => ({ bankAccounts: [{ id: json.id, status: 'PENDING' }] }),
		given: () => [{ bankName: 'First Harbor Bank', status: 'PENDING' }],
	}),
	caseOf('create', 'fullest', {
		trusted: true,
		localOnly: 'bank accounts cannot be taken away again',
		setUp: oneAccount,
		parameters: ({ id }) => ({
			inputMode: 'fields',
			bankName: account.bankName,
			nameOnAccount: account.nameOnAccount,
			accountType: 'SAVINGS',
			ownerType: 'PERSONAL',
			accountNumber: '000123456789',
			routingNumber: '074000010',
			additionalFields: { accessToAdmins: true, chartOfAccountId: byId(id) },
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ id }) => [
			post(BANKS, {
				...account,
				accessToAdmins: true,
				accountNumber: '000123456789',
				chartOfAccountId: id,
				routingNumber: '074000010',
			}),
		],
		added: { bankAccounts: 1, bankAccountUsers: 1 },
		kept: (_, [{ json }]) => ({ bankAccounts: [{ id: json.id, accountNumber: '000123456789' }] }),
		given: () => [{ ...account, accountNumber: '********6789' }],
	}),
	caseOf('create', 'json', {
		trusted: true,
		localOnly: 'bank accounts cannot be taken away again',
		parameters: () => ({ inputMode: 'json', body: account }),
		received: () => [post(BANKS, account)],
		added: { bankAccounts: 1, bankAccountUsers: 1 },
		given: () => [account],
	}),
	caseOf('update', 'smallest', {
		localOnly: 'changes an account of the organization',
		setUp: payingBank,
		parameters: ({ id }) => ({ bankAccountId: byId(id), updateFields: { bankName: 'Quay Bank' } }),
		received: ({ id }) => [patch(`${BANKS}/${id}`, { bankName: 'Quay Bank' })],
		kept: ({ id, nameOnAccount }) => ({
			bankAccounts: [{ id, bankName: 'Quay Bank', nameOnAccount }],
		}),
		given: ({ id }) => [{ id, bankName: 'Quay Bank' }],
	}),
	caseOf('update', 'fullest', {
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
			options: { emptyFields: 'leave', timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ bank, account: { id } }) => [
			patch(`${BANKS}/${bank.id}`, {
				accessToAdmins: false,
				bankName: 'Quay Bank',
				chartOfAccountId: id,
				default: { payables: false, receivables: true },
				nameOnAccount: 'Quay LLC',
				ownerType: 'PERSONAL',
			}),
		],
		kept: ({ bank }) => ({
			bankAccounts: [{ id: bank.id, default: { payables: false, receivables: true } }],
		}),
		given: ({ bank }) => [{ id: bank.id, nameOnAccount: 'Quay LLC' }],
	}),
	caseOf('update', 'json', {
		localOnly: 'changes an account of the organization',
		setUp: payingBank,
		parameters: ({ id }) => ({
			bankAccountId: byId(id),
			inputMode: 'json',
			body: '{"accessToAdmins": true}',
		}),
		received: ({ id }) => [patch(`${BANKS}/${id}`, { accessToAdmins: true })],
		given: ({ id }) => [{ id }],
	}),
	...bothForms('archive', (full) => ({
		localOnly: 'takes an account of the organization out of use for ever',
		setUp: makeBank,
		parameters: ({ id }) => pick('bankAccountId', id, full),
		received: ({ id }) => [post(`${BANKS}/${id}/archive`)],
		kept: ({ id }) => ({ bankAccounts: [{ id, archived: true }] }),
		given: ({ id }) => [{ id, archived: true }],
	})),
	...bothForms('verify', (full) => ({
		localOnly: 'knows what the test deposit was',
		setUp: makeBank,
		parameters: ({ id }) => ({
			bankAccountId: full ? fromList(id) : byId(id),
			depositAmount: full ? '0.42' : 0.17,
			...optionsIf(full),
		}),
		received: ({ id }) => [post(`${BANKS}/${id}/verify`, { depositAmount: full ? 0.42 : 0.17 })],
		kept: ({ id }) => ({ bankAccounts: [{ id, status: full ? 'VERIFIED' : 'PENDING' }] }),
		given: () => [{ verified: full }],
	})),
	...bothForms('nominateUser', (full) => ({
		localOnly: 'gives a user the right to pay',
		setUp: async (bill) => ({ bank: await payingBank(bill), user: await otherUser(bill) }),
		parameters: ({ bank, user }) => ({
			bankAccountId: full ? fromList(bank.id) : byId(bank.id),
			userId: byId(user.id),
			...optionsIf(full),
		}),
		received: ({ bank, user }) => [
			post(`${BANKS}/users/nominate`, { bankAccountId: bank.id, userId: user.id }),
		],
		added: { bankAccountUsers: 1 },
		given: () => [{ status: 'NOMINATED' }],
	})),
	...bothForms('archiveUser', (full) => ({
		localOnly: 'takes away the right to pay for ever',
		setUp: async (bill) => await bill.first(`${BANKS}/users`),
		parameters: ({ id }) => pick('bankAccountUserId', id, full),
		received: ({ id }) => [post(`${BANKS}/users/${id}/archive`)],
		kept: ({ id }) => ({ bankAccountUsers: [{ id, archived: true }] }),
		given: ({ id }) => [{ id, archived: true }],
	})),
];

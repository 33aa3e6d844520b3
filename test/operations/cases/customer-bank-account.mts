import type { Bill, Data, Rec } from '../../support/bill.mts';
import type { Case } from '../../support/cases.mts';
import { changedLately, anyTime, notArchived } from '../../support/filters.mts';
import { byId, fromList } from '../../support/form.mts';
import { pages, standardCases } from '../../support/standard-cases.mts';
import { makeCustomer } from '../../support/records.mts';
import { times } from './receivables.mts';

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

/** As BILL returns it: most of the number is masked. */
const { accountNumber: _hidden, ...shown } = accountBody;
const maskedNumber = expect.stringMatching(/^[^0-9]+4321$/) as unknown;

/** A customer with a bank account. */
export async function withAccount(bill: Bill) {
	const customer = await makeCustomer(bill);
	const account = await bill.call('POST', pathOf(customer), { ...accountBody, nickname: 'Old' });
	return { customer, account };
}

/** Another account of the customer is archived, and another customer has an account that must not be shown. */
async function setUp(bill: Bill) {
	await withAccount(bill);
	const known = await withAccount(bill);
	const gone = await bill.call('POST', pathOf(known.customer), accountBody);
	await bill.call('POST', `${pathOf(known.customer)}/${gone.id}/archive`);
	return { ...known, gone };
}

const { caseOf, create, change, ends, getOne, getMany } = standardCases({
	resource: 'customerBankAccount',
	collection: 'customerBankAccounts',
	path: ({ customer }) => pathOf(customer),
	setUp,
	record: ({ account }) => account,
	within: ({ customer }, full) => ({ customerId: (full ? fromList : byId)(customer.id) }),
	picked: ({ account }) => ({ customerBankAccountId: account.id }),
});

export const customerBankAccountCases: Case[] = [
	...create({
		smallest: ({ customer }) => ({
			form: accountForm,
			body: accountBody,
			kept: { customerId: customer.id, ...accountBody },
			given: {
				id: expect.stringMatching(/^cba/),
				customerId: customer.id,
				...shown,
				accountNumber: maskedNumber,
				archived: false,
			},
		}),
		fullest: () => ({
			form: { ...accountForm, accountType: 'CHECKING', ownerType: 'BUSINESS' },
			more: { nickname: 'Main account' },
			body: {
				...accountBody,
				type: 'CHECKING',
				ownerType: 'BUSINESS',
				nickname: 'Main account',
			},
			kept: { nickname: 'Main account', type: 'CHECKING' },
			given: { nickname: 'Main account', type: 'CHECKING', ownerType: 'BUSINESS' },
		}),
		json: () => ({ body: accountBody, given: shown }),
	}),
	...getOne({
		smallest: ({ customer }) => ({
			customerId: customer.id,
			...shown,
			accountNumber: maskedNumber,
			nickname: 'Old',
			archived: false,
		}),
		fullest: ({ account: { createdTime } }) => ({ ...shown, createdTime }),
	}),
	...getMany({
		begins: ({ account, gone }) => [{ id: account.id, ...shown }, { id: gone.id }],
		filters: () => [notArchived, anyTime('createdTime'), anyTime('updatedTime'), changedLately()],
		sort: 'createdTime:desc,updatedTime:asc',
		given: () => shown,
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
		received: (customer) => pages(pathOf(customer), 2),
		given: () => [{ nickname: 'No. 0' }, ...Array<Data>(99).fill({}), { nickname: 'No. 100' }],
	}),
	...change('update', {
		smallest: () => ({
			form: { nickname: 'Main account' },
			body: { nickname: 'Main account' },
			kept: { ...accountBody, nickname: 'Main account' },
			given: { nickname: 'Main account' },
		}),
		fullest: () => ({
			form: { nickname: 'Main account', ownerType: 'BUSINESS' },
			body: { nickname: 'Main account', ownerType: 'BUSINESS' },
			kept: { nickname: 'Main account', ownerType: 'BUSINESS' },
			given: { ownerType: 'BUSINESS' },
		}),
		json: () => ({
			form: '{"ownerType": "BUSINESS"}',
			body: { ownerType: 'BUSINESS' },
			given: { ownerType: 'BUSINESS' },
		}),
	}),
	...ends('archive'),
];

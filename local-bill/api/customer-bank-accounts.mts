import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { must } from '../errors/bill-error.mts';
import { masked } from '../rules/masked.mts';

const patchable = {
	nickname: is.text(),
	ownerType: is.choice('BUSINESS', 'PERSONAL'),
};

/**
 * Bank accounts of a customer that can be charged: https://developer.bill.com/reference/createcustomerbankaccount. An
 * archived account cannot be restored. BILL does not say whether adding one needs an MFA-trusted session; the list of
 * July 2026 does not name it.
 */
const bankAccounts = resource({
	name: 'customerBankAccounts',
	path: '/v3/customers/:customerId/bank-accounts',
	operations: ['list', 'get', 'create', 'update', 'archive'],
	fields: {
		...patchable,
		nameOnAccount: is.text(),
		routingNumber: is.text(),
		accountNumber: is.text(),
		type: is.choice('CHECKING', 'SAVINGS'),
	},
	required: ['nameOnAccount', 'routingNumber', 'accountNumber', 'type', 'ownerType'],
	updateFields: patchable,
	// BILL's pages of filterable and sortable fields do not mention these accounts: the usual fields are assumed.
	filters: by.common,
	sort: ['archived', ...commonSort],
	scope: ({ world, params }) => {
		const { id } = world.of('customers').get(params.customerId);
		return { key: id, holds: (account) => account.customerId === id };
	},
	make: (body, { world, params }) => {
		const customer = world.of('customers').get(params.customerId);
		must(
			customer.billingAddress !== undefined,
			'billingAddress',
			'The customer has no billing address',
		);
		return { ...body, customerId: customer.id };
	},
	show: masked,
});

export const customerBankAccountRoutes: Route[] = resourceRoutes(bankAccounts);

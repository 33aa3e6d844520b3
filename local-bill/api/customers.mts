import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import { type Call, type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { cents } from '../rules/bill-amounts.mts';
import { invoicesOfCustomer } from '../rules/invoice-amounts.mts';
import { mustHave } from '../state/members.mts';
import type { Address } from '../state/records/common.mts';
import type { Customer } from '../state/records/receivables.mts';
import type { World } from '../state/world.mts';
import { ADDRESS, ADDRESS_REQUIRED, checkAddress } from './address.mts';
import { customerBankAccountRoutes } from './customer-bank-accounts.mts';
import { customerContactRoutes } from './customer-contacts.mts';

const fields = {
	name: is.text(),
	email: is.email,
	companyName: is.text(),
	contact: is.object({ firstName: is.text(), lastName: is.text() }),
	phone: is.text(),
	fax: is.text(),
	description: is.text(),
	invoiceCurrency: is.currency,
	accountType: is.choice('BUSINESS', 'PERSON', 'NONE'),
	paymentTermId: is.ref('paymentTerms'),
	accountNumber: is.text(),
};

/** Maps the status of an invoice to the payment status that lists of vendors and customers filter by. */
const paymentStatuses: Partial<Record<string, string>> = {
	OPEN: 'UNPAID',
	PARTIAL_PAYMENT: 'PARTIAL',
	SCHEDULED: 'SCHEDULED',
	PAID: 'PAID',
};

/** https://developer.bill.com/reference/createcustomer, https://developer.bill.com/docs/filterable-fields, .../sortable-fields */
const customers = resource({
	name: 'customers',
	path: '/v3/customers',
	operations: ['list', 'get', 'create', 'update', 'archive', 'restore'],
	fields: {
		...fields,
		billingAddress: is.object(ADDRESS, ADDRESS_REQUIRED),
		shippingAddress: is.object(ADDRESS, ADDRESS_REQUIRED),
	},
	required: ['name', 'email'],
	updateFields: {
		...fields,
		billingAddress: is.object(ADDRESS),
		shippingAddress: is.object(ADDRESS),
	},
	filters: {
		...by.common,
		name: by.text('eq', 'sw'),
		accountType: by.choice(['BUSINESS', 'PERSON', 'NONE'], 'eq', 'ne', 'in', 'nin'),
		// Documented for vendors and customers under one name. Customers have two addresses; the billing address is
		// compared.
		'address.country': {
			...by.code('eq', 'ne'),
			of: ({ billingAddress }) => (billingAddress ? [billingAddress.country] : []),
		},
		invoiceCurrency: by.code('eq', 'ne', 'in', 'nin'),
		paymentStatus: {
			...by.choice(['UNPAID', 'PARTIAL', 'SCHEDULED', 'PAID'], 'eq', 'ne', 'in', 'nin'),
			// Its meaning for a customer is not documented. Here: whether any invoice has that status.
			of: (customer, _name, world) =>
				invoicesOfCustomer(world, customer.id).flatMap(
					({ status }) => paymentStatuses[status] ?? [],
				),
		},
	},
	sort: [
		...['archived', 'name', 'companyName', 'email', 'phone', 'fax', 'description'],
		...['invoiceCurrency', ...commonSort],
	],
	make: newCustomer,
	check: (customer) => {
		mustHave(customer, 'name', 'email');
		for (const name of ['billingAddress', 'shippingAddress'] as const) {
			if (customer[name]) checkAddress(name, customer[name]);
		}
	},
	show: showCustomer,
});

/** The fields of a new customer. A customer abroad needs a currency: https://developer.bill.com/docs/ar-customers. */
export function newCustomer<B extends object>(
	body: B & { billingAddress?: Address; invoiceCurrency?: string },
) {
	const abroad = (body.billingAddress?.country ?? 'US') !== 'US';
	if (abroad && !body.invoiceCurrency) throw BillError.missing('invoiceCurrency');
	return { accountType: 'NONE', ...body, invoiceCurrency: body.invoiceCurrency || 'USD' };
}

/** A customer as BILL returns it. The balance is assumed to be the amount due on the customer's invoices. */
function showCustomer(
	{ authorizedToCharge, ...customer }: Customer,
	{ world, reply }: Call,
): object {
	const due = invoicesOfCustomer(world, customer.id).map(({ dueAmount }) => dueAmount);
	// Only GET responses show whether charging is allowed, and only after it has been set once.
	const reads = reply.request.method === 'GET' && authorizedToCharge !== undefined;
	return {
		...customer,
		balance: { amount: cents(due.reduce((sum, amount) => sum + amount, 0)) },
		...(reads && { authorizedToCharge }),
	};
}

/** A customer that can get new records. That an archived customer cannot is not documented. */
export function activeCustomer(world: World, id: string, field = 'customerId'): Customer {
	const customer = world.of('customers').get(id);
	must(!customer.archived, field, 'The customer is archived');
	return customer;
}

export const customerRoutes: Route[] = [
	...resourceRoutes(customers),
	route({
		// https://developer.bill.com/reference/authorizetochargecustomer
		method: 'POST',
		path: '/v3/customers/:customerId/charge-authorization',
		body: is.object({ authorizedToCharge: is.flag }, ['authorizedToCharge']),
		handle: ({ world, params, body }) => {
			const customer = world.of('customers').get(params.customerId);
			world.of('customers').save({ ...customer, ...body });
			return body;
		},
	}),
	...customerBankAccountRoutes,
	...customerContactRoutes,
];

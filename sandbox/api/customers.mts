import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { type Resource, resourceRoutes } from '../engine/resource.mts';
import type { Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError } from '../http/errors.mts';
import { ADDRESS, ADDRESS_REQUIRED, checkAddress } from './address.mts';

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

/** https://developer.bill.com/reference/createcustomer */
const customers: Resource = {
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
		invoiceCurrency: by.code('eq', 'ne', 'in', 'nin'),
	},
	sort: [...commonSort, 'name'],
	make: (body) => ({
		accountType: 'NONE',
		...body,
		invoiceCurrency: body.invoiceCurrency || 'USD',
		balance: { amount: 0 },
		authorizedToCharge: false,
	}),
	check: (customer) => {
		for (const name of ['name', 'email']) {
			if (!customer[name]) throw BillError.missing(name);
		}
		for (const name of ['billingAddress', 'shippingAddress']) {
			if (customer[name]) checkAddress(name, customer[name]);
		}
	},
};

export const customerRoutes: Route[] = resourceRoutes(customers);

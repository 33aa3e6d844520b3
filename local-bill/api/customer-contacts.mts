import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';

/** People of a customer who can sign in to BILL: https://developer.bill.com/docs/customer-contacts. */
const contacts = resource({
	name: 'customerContacts',
	path: '/v3/customers/:customerId/contacts',
	operations: ['list', 'get', 'create', 'update', 'archive', 'restore'],
	fields: {
		firstName: is.text(),
		lastName: is.text(),
		email: is.email,
		phone: is.text(),
		altPhone: is.text(),
		alternateEmail: is.email,
	},
	// BILL does not fully say which fields are required. The email is, because it is used to sign in.
	required: ['email'],
	// BILL's pages of filterable and sortable fields do not mention contacts: the usual fields are assumed.
	filters: by.common,
	sort: ['archived', ...commonSort],
	scope: ({ world, params }) => {
		const { id } = world.of('customers').get(params.customerId);
		return { key: id, holds: (contact) => contact._customerId === id };
	},
	make: (body, { world, params }) => ({
		...body,
		_customerId: world.of('customers').get(params.customerId).id,
	}),
	check: ({ id, email, _customerId }, { world }) => {
		if (!email) throw BillError.missing('email');
		for (const other of world.of('customerContacts').all()) {
			if (other.id === id || other._customerId !== _customerId) continue;
			// Archived contacts count too, and case is ignored. This is not documented; it is the stricter reading.
			const same = other.email.toLowerCase() === email.toLowerCase();
			must(!same, 'email', 'The customer already has a contact with this email address');
		}
	},
});

export const customerContactRoutes: Route[] = resourceRoutes(contacts);

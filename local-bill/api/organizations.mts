import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';

/**
 * Payment terms. Names and days are unique within the organization, and terms cannot be deleted:
 * https://developer.bill.com/docs/payment-terms.
 */
const paymentTerms = resource({
	name: 'paymentTerms',
	path: '/v3/organizations/:organizationId/payment-terms',
	operations: ['list', 'get', 'create', 'update'],
	createStatus: 200,
	fields: { name: is.text(), daysDue: is.integer(0, 999) },
	required: ['name', 'daysDue'],
	filters: { id: by.exact('eq', 'ne', 'in'), createdTime: by.time(), updatedTime: by.time() },
	sort: [...commonSort, 'name', 'daysDue'],
	scope: (call) => ({ key: ownOrganization(call), holds: () => true }),
	check: (term, call) => {
		ownOrganization(call);
		if (!term.name) throw BillError.missing('name');
		for (const other of call.world.of('paymentTerms').all()) {
			if (other.id === term.id) continue;
			must(other.name !== term.name, 'name', 'A payment term with this name already exists');
			must(
				other.daysDue !== term.daysDue,
				'daysDue',
				'A payment term with this number of days already exists',
			);
		}
	},
});

/** The organization in the path. Throws unless it is the session's. */
export function ownOrganization({ params, session }: Call): string {
	if (params.organizationId !== session.organizationId) {
		throw BillError.notFound(params.organizationId);
	}
	return params.organizationId;
}

export const organizationRoutes: Route[] = resourceRoutes(paymentTerms);

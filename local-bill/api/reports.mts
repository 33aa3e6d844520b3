import type { Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';

const DEFAULT_MAX = 20;

/**
 * Changes to a vendor: https://developer.bill.com/reference/getvendoraudittrail. A plain array, paged by `start` and
 * `max`.
 */
export const reportRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/reports/audit-trail/vendor/:vendorId',
		query: {
			includeArchived: is.queryFlag,
			start: { type: 'string', pattern: '^[0-9]{1,9}$' },
			max: { type: 'string', pattern: '^([1-9][0-9]?|100)$' },
		},
		handle: ({ world, params, query: { start = '0', max = DEFAULT_MAX, includeArchived } }) => {
			const vendor = world.of('vendors').get(params.vendorId);
			// BILL does not say what the flag means. Here: whether the trail of an archived vendor is returned at all.
			if (vendor.archived && includeArchived !== 'true') return [];
			const first = Number(start);
			return world
				.of('auditTrail')
				.all()
				.filter(({ _vendorId }) => _vendorId === vendor.id)
				.reverse() // Newest first: our choice.
				.slice(first, first + Number(max))
				.map(({ source, type, createdTime, field, _userId }) => {
					const { firstName, lastName } = world.of('users').get(_userId);
					const user = { id: _userId, name: `${firstName} ${lastName}` };
					return { source, type, createdTime, user, field };
				});
		},
	},
];

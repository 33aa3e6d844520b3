import type { Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';

const DEFAULT_MAX = 20;

/** What has been changed on a vendor: https://developer.bill.com/reference/getvendoraudittrail. A bare list, by `start` and `max`. */
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
			// What the flag means is not said: here, that an archived vendor's trail is answered at all.
			if (vendor.archived && includeArchived !== 'true') return [];
			const first = Number(start);
			return world
				.of('auditTrail')
				.all()
				.filter(({ _vendorId }) => _vendorId === vendor.id)
				.reverse() // The newest first: a choice.
				.slice(first, first + Number(max))
				.map(({ source, type, createdTime, field, _userId }) => {
					const { firstName, lastName } = world.of('users').get(_userId);
					const user = { id: _userId, name: `${firstName} ${lastName}` };
					return { source, type, createdTime, user, field };
				});
		},
	},
];

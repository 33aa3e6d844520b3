import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Route } from '../engine/route.mts';

/** https://developer.bill.com/reference/listorganizationuserroles. Which fields can be filtered by is not known. */
const roles = resource({
	name: 'roles',
	path: '/v3/roles',
	operations: ['list', 'get'],
	filters: {
		id: by.common.id,
		createdTime: by.common.createdTime,
		updatedTime: by.common.updatedTime,
	},
	sort: ['description', ...commonSort],
});

export const roleRoutes: Route[] = resourceRoutes(roles);

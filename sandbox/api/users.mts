import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { type Resource, resourceRoutes } from '../engine/resource.mts';
import type { Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';

/** https://developer.bill.com/reference/createorganizationuser. The session's user is an administrator, who may create users. */
const users: Resource = {
	name: 'users',
	path: '/v3/users',
	operations: ['list', 'get', 'create', 'update', 'archive', 'restore'],
	fields: {
		firstName: is.text(),
		lastName: is.text(),
		email: is.email,
		roleId: is.ref('roles'),
		acceptTermsOfService: { const: true },
	},
	required: ['firstName', 'lastName', 'email', 'roleId', 'acceptTermsOfService'],
	updateFields: { firstName: is.text(), lastName: is.text(), roleId: is.ref('roles') },
	filters: by.common,
	sort: commonSort,
	make: ({ firstName, lastName, email, roleId }) => ({
		firstName,
		lastName,
		email,
		_roleId: roleId,
	}),
	change: (user, { roleId, ...names }) => ({
		...user,
		...names,
		_roleId: roleId ?? user._roleId,
	}),
	show: (user, { world }) => {
		const { id, type, description } = world.of('roles').get(user._roleId);
		return { ...user, role: { id, type, description } };
	},
};

export const userRoutes: Route[] = resourceRoutes(users);

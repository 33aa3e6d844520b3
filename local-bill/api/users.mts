import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { must } from '../errors/bill-error.mts';
import { requireAdministrator } from '../rules/administrator.mts';
import { mustHave } from '../state/members.mts';
import type { User } from '../state/records/organization.mts';

/** https://developer.bill.com/reference/createorganizationuser. */
const users = resource({
	name: 'users',
	path: '/v3/users',
	operations: ['list', 'get', 'create', 'update', 'archive', 'restore'],
	fields: {
		firstName: is.text(),
		lastName: is.text(),
		email: is.email,
		roleId: is.ref('roles'),
		acceptTermsOfService: is.only(true),
	},
	required: ['firstName', 'lastName', 'email', 'roleId', 'acceptTermsOfService'],
	updateFields: { firstName: is.text(), lastName: is.text(), roleId: is.ref('roles') },
	filters: by.common,
	sort: ['archived', 'firstName', 'lastName', ...commonSort],
	make: ({ firstName, lastName, email, roleId }, call) => {
		requireAdministrator(call.world, call.session.userId);
		return { firstName, lastName, email, _roleId: roleId };
	},
	check: checkUser,
	change: (user, { roleId, ...names }) => ({
		...user,
		...names,
		_roleId: roleId ?? user._roleId,
	}),
	show: (user, { world }) => {
		const { id, type, description } = world.of('roles').get(user._roleId);
		return { ...user, role: { id, type, description } };
	},
});

/** That each email address can be used only once is a guess. */
function checkUser(user: User, { world }: Call): void {
	mustHave(user, 'firstName', 'lastName');
	for (const { id, email } of world.of('users').all()) {
		const same = email.toLowerCase() === user.email.toLowerCase();
		must(id === user.id || !same, 'email', 'A user with this email address already exists');
	}
}

export const userRoutes: Route[] = resourceRoutes(users);

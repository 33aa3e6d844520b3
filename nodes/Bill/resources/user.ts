import type { IDataObject } from 'n8n-workflow';

import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { email, flag, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { bodyOfLost } from '../../core/look-up/way';
import type { Lost } from '../../core/look-up/way';
import { changedTo, standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import * as records from '../records';
import { commonFilters, timeFilters } from './shared/filters';

export const userShape: Shape = {
	...strings('id', 'firstName', 'lastName', 'email'),
	archived: 'boolean',
	role: strings('id', 'type', 'description'),
	...strings('createdTime', 'updatedTime'),
};

export const roleShape = strings('id', 'type', 'description', 'createdTime', 'updatedTime');

/** https://developer.bill.com/docs/organizations-users */
const user = standard({
	one: 'user',
	many: 'users',
	path: '/v3/users',
	id: record('userId', records.user, { required: true }),
	shape: userShape,
});

const role = standard({
	one: 'role',
	many: 'roles',
	path: '/v3/roles',
	id: record('roleId', records.role, { required: true }),
	shape: roleShape,
});

const names: Field[] = [
	text('firstName', { eg: 'Mateo', max: 100 }),
	text('lastName', { eg: 'Okafor', max: 100 }),
];
const roleId = record('roleId', records.role);

/** BILL refuses a user who has not accepted the terms, so only `true` is a valid example. */
export const acceptTerms: Field = {
	...flag('acceptTermsOfService', {
		required: true,
		description: "Whether the user accepts BILL's terms of service, as BILL requires",
	}),
	example: true,
};

/** A user after a change: BILL returns the role as an object. */
export function roleToo(lost: Lost): IDataObject {
	const { roleId: role, ...body } = bodyOfLost(lost);
	return { ...body, ...(role !== undefined && { role: { id: role } }) };
}

// BILL's page of filterable fields lists neither users nor roles; these fields are in all lists that it names.
export const userResource: Resource = {
	value: 'user',
	name: 'User',
	description: 'Users of your organization; only an administrator can change them',
	operations: [
		user.create({
			description: 'Invite a user to the organization with a role; BILL sends the email',
			fields: [
				...names.map(required),
				email('email', { required: true }),
				required(roleId),
				acceptTerms,
			],
		}),
		user.get(),
		user.getAll({
			filters: [
				filterBy.flag('archived', ['eq', 'ne'], 'Whether the user is archived'),
				...commonFilters(records.user),
			],
			sort: ['lastName', 'firstName', 'archived', 'createdTime', 'updatedTime'],
		}),
		user.update([...names, roleId], {
			description: 'Change name or role of one user; all other fields stay as they are',
			lookUp: changedTo(roleToo),
		}),
		user.archive({ description: "Remove one user's access to the organization" }),
		user.restore({ description: 'Give one archived user access to the organization again' }),
	],
};

export const roleResource: Resource = {
	value: 'role',
	name: 'Role',
	description: 'Roles that define what users can do',
	operations: [
		role.get(),
		role.getAll({
			filters: [filterBy.record('id', ['eq', 'ne', 'in'], records.role), ...timeFilters],
			sort: ['description', 'createdTime', 'updatedTime'],
		}),
	],
};

import type { IDataObject } from 'n8n-workflow';

import { filterBy } from '../../core/form/filters';
import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { lines } from '../../core/form/groups';
import { choice, flag, money } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { bodyOf } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import { remove } from '../../core/run/output';
import * as records from '../records';
import { memberAsSent, membersAsSent, retired } from './shared/look-ups';
import { checkSharing } from './shared/rules';

const PATH = '/v3/spend/budgets/{budgetId}/members';
const ONE = `${PATH}/{userId}`;

const budgetId = record('budgetId', records.budget, { required: true });
const userId = record('userId', records.user, { required: true });

const memberShape: Shape = {
	...strings('userId', 'userUuid', 'budgetRole', 'name'),
	...{ spent: 'number', limit: 'number', recurringLimit: 'number' },
	...{ recurring: 'boolean', retired: 'boolean', shareBudgetFunds: 'boolean' },
};

const simplify = [
	'userUuid',
	'name',
	'budgetRole',
	'shareBudgetFunds',
	'limit',
	'recurringLimit',
	'spent',
	'retired',
];

/** BILL accepts a role as `role` and returns it as `budgetRole`. */
const terms: Field[] = [
	money('limit', {
		label: 'Limit',
		as: 'periodLimit',
		eg: 500,
		description: 'Limit for the current period. Required when Share Budget Funds is off.',
	}),
	money('recurringLimit', {
		eg: 500,
		description: 'Limit for each later period. Required when Share Budget Funds is off.',
	}),
	choice('role', ['MEMBER', 'OBSERVER', 'OWNER']),
	flag('shareBudgetFunds', {
		description: 'Whether the member spends directly from the budget, without a limit of their own',
	}),
];

export const budgetMemberResource: Resource = {
	value: 'budgetMember',
	name: 'Budget Member',
	description: 'Who may spend from a budget, and how much',
	operations: [
		{
			value: 'addOrUpdate',
			name: 'Add or Update',
			action: 'Add or update a budget member',
			description: 'Add one user to a budget, or update their membership',
			method: 'PUT',
			path: ONE,
			fields: [budgetId, userId],
			optional: { as: 'additionalFields', fields: terms },
			jsonForm: true,
			output: memberShape,
			lookUp: memberAsSent,
			prepare: (call) => {
				const { request } = call;
				checkSharing((request.body ?? {}) as IDataObject);
			},
		},
		{
			value: 'addOrUpdateMany',
			name: 'Add or Update Many',
			action: 'Add or update many budget members',
			description:
				'Add several users to a budget, or update their memberships, in one request. BILL processes more than five later, so they appear in the list after a while.',
			method: 'PUT',
			path: `${PATH}/bulk`,
			fields: [
				budgetId,
				lines('members', [required(record('userId', records.user))], {
					entry: 'Member',
					more: terms,
					required: true,
				}),
			],
			jsonForm: true,
			output: { status: 'string' },
			lookUp: membersAsSent,
			prepare: (call) => {
				const { members } = bodyOf(call) as { members?: IDataObject[] };
				for (const [index, member] of (Array.isArray(members) ? members : []).entries()) {
					checkSharing(member, `Members ${index + 1}`);
				}
			},
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get a budget member',
			description: 'Read the membership of one user in a budget',
			method: 'GET',
			path: ONE,
			fields: [budgetId, userId],
			simplify,
			output: memberShape,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many budget members',
			description: 'Read the members of a budget',
			method: 'GET',
			path: PATH,
			fields: [budgetId],
			list: {
				paged: true,
				filters: [filterBy.flag('retired', ['eq'], 'Whether the user is retired')],
				sort: ['name', 'spent'],
				oneSort: true,
				once: 'userUuid',
			},
			simplify,
			output: memberShape,
		},
		{
			value: 'remove',
			name: 'Remove',
			action: 'Remove a budget member',
			description: 'Remove one user from a budget; the user still exists and can be added again',
			method: 'DELETE',
			path: ONE,
			fields: [budgetId, userId],
			output: { deleted: 'boolean' },
			lookUp: retired,
			run: remove,
		},
	],
};

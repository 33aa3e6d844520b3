import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { choice, email, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { cannotBeLookedUp } from '../../core/look-up/way';
import { changedTo, standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import { BILL_PARTNER } from '../../apis/credentials';
import * as records from '../records';
import { commonFilters, timeFilters } from './shared/filters';
import { phoneNumber } from './shared/risk-phone';
import { acceptTerms, roleShape, roleToo, userShape } from './user';

const id = record('userId', records.partnerUser, { required: true });

/** As for organizations, only `id` and `createdTime` are known to be used as filters and for sorting. */
const user = standard(
	{ one: 'user', many: 'users', path: records.partnerUser.list.path, id, shape: userShape },
	{ byTime: false },
);

const role = standard({
	one: 'role',
	many: 'roles',
	path: records.partnerRole.list.path,
	id: record('roleId', records.partnerRole, { required: true }),
	shape: roleShape,
});

const names: Field[] = [
	text('firstName', { eg: 'Mateo', max: 100 }),
	text('lastName', { eg: 'Okafor', max: 100 }),
];
const roleId = record('roleId', records.partnerRole, {
	description: 'Defaults to Administrator',
});

/** https://developer.bill.com/reference/createpartneruser. Only BILL's guide requires a last name. */
export const partnerUserResource: Resource = {
	value: 'partnerUser',
	name: 'Partner User',
	description: 'Users of an organization that a partner has created',
	onlyWith: BILL_PARTNER.credential,
	operations: [
		user.create({
			action: 'Create a user of an organization of the partner',
			description:
				'Add a user to the organization. A user cannot be deleted, and the user name cannot be used again.',
			fields: [
				...names.map(required),
				email('email', { required: true }),
				text('username', {
					label: 'User Name',
					eg: 'harborview-4711',
					max: 40,
					pattern: /^[^@\s]+$/,
					mustBe: 'must be a name without spaces, not an email address',
					required: true,
					description: 'Must be unique in BILL. Do not use an email address or personal data.',
				}),
				acceptTerms,
			],
			optional: {
				as: 'additionalFields',
				fields: [
					text('externalReferenceId', {
						label: 'External Reference ID',
						eg: 'CRM-4711',
						description: "The user's ID in your own system; BILL stores it but does not show it",
					}),
					roleId,
				],
			},
		}),
		user.get({ action: 'Get a user of an organization of the partner' }),
		user.getAll(
			{
				filters: [
					filterBy.flag('archived', ['eq', 'ne'], 'Whether the user is archived'),
					...commonFilters(records.partnerUser),
				],
				sort: ['createdTime', 'updatedTime'],
			},
			{ action: 'Get many users of an organization of the partner' },
		),
		user.update([...names, email('email'), record('roleId', records.partnerRole)], {
			action: 'Update a user of an organization of the partner',
			lookUp: changedTo(roleToo),
		}),
		user.archive({
			action: 'Archive a user of an organization of the partner',
			description: "Remove one user's access to the organization",
		}),
		user.restore({
			action: 'Restore a user of an organization of the partner',
			description: 'Give one archived user access to the organization again',
		}),
		{
			value: 'addPhone',
			name: 'Add Phone',
			action: 'Add the phone of a user of an organization of the partner',
			description:
				"Add the phone number that a user needs for BILL's risk verification; then begin with Risk Verification > Start",
			method: 'POST',
			path: '/v3/partner/risk-verifications/{userId}/phone',
			fields: [
				id,
				phoneNumber,
				// The only value in BILL's examples; the JSON form accepts any other.
				choice('phoneType', ['MOBILE'], { required: true }),
			],
			jsonForm: true,
			lookUp: cannotBeLookedUp('BILL shows whether there is a phone, but not which one'),
			output: { success: 'boolean' },
		},
	],
};

export const partnerRoleResource: Resource = {
	value: 'partnerRole',
	name: 'Partner Role',
	description: 'Roles of users in an organization that a partner has created',
	onlyWith: BILL_PARTNER.credential,
	operations: [
		role.get({ action: 'Get a role in an organization of the partner' }),
		role.getAll(
			{
				filters: [filterBy.record('id', ['eq', 'ne', 'in'], records.partnerRole), ...timeFilters],
				sort: ['createdTime', 'updatedTime'],
			},
			{ action: 'Get many roles in an organization of the partner' },
		),
	],
};

import { afterReading } from '../../core/form/after-reading';
import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { choice, day, email, text } from '../../core/form/kinds';
import { keptIfNew } from '../../core/form/meant-filters';
import { record } from '../../core/form/record-fields';
import { recordId, strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { standard } from '../../core/run/operation';
import type { Operation, Resource } from '../../core/run/operation';
import { remove } from '../../core/run/output';
import { upsert } from '../../core/run/upsert';
import * as records from '../records';
import { changedTo, retired, without } from './shared/look-ups';

const PATH = records.user.list.path;

const userShape: Shape = {
	...strings('id', 'uuid', 'firstName', 'lastName', 'email', 'receiptEmail', 'role'),
	...{ retired: 'boolean', useCompanyMailingAddress: 'boolean', smsOptIn: 'boolean' },
	...{ hasDateOfBirth: 'boolean', createdTime: 'string' },
};

const simplify = ['uuid', 'firstName', 'lastName', 'email', 'role', 'retired', 'createdTime'];

/** BILL does not return them. */
const HIDDEN = ['dateOfBirth', 'phone'];

const user = standard(
	{
		one: 'user',
		many: 'users',
		path: PATH,
		id: record('userId', records.user, { required: true }),
		shape: userShape,
		simplify,
	},
	{ byTime: false, how: { once: 'uuid' }, conditions: () => ['retired:eq:false'] },
);

/** The roles that BILL accepts, and those that it returns: https://developer.bill.com/reference/createuser */
const ROLES = ['ADMIN', 'AUDITOR', 'BOOKKEEPER', 'MEMBER'];
const SHOWN_ROLES = [...ROLES, 'FINANCE_ADMIN', 'OWNER'];

const names: Field[] = [text('firstName', { eg: 'Ana' }), text('lastName', { eg: 'Moreno' })];
const mail = email('email', { eg: 'ana.moreno@example.com' });
const role = choice('role', ROLES, { initially: 'MEMBER' });
const dateOfBirth = day('dateOfBirth', { eg: '1990-05-17' });

const FOUND_BY =
	'Used to find an existing user, active or retired. Upper and lower case are treated as the same.';

const create: Operation = user.create({
	description: 'Add a new user with a role',
	fields: [...names.map(required), required(mail), role],
	optional: {
		as: 'additionalFields',
		fields: [dateOfBirth, text('phone', { eg: '+1 510 555 0172' })],
	},
});

const changedUser = changedTo((body) => without(body, HIDDEN));

/** BILL cannot filter by email address, and lists retired users separately. All items share the two lists. */
const byEmail = upsert(create, {
	one: 'user',
	many: 'users',
	// It is not documented whether BILL accepts a phone number in an update.
	changes: ['firstName', 'lastName', 'email', 'role', 'dateOfBirth'],
	becomes: changedUser,
	foundBy: FOUND_BY,
	keys: [
		{
			member: 'email',
			filterable: false,
			ignoresCase: true,
			lists: {
				queries: () =>
					[false, true].map((retired) => ({ filters: `retired:eq:${String(retired)}` })),
				how: { once: 'uuid' },
			},
		},
	],
	refuse: (user) =>
		user.retired === true
			? {
					message: 'The user with this Email is retired',
					description: `BILL cannot bring a retired user back (${recordId(user)}). Use another email address.`,
				}
			: undefined,
});

export const userResource: Resource = {
	value: 'user',
	name: 'User',
	description: 'Users of the company in Spend & Expense',
	operations: [
		create,
		byEmail,
		user.get(),
		{
			value: 'getCurrent',
			name: 'Get Current',
			action: 'Get the current user',
			description: 'Read the user whose API Token is in the credential',
			method: 'GET',
			path: `${PATH}/current`,
			fields: [],
			simplify,
			output: userShape,
		},
		user.getAll(
			{
				filters: [
					afterReading(filterBy.text('email', ['eq', 'in', 'sw'], 'ana.moreno@example.com')),
					afterReading(filterBy.text('lastName', ['eq', 'sw'], 'Moreno')),
					keptIfNew,
					filterBy.flag('retired', ['eq'], 'Whether the user is retired'),
					afterReading(filterBy.choice('role', ['eq', 'ne', 'in', 'nin'], SHOWN_ROLES)),
				],
				once: 'uuid',
			},
			{ description: 'Read a list of users, filtered' },
		),
		user.update([...names, mail, role, dateOfBirth], { lookUp: changedUser }),
		{
			value: 'retire',
			name: 'Retire',
			action: 'Retire a user',
			description:
				'Retire one user permanently, with their cards and memberships. This cannot be undone, and the email address cannot be used again.',
			method: 'DELETE',
			path: `${PATH}/{userId}`,
			fields: [record('userId', records.user, { required: true })],
			output: { deleted: 'boolean' },
			lookUp: retired,
			run: remove,
		},
	],
};

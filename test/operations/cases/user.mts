import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, pick, post } from '../../support/cases.mts';
import {
	changedLately,
	always,
	alwaysText,
	anyTime,
	isId,
	notArchived,
	threeWays,
	threeWaysText,
} from '../../support/filters.mts';
import { byId, fromList, sortedBy } from '../../support/form.mts';
import { standardCases } from '../../support/standard-cases.mts';

const role = casesOf('role');

const path = '/v3/users';
const INVITES = 'sends an invitation, and users cannot be deleted';

const newUser = async (bill: Bill) => {
	const roles = (await bill.call('GET', '/v3/roles')).results as Rec[];
	const [role, other] = roles.filter(({ type }) => type !== 'ADMINISTRATOR');
	const body = {
		firstName: 'Mateo',
		lastName: bill.unique('Okafor'),
		email: `${bill.unique('mateo').replace(' ', '')}@northwind.example`,
		roleId: role.id,
		acceptTermsOfService: true,
	};
	return { role, other, body };
};

const withUser = async (bill: Bill) => {
	const known = await newUser(bill);
	return { ...known, made: await bill.call('POST', path, known.body) };
};

const { caseOf, change, ends, getOne, getMany } = standardCases({
	resource: 'user',
	collection: 'users',
	path,
	setUp: withUser,
	record: ({ made }) => made,
	localOnly: INVITES,
	simplified: false,
});

export const userCases: Case[] = [
	...['smallest', 'fullest', 'json'].map((form) =>
		caseOf('create', form, {
			localOnly: INVITES,
			setUp: newUser,
			parameters: ({ body }) =>
				form === 'json'
					? { inputMode: 'json', body: JSON.stringify(body) }
					: {
							firstName: body.firstName,
							lastName: body.lastName,
							email: body.email,
							acceptTermsOfService: true,
							roleId: form === 'fullest' ? fromList(body.roleId) : byId(body.roleId),
							...optionsIf(form === 'fullest'),
						},
			received: ({ body }) => [post(path, body)],
			added: { users: 1 },
			kept: ({ body: { firstName, lastName, email } }, [{ json }]) => ({
				users: [{ id: json.id, firstName, lastName, email, archived: false }],
			}),
			given: ({ body: { firstName, lastName, email }, role }) => [
				{ id: expect.stringMatching(/^006/), firstName, lastName, email, role: { id: role.id } },
			],
		}),
	),
	...getOne({ smallest: ({ made }) => made, fullest: ({ made }) => made }),
	...getMany({
		pages: {
			count: 2,
			fill: async (bill) => {
				const { body } = await newUser(bill);
				for (let i = 0; i < 100; i++) {
					await bill.call('POST', path, { ...body, email: `u${i}@northwind.example` });
				}
			},
		},
		filters: ({ made: { id } }) => [
			notArchived,
			isId('id', id),
			anyTime('createdTime'),
			anyTime('updatedTime'),
			changedLately(),
		],
		sort: 'lastName:asc,firstName:desc,archived:asc,createdTime:desc,updatedTime:asc',
		given: ({ made }) => made,
	}),
	...change('update', {
		smallest: ({ made: { lastName, email, role } }) => ({
			form: { firstName: 'Matteo' },
			body: { firstName: 'Matteo' },
			kept: { firstName: 'Matteo', lastName, email },
			given: { firstName: 'Matteo', role },
		}),
		fullest: ({ other: { id } }) => ({
			form: { firstName: 'Ana', lastName: 'Ng', roleId: byId(id) },
			body: { firstName: 'Ana', lastName: 'Ng', roleId: id },
			kept: { firstName: 'Ana', lastName: 'Ng' },
			given: { lastName: 'Ng', role: { id } },
		}),
		json: () => ({
			form: '{"lastName": "Ng"}',
			body: { lastName: 'Ng' },
			given: { lastName: 'Ng' },
		}),
	}),
	...ends('archive', 'restore'),
];

export const roleCases: Case[] = [
	...role.bothForms('get', (full) => ({
		setUp: (bill) => bill.first('/v3/roles'),
		parameters: ({ id }) => pick('roleId', id, full),
		received: ({ id }) => [get(`/v3/roles/${id}`)],
		given: (role) => [role],
	})),
	role.caseOf('getAll', 'smallest', {
		setUp: (bill) => bill.call('GET', '/v3/roles', undefined, { max: 50 }),
		parameters: () => ({}),
		received: () => [get('/v3/roles', { max: '50' })],
		given: ({ results }) => results,
	}),
	role.caseOf('getAll', 'limit', {
		setUp: (bill) => bill.call('GET', '/v3/roles', undefined, { max: 2 }),
		parameters: () => ({ limit: 2 }),
		received: () => [get('/v3/roles', { max: '2' })],
		given: ({ results }) => results,
	}),
	role.caseOf('getAll', 'fullest', {
		setUp: (bill) => bill.first('/v3/roles'),
		parameters: ({ id }) => ({
			returnAll: true,
			filters: {
				...{ id: threeWays(id), createdTime: always, updatedTime: always },
				changedWithin: changedLately(3000)[1],
			},
			sort: sortedBy(['description', 'asc'], ['createdTime', 'desc'], ['updatedTime', 'asc']),
			options: { filterText: 'createdTime:gt:2020-01-01', timeout: 30 },
		}),
		received: ({ id }) => [
			get('/v3/roles', {
				max: '100',
				sort: 'description:asc,createdTime:desc,updatedTime:asc',
				filters: [
					threeWaysText('id', id),
					alwaysText('createdTime'),
					alwaysText('updatedTime'),
					changedLately(3000)[2],
					'createdTime:gt:2020-01-01',
				].join(','),
			}),
		],
		given: (role) => [role],
	}),
];

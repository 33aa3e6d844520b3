import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, patch, pick, post } from '../../support/cases.mts';
import { always, alwaysText, threeWays, threeWaysText } from '../../support/filters.mts';
import { byId, fromList, sortedBy } from '../../support/form.mts';
import { pages } from './pages.mts';

const role = casesOf('role');

const { caseOf, bothForms } = casesOf('user');
const path = '/v3/users';
const INVITES = 'sends an invitation, and users cannot be deleted';
const ends = ['archive', 'restore'] as const;

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
	...bothForms('get', (full) => ({
		localOnly: INVITES,
		setUp: withUser,
		parameters: ({ made: { id } }) => pick('userId', id, full),
		received: ({ made: { id } }) => [get(`${path}/${id}`)],
		given: ({ made }) => [made],
	})),
	caseOf('getAll', 'smallest', {
		setUp: (bill) => bill.call('GET', path, undefined, { max: 50 }),
		parameters: () => ({}),
		received: () => [get(path, { max: '50' })],
		given: ({ results }) => results.map(({ id }: Rec) => ({ id })),
	}),
	caseOf('getAll', 'pages', {
		localOnly: INVITES,
		setUp: async (bill) => {
			const { body } = await newUser(bill);
			for (let i = 0; i < 100; i++) {
				await bill.call('POST', path, { ...body, email: `u${i}@northwind.example` });
			}
			return (bill.localBill?.records('users') as Rec[]).map(({ id }) => ({ id }));
		},
		parameters: () => ({ returnAll: true }),
		received: () => pages(path, 2),
		given: (all) => all,
	}),
	caseOf('getAll', 'fullest', {
		localOnly: INVITES,
		setUp: withUser,
		parameters: ({ made: { id } }) => ({
			returnAll: true,
			filters: {
				archived: [
					{ operator: 'eq', value: false },
					{ operator: 'ne', value: true },
				],
				id: threeWays(id),
				createdTime: always,
				updatedTime: always,
			},
			sort: sortedBy(
				['lastName', 'asc'],
				['firstName', 'desc'],
				['archived', 'asc'],
				['createdTime', 'desc'],
				['updatedTime', 'asc'],
			),
			options: { filterText: 'archived:eq:false', timeout: 30 },
		}),
		received: ({ made: { id } }) => [
			get(path, {
				max: '100',
				sort: 'lastName:asc,firstName:desc,archived:asc,createdTime:desc,updatedTime:asc',
				filters: [
					'archived:eq:false,archived:ne:true',
					threeWaysText('id', id),
					alwaysText('createdTime'),
					alwaysText('updatedTime'),
					'archived:eq:false',
				].join(','),
			}),
		],
		given: ({ made }) => [made],
	}),
	caseOf('update', 'smallest', {
		localOnly: INVITES,
		setUp: withUser,
		parameters: ({ made: { id } }) => ({
			userId: byId(id),
			updateFields: { firstName: 'Matteo' },
		}),
		received: ({ made: { id } }) => [patch(`${path}/${id}`, { firstName: 'Matteo' })],
		kept: ({ made: { id, lastName, email } }) => ({
			users: [{ id, firstName: 'Matteo', lastName, email }],
		}),
		given: ({ made: { id, role } }) => [{ id, firstName: 'Matteo', role }],
	}),
	caseOf('update', 'fullest', {
		localOnly: INVITES,
		setUp: withUser,
		parameters: ({ made: { id }, other }) => ({
			userId: fromList(id),
			inputMode: 'fields',
			updateFields: { firstName: 'Ana', lastName: 'Ng', roleId: byId(other.id) },
			options: { timeout: 30 },
		}),
		received: ({ made: { id }, other }) => [
			patch(`${path}/${id}`, { firstName: 'Ana', lastName: 'Ng', roleId: other.id }),
		],
		kept: ({ made: { id } }) => ({ users: [{ id, firstName: 'Ana', lastName: 'Ng' }] }),
		given: ({ made: { id }, other }) => [{ id, lastName: 'Ng', role: { id: other.id } }],
	}),
	caseOf('update', 'json', {
		localOnly: INVITES,
		setUp: withUser,
		parameters: ({ made: { id } }) => ({
			userId: byId(id),
			inputMode: 'json',
			body: '{"lastName": "Ng"}',
		}),
		received: ({ made: { id } }) => [patch(`${path}/${id}`, { lastName: 'Ng' })],
		given: ({ made: { id } }) => [{ id, lastName: 'Ng' }],
	}),
	...ends.flatMap((operation) =>
		bothForms(operation, (full) => ({
			localOnly: INVITES,
			setUp: async (bill) => {
				const { made } = await withUser(bill);
				if (operation === 'archive') return made;
				return await bill.call('POST', `${path}/${made.id}/archive`);
			},
			parameters: ({ id }) => pick('userId', id, full),
			received: ({ id }) => [post(`${path}/${id}/${operation}`)],
			kept: ({ id }) => ({ users: [{ id, archived: operation === 'archive' }] }),
			given: ({ id }) => [{ id, archived: operation === 'archive' }],
		})),
	),
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
			filters: { id: threeWays(id), createdTime: always, updatedTime: always },
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
					'createdTime:gt:2020-01-01',
				].join(','),
			}),
		],
		given: (role) => [role],
	}),
];

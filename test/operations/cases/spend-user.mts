import { lately } from '../../support/filters.mts';
import {
	type Case,
	casesOf,
	get,
	optionsIf,
	patch,
	pick,
	post,
	remove,
} from '../../support/cases.mts';
import { byId, fromList, picked } from '../../support/form.mts';
import {
	LOCAL,
	afterReading,
	each,
	filtersForm,
	filtersText,
	userNamed,
} from '../../support/spend.mts';

const { caseOf, bothForms } = casesOf('user', 'billSpendExpense');
const path = '/v3/spend/users';
const localOnly = LOCAL;

const person = {
	firstName: 'Noor',
	lastName: 'Haddad',
	email: 'noor.haddad@northlight-goods.example',
	role: 'MEMBER',
};
const more = { dateOfBirth: picked('1990-05-17'), phone: '+1 510 555 0172' };
const moreSent = { dateOfBirth: '1990-05-17', phone: '+1 510 555 0172' };
const whole = (retired: boolean) => get(path, { max: '100', filters: `retired:eq:${retired}` });

export const spendUserCases: Case[] = [
	caseOf('create', 'smallest', {
		localOnly,
		parameters: () => {
			const { role: _initially, ...rest } = person;
			return rest;
		},
		received: () => [post(path, person)],
		// One budget of the seed adds every new user automatically.
		added: { spendUsers: 1, spendBudgetMembers: 1 },
		kept: (_, [{ json }]) => ({ spendUsers: [{ id: json.id, ...person }] as never }),
		given: () => [{ ...person, retired: false, uuid: expect.stringMatching(/^usr_/) }],
	}),
	caseOf('create', 'fullest', {
		localOnly,
		parameters: () => ({
			...person,
			role: 'AUDITOR',
			inputMode: 'fields',
			additionalFields: more,
			...optionsIf(true),
		}),
		received: () => [post(path, { ...person, role: 'AUDITOR', ...moreSent })],
		added: { spendUsers: 1, spendBudgetMembers: 1 },
		given: () => [{ role: 'AUDITOR', hasDateOfBirth: true }],
	}),
	caseOf('create', 'json', {
		localOnly,
		parameters: () => ({ inputMode: 'json', body: JSON.stringify(person) }),
		received: () => [post(path, person)],
		added: { spendUsers: 1, spendBudgetMembers: 1 },
		given: () => [person],
	}),
	caseOf('upsert', 'smallest', {
		localOnly,
		setUp: (bill) => userNamed(bill, 'Gil'),
		// Gil's email address was typed with capitals.
		parameters: () => ({
			firstName: 'Gilbert',
			lastName: 'Novak',
			email: 'gil.novak@northlight-goods.example',
			role: 'BOOKKEEPER',
		}),
		received: ({ uuid }) => [
			whole(false),
			patch(`${path}/${uuid}`, {
				firstName: 'Gilbert',
				lastName: 'Novak',
				email: 'gil.novak@northlight-goods.example',
				role: 'BOOKKEEPER',
			}),
		],
		kept: ({ id }) => ({ spendUsers: [{ id, firstName: 'Gilbert', role: 'BOOKKEEPER' }] }),
		given: ({ uuid }) => [{ uuid, firstName: 'Gilbert' }],
	}),
	caseOf('upsert', 'fullest', {
		localOnly,
		parameters: () => ({
			...person,
			inputMode: 'fields',
			additionalFields: more,
			...optionsIf(true),
		}),
		received: () => [whole(false), whole(true), post(path, { ...person, ...moreSent })],
		added: { spendUsers: 1, spendBudgetMembers: 1 },
		given: () => [person],
	}),
	caseOf('upsert', 'json', {
		localOnly,
		setUp: (bill) => userNamed(bill, 'Ed'),
		parameters: ({ email }) => ({
			inputMode: 'json',
			body: { ...person, email, phone: '+1 510 555 0172' },
		}),
		received: ({ uuid, email }) => [whole(false), patch(`${path}/${uuid}`, { ...person, email })],
		given: ({ uuid }) => [{ uuid, firstName: 'Noor' }],
	}),
	caseOf('upsert', 'two items with one address', {
		localOnly,
		items: () => [{ json: {} }, { json: {} }],
		parameters: (_, item) => ({ ...person, firstName: ['Noor', 'Nora'][item] }),
		received: () => [
			whole(false),
			whole(true),
			post(path, person),
			patch(expect.stringMatching(/^\/v3\/spend\/users\/usr_/) as never, {
				...person,
				firstName: 'Nora',
			}),
		],
		added: { spendUsers: 1, spendBudgetMembers: 1 },
		given: () => [{ firstName: 'Noor' }, { firstName: 'Nora' }],
	}),
	...bothForms('get', (full) => ({
		localOnly,
		setUp: (bill) => userNamed(bill, 'Fay'),
		parameters: ({ uuid, id }) => ({
			...pick('userId', full ? uuid : id, full),
			...(full && { simplify: false }),
		}),
		received: ({ uuid, id }) => [get(`${path}/${encodeURIComponent(full ? uuid : id)}`)],
		given: ({ uuid, id }) => [full ? { id, uuid, smsOptIn: true } : { uuid, firstName: 'Fay' }],
	})),
	...bothForms('getCurrent', (full) => ({
		localOnly,
		parameters: () => ({ ...(full && { simplify: false }), ...optionsIf(full) }),
		received: () => [get(`${path}/current`)],
		given: () => [
			full ? { firstName: 'Ana', hasDateOfBirth: true } : { firstName: 'Ana', role: 'ADMIN' },
		],
	})),
	caseOf('getAll', 'smallest', {
		localOnly,
		parameters: () => ({}),
		received: () => [get(path, { max: '50' })],
		given: () =>
			['Ana', 'Bo', 'Cy', 'Di', 'Ed', 'Fay', 'Gil', 'Hu'].map((firstName) => ({ firstName })),
	}),
	caseOf('getAll', 'fullest', {
		localOnly,
		parameters: () => ({
			returnAll: true,
			simplify: false,
			filters: filtersForm(filters),
			options: { filterText: 'retired:eq:true', timeout: 30 },
		}),
		received: () => [get(path, { max: '100', filters: filtersText(filters, 'retired:eq:true') })],
		given: () => [{ firstName: 'Ira', retired: true }],
	}),
	caseOf('getAll', 'so many with a role', {
		localOnly,
		parameters: () => ({
			limit: 2,
			filters: { role: [{ operator: 'eq', value: 'MEMBER' }] },
		}),
		// How many users must be read to find two members is not known in advance.
		received: () => [get(path, { max: '100' })],
		given: () => [{ firstName: 'Ed' }, { firstName: 'Fay' }],
	}),
	caseOf('update', 'smallest', {
		localOnly,
		setUp: (bill) => userNamed(bill, 'Hu'),
		parameters: ({ uuid }) => ({ userId: byId(uuid), updateFields: { role: 'BOOKKEEPER' } }),
		received: ({ uuid }) => [patch(`${path}/${uuid}`, { role: 'BOOKKEEPER' })],
		kept: ({ id, email }) => ({ spendUsers: [{ id, role: 'BOOKKEEPER', email }] }),
		given: ({ uuid }) => [{ uuid, role: 'BOOKKEEPER' }],
	}),
	caseOf('update', 'fullest', {
		localOnly,
		setUp: (bill) => userNamed(bill, 'Hu'),
		parameters: ({ uuid }) => ({
			userId: fromList(uuid),
			inputMode: 'fields',
			updateFields: { ...person, dateOfBirth: more.dateOfBirth },
			...optionsIf(true),
		}),
		received: ({ uuid }) => [
			patch(`${path}/${uuid}`, { ...person, dateOfBirth: moreSent.dateOfBirth }),
		],
		kept: ({ id }) => ({ spendUsers: [{ id, ...person }] }),
		given: ({ uuid }) => [{ uuid, hasDateOfBirth: true }],
	}),
	caseOf('update', 'json', {
		localOnly,
		setUp: (bill) => userNamed(bill, 'Hu'),
		parameters: ({ uuid }) => ({
			userId: byId(uuid),
			inputMode: 'json',
			body: { lastName: 'Chan' },
		}),
		received: ({ uuid }) => [patch(`${path}/${uuid}`, { lastName: 'Chan' })],
		given: ({ uuid }) => [{ uuid, lastName: 'Chan' }],
	}),
	...bothForms('retire', (full) => ({
		localOnly,
		setUp: (bill) => userNamed(bill, 'Hu'),
		parameters: ({ uuid }) => pick('userId', uuid, full),
		received: ({ uuid }) => [remove(`${path}/${uuid}`)],
		kept: ({ id }) => ({ spendUsers: [{ id, retired: true }] }),
		given: () => [{ deleted: true }],
	})),
];

/** The user who has left matches all of these. */
const filters = [
	afterReading('email', {
		eq: 'IRA.klein@northlight-goods.example',
		in: 'ira.klein@northlight-goods.example, other@northlight-goods.example',
		sw: 'ira',
	}),
	afterReading('lastName', { eq: 'klein', sw: 'Kl' }),
	each('retired', { eq: true }, 'retired:eq:true'),
	lately('createdWithin'),
	afterReading('role', { eq: 'MEMBER', ne: 'ADMIN', in: ['MEMBER', 'OWNER'], nin: ['ADMIN'] }),
];

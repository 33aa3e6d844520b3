import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, patch, pick, post } from '../../support/cases.mts';
import {
	changedLately,
	always,
	alwaysText,
	anyTime,
	isId,
	notArchived,
} from '../../support/filters.mts';
import { threeWays, threeWaysText } from '../../support/filters.mts';
import { byId, fromList, group, sortedBy } from '../../support/form.mts';
import { standardCases } from '../../support/standard-cases.mts';

/* What a partner can do. The organization of the local BILL is one of those that the partner has created. */

const PARTNERS = 'only the local BILL has a partner';
const common = { partner: true, localOnly: PARTNERS } as const;
const organization = casesOf('partnerOrganization', undefined, common);
const role = casesOf('partnerRole', undefined, common);

const organizations = '/v3/partner/organizations';
const users = '/v3/partner/users';
const roles = '/v3/partner/roles';

const addressForm = { addressLine1: '350 Harbor Road', city: 'Oakland', stateOrProvince: 'CA' };
const addressEnd = { zipOrPostalCode: '94607', country: 'US' };
const address = {
	line1: '350 Harbor Road',
	city: 'Oakland',
	stateOrProvince: 'CA',
	...addressEnd,
};
const smallest = { name: 'Harborview Books Inc.', address };
const fullest = {
	...smallest,
	address: { ...address, line2: 'Suite 12' },
	accountType: 'BUSINESS',
	businessCategory: 'LLC',
	companyOwner: { name: 'Rosa Lindqvist', dateOfBirth: '1980-05-17' },
	processingOptions: {
		individualTransferIn: true,
		individualTransferOut: false,
		mailingAddressSameAsPhysical: false,
	},
	industry: 'Book stores',
	mailingAddress: { ...address, line2: 'Suite 13' },
	phone: '5105550134',
	taxId: '12-3456789',
	taxIdType: 'EIN',
};
const bodies: Record<string, Data> = { smallest, fullest, json: { ...smallest, phone: '510' } };

function organizationForm(form: string): Data {
	if (form === 'json') return { inputMode: 'json', body: JSON.stringify(bodies.json) };
	const flat = { name: smallest.name, ...addressForm, ...addressEnd };
	if (form === 'smallest') return flat;
	return {
		...flat,
		additionalFields: {
			addressLine2: 'Suite 12',
			accountType: 'BUSINESS',
			businessCategory: 'LLC',
			ownerName: 'Rosa Lindqvist',
			ownerDateOfBirth: '1980-05-17',
			individualTransferIn: true,
			individualTransferOut: false,
			industry: 'Book stores',
			mailingAddress: group({ ...addressForm, ...addressEnd, addressLine2: 'Suite 13' }),
			mailingAddressSameAsPhysical: false,
			phone: '5105550134',
			taxId: '12-3456789',
			taxIdType: 'EIN',
		},
		...optionsIf(true),
	};
}

const first = async ({ localBill }: Bill) => localBill!.records('organizations')[0];

export const partnerOrganizationCases: Case[] = [
	...Object.entries(bodies).map(([form, body]) =>
		organization.caseOf('create', form, {
			parameters: () => organizationForm(form),
			received: () => [post(organizations, body)],
			added: { organizations: 1 },
			kept: (_, [{ json }]) => ({ organizations: [{ id: json.id, ...body, archived: false }] }),
			given: () => [{ id: expect.stringMatching(/^008/), ...body }],
		}),
	),
	organization.caseOf('getAll', 'smallest', {
		setUp: ({ localBill }) => localBill!.records('organizations'),
		parameters: () => ({}),
		received: () => [get(organizations, { max: '50' })],
		given: (all) => all.map(({ id, name, address }) => ({ id, name, addressCity: address.city })),
	}),
	organization.caseOf('getAll', 'fullest', {
		setUp: first,
		parameters: ({ id }) => ({
			returnAll: true,
			simplify: false,
			filters: Object.fromEntries(
				[
					notArchived,
					isId('id', id),
					anyTime('createdTime'),
					anyTime('updatedTime'),
					changedLately(3000),
				].map(([name, filled]) => [name, filled]),
			),
			sort: sortedBy(['createdTime', 'desc'], ['updatedTime', 'asc']),
			options: { filterText: 'archived:eq:false', timeout: 30 },
		}),
		received: ({ id }) => [
			get(organizations, {
				max: '100',
				sort: 'createdTime:desc,updatedTime:asc',
				filters: [
					...[notArchived[2], isId('id', id)[2]],
					...[
						alwaysText('createdTime'),
						alwaysText('updatedTime'),
						changedLately(3000)[2],
						'archived:eq:false',
					],
				].join(','),
			}),
		],
		given: ({ id, name, address }) => [{ id, name, address }],
	}),
	...organization.bothForms('updatePricePlan', (full) => ({
		setUp: first,
		parameters: ({ id }) => ({
			...pick('partnerOrganizationId', id, full),
			pricePlanType: 'PricePlan3',
		}),
		received: ({ id }) => [
			patch(`${organizations}/${id}/price-plan`, { pricePlanType: 'PricePlan3' }),
		],
		given: () => [{ status: 'SUCCESS' }],
	})),
];

const newUser = async (bill: Bill) => {
	const [role, other] = ((await bill.call('GET', '/v3/roles')).results as Rec[]).slice(1);
	const email = `${bill.unique('mateo').replace(' ', '')}@northwind.example`;
	const username = bill.unique('harborview').replace(' ', '-');
	const names = { firstName: 'Mateo', lastName: 'Okafor', email };
	return { role, other, names, username };
};

const withUser = async (bill: Bill) => {
	const known = await newUser(bill);
	const body = { ...known.names, roleId: known.role.id, acceptTermsOfService: true };
	return { ...known, made: await bill.call('POST', '/v3/users', body) };
};

const user = standardCases({
	resource: 'partnerUser',
	collection: 'users',
	path: users,
	setUp: withUser,
	record: ({ made }) => made,
	picked: ({ made: { id } }) => ({ userId: byId(id) }),
	simplified: false,
	...common,
});

/** A user that was archived through the API of its own organization. */
const archivedUser = async (bill: Bill) => {
	const known = await withUser(bill);
	await bill.call('POST', `/v3/users/${known.made.id}/archive`);
	return known;
};

export const partnerUserCases: Case[] = [
	...['smallest', 'fullest', 'json'].map((form) => {
		const bodyOf = ({ names, username, role }: Awaited<ReturnType<typeof newUser>>) => ({
			...names,
			username,
			acceptTermsOfService: true,
			...(form !== 'smallest' && { roleId: role.id, externalReferenceId: 'CRM-4711' }),
		});
		return user.caseOf<Awaited<ReturnType<typeof newUser>>>('create', form, {
			localOnly: PARTNERS,
			setUp: newUser,
			parameters: (known) => {
				const { names, username, role } = known;
				if (form === 'json') return { inputMode: 'json', body: JSON.stringify(bodyOf(known)) };
				return {
					firstName: names.firstName,
					lastName: names.lastName,
					...{ email: names.email, username, acceptTermsOfService: true },
					...(form === 'fullest' && {
						additionalFields: { roleId: fromList(role.id), externalReferenceId: 'CRM-4711' },
					}),
					...optionsIf(form === 'fullest'),
				};
			},
			received: (known) => [post(users, bodyOf(known))],
			added: { users: 1 },
			kept: ({ names, username }, [{ json }]) => ({
				users: [{ id: json.id, ...names, _username: username, archived: false }],
			}),
			given: ({ names, role }) => [
				{
					id: expect.stringMatching(/^006/),
					...names,
					role: form === 'smallest' ? { type: 'ADMINISTRATOR' } : { id: role.id },
				},
			],
		});
	}),
	...user.getOne({ smallest: ({ made }) => made, fullest: ({ made }) => made }),
	user.caseOf('getAll', 'smallest', {
		localOnly: PARTNERS,
		setUp: ({ localBill }) => ({ all: localBill!.records('users') }) as never,
		parameters: () => ({}),
		received: () => [get(users, { max: '50' })],
		given: ({ all }: never) => (all as Rec[]).map(({ id, email }) => ({ id, email })),
	}),
	...user
		.getMany({
			filters: ({ made: { id } }) => [
				notArchived,
				isId('id', id),
				anyTime('createdTime'),
				anyTime('updatedTime'),
				changedLately(),
			],
			sort: 'createdTime:desc,updatedTime:asc',
			given: ({ made }) => made,
		})
		.filter(({ form }) => form === 'fullest'),
	...user.change('update', {
		smallest: ({ made: { lastName, email, role } }) => ({
			form: { firstName: 'Matteo' },
			body: { firstName: 'Matteo' },
			kept: { firstName: 'Matteo', lastName, email },
			given: { firstName: 'Matteo', role },
		}),
		fullest: ({ other: { id } }) => ({
			form: { firstName: 'Ana', lastName: 'Ng', email: 'ana@ng.example', roleId: byId(id) },
			body: { firstName: 'Ana', lastName: 'Ng', email: 'ana@ng.example', roleId: id },
			kept: { firstName: 'Ana', lastName: 'Ng', email: 'ana@ng.example' },
			given: { lastName: 'Ng', role: { id } },
		}),
		json: () => ({
			form: '{"lastName": "Ng"}',
			body: { lastName: 'Ng' },
			given: { lastName: 'Ng' },
		}),
	}),
	...user.ends('archive'),
	...user.bothForms('restore', (full) => ({
		localOnly: PARTNERS,
		setUp: archivedUser,
		parameters: ({ made }) => pick('userId', made.id, full),
		received: ({ made }) => [post(`${users}/${made.id}/restore`)],
		kept: ({ made: { id } }) => ({ users: [{ id, archived: false }] }),
		given: ({ made: { id } }) => [{ id, archived: false }],
	})),
	...['smallest', 'fullest', 'json'].map((form) => {
		const body = { phoneNumber: '5105550134', phoneType: 'MOBILE' };
		return user.caseOf('addPhone', form, {
			localOnly: PARTNERS,
			setUp: withUser,
			parameters: ({ made: { id } }) =>
				form === 'json'
					? { userId: byId(id), inputMode: 'json', body }
					: {
							...pick('userId', id, form === 'fullest'),
							...body,
							...optionsIf(form === 'fullest'),
						},
			received: ({ made: { id } }) => [post(`/v3/partner/risk-verifications/${id}/phone`, body)],
			given: () => [{ success: true }],
		});
	}),
];

export const partnerRoleCases: Case[] = [
	...role.bothForms('get', (full) => ({
		setUp: (bill) => bill.first('/v3/roles'),
		parameters: ({ id }) => pick('roleId', id, full),
		received: ({ id }) => [get(`${roles}/${id}`)],
		given: (one) => [one],
	})),
	role.caseOf('getAll', 'smallest', {
		setUp: (bill) => bill.call('GET', '/v3/roles', undefined, { max: 50 }),
		parameters: () => ({}),
		received: () => [get(roles, { max: '50' })],
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
			sort: sortedBy(['createdTime', 'desc'], ['updatedTime', 'asc']),
			options: { filterText: 'createdTime:gt:2020-01-01', timeout: 30 },
		}),
		received: ({ id }) => [
			get(roles, {
				max: '100',
				sort: 'createdTime:desc,updatedTime:asc',
				filters: [
					threeWaysText('id', id),
					alwaysText('createdTime'),
					alwaysText('updatedTime'),
					changedLately(3000)[2],
					'createdTime:gt:2020-01-01',
				].join(','),
			}),
		],
		given: (one) => [one],
	}),
];

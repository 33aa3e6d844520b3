import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import { type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { openOrganization } from '../rules/new-organization.mts';
import { mustHave } from '../state/members.mts';
import { ADDRESS, checkAddress } from './address.mts';

/** Uppercase values; the examples show some of them: https://developer.bill.com/reference/createorganization. */
const word = is.matching('^[A-Z_]+$');

/** Of the fields that a partner's lists can be filtered and sorted by, only `id` and `createdTime` are known. */
const organizations = resource({
	name: 'organizations',
	path: '/v3/partner/organizations',
	operations: ['list', 'create'],
	fields: {
		name: is.text(100),
		address: is.object(ADDRESS),
		mailingAddress: is.object(ADDRESS),
		phone: is.text(),
		companyOwner: is.object({ name: is.text(), dateOfBirth: is.date }),
		taxId: is.text(),
		taxIdType: is.choice('EIN', 'SSN', 'UNDEFINED'),
		industry: is.text(500),
		businessCategory: word,
		accountType: word,
		processingOptions: is.object({
			mailingAddressSameAsPhysical: is.flag,
			individualTransferOut: is.flag,
			individualTransferIn: is.flag,
		}),
	},
	required: ['name', 'address'],
	filters: by.common,
	sort: commonSort,
	make: (body) => ({ archived: false, ...body }),
	check: ({ address, mailingAddress }) => {
		checkAddress('address', address);
		if (mailingAddress) checkAddress('mailingAddress', mailingAddress);
	},
	after: ({ id }, { world }) => void openOrganization(world, id),
});

const roles = resource({
	name: 'roles',
	path: '/v3/partner/roles',
	operations: ['list', 'get'],
	filters: {
		id: by.common.id,
		createdTime: by.common.createdTime,
		updatedTime: by.common.updatedTime,
	},
	sort: commonSort,
});

/** https://developer.bill.com/reference/createpartneruser. The guide requires a last name; the reference does not. */
const users = resource({
	name: 'users',
	path: '/v3/partner/users',
	operations: ['list', 'get', 'create', 'update', 'archive', 'restore'],
	fields: {
		firstName: is.text(),
		lastName: is.text(),
		email: is.email,
		username: is.text(40),
		acceptTermsOfService: is.flag,
		roleId: is.ref('roles'),
		externalReferenceId: is.text(),
	},
	required: ['firstName', 'email', 'username', 'acceptTermsOfService'],
	updateFields: {
		firstName: is.text(),
		lastName: is.text(),
		email: is.email,
		roleId: is.ref('roles'),
	},
	filters: by.common,
	sort: commonSort,
	make: ({ roleId, username, lastName = '', ...body }, { world }) => {
		must(body.acceptTermsOfService, 'acceptTermsOfService', 'must be true');
		must(!username.includes('@'), 'username', 'must not be an email address');
		// Unique in all of BILL, ignoring case.
		const taken = ({ _username }: { _username?: string }) =>
			_username?.toLowerCase() === username.toLowerCase();
		must(!world.everywhere('users').some(taken), 'username', 'is taken');
		const { firstName, email, externalReferenceId } = body;
		const administrator = world.of('roles').first(({ type }) => type === 'ADMINISTRATOR')!.id;
		return {
			...{ firstName, lastName, email, _roleId: roleId ?? administrator },
			...{ _username: username, _externalReferenceId: externalReferenceId },
		};
	},
	check: (user) => mustHave(user, 'firstName', 'email'),
	change: (user, { roleId, ...members }) => ({
		...user,
		...members,
		_roleId: roleId ?? user._roleId,
	}),
	show: (user, { world }) => {
		const { id, type, description } = world.of('roles').get(user._roleId);
		return { ...user, role: { id, type, description } };
	},
});

/** https://developer.bill.com/reference/updateorgpartnerpriceplan */
const pricePlan = route({
	method: 'PATCH',
	path: '/v3/partner/organizations/:organizationId/price-plan',
	needs: 'partner',
	body: is.object(
		{
			pricePlanType: is.choice(
				...['PricePlan1', 'PricePlan2', 'PricePlan3', 'PricePlan4', 'PricePlan5'],
			),
		},
		['pricePlanType'],
	),
	handle: ({ world, params: { organizationId }, body }) => {
		world.of('organizations').get(organizationId);
		const plans = world.within(organizationId).of('pricePlans');
		plans.save({ ...plans.all()[0], _type: body.pricePlanType });
		return { status: 'SUCCESS' };
	},
});

/**
 * The phone number of a user, for BILL's risk verification of the organization:
 * https://developer.bill.com/reference/createphone.
 */
const riskPhone = route({
	method: 'POST',
	path: '/v3/partner/risk-verifications/:userId/phone',
	needs: 'partner+organization',
	body: is.object(
		{
			phoneNumber: is.matching('^[+]?[0-9() .-]{7,20}$'),
			phoneType: is.matching('^[A-Z_]+$'), // Only MOBILE is known.
		},
		['phoneNumber', 'phoneType'],
	),
	handle: ({ world, params: { userId }, body }) => {
		const { archived } = world.of('users').get(userId);
		if (archived) throw BillError.invalid('userId', 'the user is archived');
		const checks = world.of('riskVerifications');
		checks.save({ ...checks.all()[0], _phone: body });
	},
});

const ofPartner = (needs: Route['needs']) => (each: Route) => ({ ...each, needs });

/** What a partner can do with the organizations it has created. It sees no other organizations. */
export const partnerRoutes: Route[] = [
	...resourceRoutes(organizations).map(ofPartner('partner')),
	pricePlan,
	...[users, roles].flatMap(resourceRoutes).map(ofPartner('partner+organization')),
	riskPhone,
];

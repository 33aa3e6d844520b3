import { answerPage, pageQuery } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError } from '../errors/bill-error.mts';
import { requireAdministrator } from '../rules/administrator.mts';
import { withoutInternals } from '../state/members.mts';
import { ADDRESS, checkAddress } from './address.mts';
import { ownOrganization } from './organizations.mts';

/** Some of BILL's industries. The full list is not known. */
const INDUSTRIES = [
	...['Accounting', 'Advertising', 'Construction', 'Education', 'Food and Beverage', 'Health Care'],
	...['Hospitality', 'Import and Export', 'Legal', 'Manufacturing', 'Non-Profit', 'Real Estate'],
	...['Retail', 'Software', 'Transportation', 'Wholesale'],
];

/** Uppercase values. The examples show one of each: INDIVIDUAL and EMPLOYEE_OR_INDIVIDUAL. */
const word = is.matching('^[A-Z_]+$');

/** https://developer.bill.com/reference/updateorganization */
const organization = resource({
	name: 'organizations',
	path: '/v3/organizations',
	operations: ['get', 'update'],
	scope: ({ session: { organizationId } }) => ({
		key: organizationId,
		holds: ({ id }) => id === organizationId,
	}),
	fields: {
		name: is.text(),
		address: is.object(ADDRESS),
		mailingAddress: is.object(ADDRESS),
		phone: is.text(),
		companyOwner: is.object({ name: is.text(), dateOfBirth: is.date }),
		taxId: is.text(),
		taxIdType: is.choice('SSN', 'EIN'),
		industry: is.choice(...INDUSTRIES),
		businessCategory: word,
		accountType: word,
		processingOptions: is.object({
			mailingAddressSameAsPhysical: is.flag,
			individualTransferOut: is.flag,
			individualTransferIn: is.flag,
		}),
	},
	check: ({ name, address, mailingAddress }, call) => {
		requireAdministrator(call.world, call.session.userId);
		if (!name) throw BillError.missing('name');
		checkAddress('address', address);
		if (mailingAddress) checkAddress('mailingAddress', mailingAddress);
	},
});

export const organizationRecordRoutes: Route[] = [
	...resourceRoutes(organization),
	{
		method: 'GET',
		path: '/v3/organizations/industries',
		query: pageQuery,
		handle: (call) => answerPage(call, 'industries', INDUSTRIES),
	},
	{
		method: 'GET',
		path: '/v3/organizations/:organizationId/price-plan',
		handle: (call) => {
			ownOrganization(call);
			const [plan] = call.world.of('pricePlans').all();
			const { createdTime: _created, updatedTime: _updated, ...shown } = withoutInternals(plan);
			return shown;
		},
	},
];

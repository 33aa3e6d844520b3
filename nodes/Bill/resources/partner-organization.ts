import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { choice, day, flag, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { cannotBeLookedUp } from '../../core/look-up/way';
import { standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import { BILL_PARTNER } from '../../apis/credentials';
import * as records from '../records';
import { organizationShape } from './organization';
import { addressFields, addressGroup, addressLine2 } from './shared/address';
import { commonFilters } from './shared/filters';
import { taxId } from './shared/numbers';

const { path } = records.partnerOrganization.list;
const id = record('partnerOrganizationId', records.partnerOrganization, { required: true });

/** Only `id` and `createdTime` are known to be used as filters and for sorting, so the whole list is searched. */
const organization = standard(
	{
		one: 'organization',
		many: 'organizations',
		path,
		id,
		shape: organizationShape,
		simplify: [
			'id',
			'name',
			'phone',
			'address.city',
			'address.stateOrProvince',
			'industry',
			'accountType',
			'archived',
			'createdTime',
			'updatedTime',
		],
	},
	{ byTime: false },
);

const ownerDay = day('companyOwner.dateOfBirth', {
	as: 'ownerDateOfBirth',
	label: 'Company Owner Date of Birth',
	eg: '1980-05-17',
});

/**
 * https://developer.bill.com/reference/createorganization. For some members only example values are known; the JSON
 * form accepts any value.
 */
const details: Field[] = [
	choice('accountType', ['BUSINESS', 'EMPLOYEE_OR_INDIVIDUAL']),
	addressLine2('address'),
	choice('businessCategory', ['LLC', 'INDIVIDUAL', 'UNKNOWN', 'UNDEFINED']),
	text('companyOwner.name', {
		as: 'ownerName',
		label: 'Company Owner',
		eg: 'Rosa Lindqvist',
		description: "Needed for BILL's risk verification, together with the date of birth",
	}),
	ownerDay,
	flag('processingOptions.individualTransferIn', {
		description: 'Whether BILL transfers incoming money one payment at a time',
	}),
	flag('processingOptions.individualTransferOut', {
		description: 'Whether BILL transfers outgoing money one payment at a time',
	}),
	text('industry', { eg: 'Book stores', max: 500 }),
	addressGroup('mailingAddress'),
	flag('processingOptions.mailingAddressSameAsPhysical', {
		description: "Whether mail goes to the organization's address",
	}),
	text('phone', { eg: '5105550134', description: "Needed according to BILL's guide" }),
	taxId('taxId'),
	choice('taxIdType', ['EIN', 'SSN', 'UNDEFINED'], { label: 'Tax ID Type' }),
];

export const partnerOrganizationResource: Resource = {
	value: 'partnerOrganization',
	name: 'Partner Organization',
	description: 'Organizations that a partner has created in BILL',
	onlyWith: BILL_PARTNER.credential,
	operations: [
		organization.create({
			action: 'Create an organization of the partner',
			description:
				'Create an organization in BILL. It cannot be deleted. To add its users, use Partner User > Create.',
			fields: [
				required(text('name', { eg: 'Harborview Books Inc.', max: 100 })),
				...addressFields('address', { required: true }),
			],
			optional: { as: 'additionalFields', fields: details },
		}),
		organization.getAll(
			{
				filters: [
					filterBy.flag('archived', ['eq', 'ne'], 'Whether the organization is archived'),
					...commonFilters(records.partnerOrganization),
				],
				sort: ['createdTime', 'updatedTime'],
			},
			{ action: 'Get many organizations of the partner' },
		),
		{
			value: 'updatePricePlan',
			name: 'Update Price Plan',
			action: 'Update the price plan of an organization of the partner',
			description: "Choose one of the partner's price plans for an organization",
			method: 'PATCH',
			path: `${path}/{partnerOrganizationId}/price-plan`,
			fields: [
				id,
				choice(
					'pricePlanType',
					['PricePlan1', 'PricePlan2', 'PricePlan3', 'PricePlan4', 'PricePlan5'].map(
						(value, index) => ({ value, name: `Price Plan ${index + 1}` }),
					),
					{ label: 'Price Plan', required: true },
				),
			],
			lookUp: cannotBeLookedUp('BILL does not show which of these plans an organization has'),
			output: { status: 'string' },
		},
	],
};

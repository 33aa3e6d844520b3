import type { Field } from '../../core/form/field';
import { choice, day, flag, text } from '../../core/form/kinds';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { changed } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import { addressGroup, addressShape } from './shared/address';
import { taxId } from './shared/numbers';

/** https://developer.bill.com/docs/organizations-users; the credential names the organization. */
const PATH = '/v3/organizations/{organizationId}';

export const organizationShape: Shape = {
	...strings('id', 'name', 'phone', 'taxId', 'taxIdType', 'industry', 'businessCategory'),
	archived: 'boolean',
	address: addressShape,
	mailingAddress: addressShape,
	companyOwner: strings('name', 'dateOfBirth'),
	...strings('accountType', 'partnerName', 'createdTime', 'updatedTime'),
	processingOptions: {
		mailingAddressSameAsPhysical: 'boolean',
		individualTransferIn: 'boolean',
		individualTransferOut: 'boolean',
	},
};

const fields: Field[] = [
	text('name', { eg: 'Harborview Books Inc.', max: 100 }),
	text('accountType', {
		eg: 'EMPLOYEE_OR_INDIVIDUAL',
		description: 'The value as Get returns it',
	}),
	addressGroup('address'),
	text('businessCategory', {
		eg: 'INDIVIDUAL',
		description: 'The value as Get returns it',
	}),
	text('companyOwner.name', { as: 'ownerName', label: 'Company Owner', eg: 'Rosa Lindqvist' }),
	day('companyOwner.dateOfBirth', {
		as: 'ownerDateOfBirth',
		label: 'Company Owner Date of Birth',
		eg: '1980-05-17',
	}),
	flag('processingOptions.individualTransferIn', {
		description: 'Whether BILL transfers incoming money one payment at a time',
	}),
	flag('processingOptions.individualTransferOut', {
		description: 'Whether BILL transfers outgoing money one payment at a time',
	}),
	text('industry', {
		eg: 'Book stores',
		max: 500,
		description: 'Get Industries lists the values',
	}),
	addressGroup('mailingAddress'),
	flag('processingOptions.mailingAddressSameAsPhysical', {
		description: "Whether mail goes to the organization's address",
	}),
	text('phone', { eg: '5105550134' }),
	taxId('taxId'),
	choice('taxIdType', ['EIN', 'SSN'], { label: 'Tax ID Type' }),
];

export const organizationResource: Resource = {
	value: 'organization',
	name: 'Organization',
	description: 'The organization in the credential',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get the organization',
			description:
				'Read the name, addresses, owner and tax data of the organization in the credential',
			method: 'GET',
			path: PATH,
			fields: [],
			simplify: [
				'id',
				'name',
				'phone',
				'address.line1',
				'address.city',
				'address.stateOrProvince',
				'industry',
				'businessCategory',
				'accountType',
				'archived',
			],
			output: organizationShape,
		},
		{
			value: 'getIndustries',
			name: 'Get Industries',
			action: 'Get the industries that BILL knows',
			description: 'Read the possible values for the industry of an organization',
			method: 'GET',
			path: '/v3/organizations/industries',
			fields: [],
			output: { industry: 'string' },
			// The list contains plain texts.
			run: async ({ client, request }) => {
				const industries: unknown[] = await client.list(request, { fixedPages: true });
				return industries.map((industry) => ({ json: { industry: String(industry) } }));
			},
		},
		{
			value: 'getPricePlan',
			name: 'Get Price Plan',
			action: 'Get the price plan of the organization',
			description: 'Read the BILL price plan of the organization',
			method: 'GET',
			path: `${PATH}/price-plan`,
			fields: [],
			output: {
				...strings('id', 'name'),
				monthlyPrice: 'number',
				allowTrial: 'boolean',
				priceVariesPerUser: 'boolean',
				planTerms: [
					{
						...strings('type', 'name'),
						...{ tier: 'number', quantity: 'number', price: 'number' },
					},
				],
			},
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update the organization',
			description:
				'Change fields of the organization in the credential; all other fields stay as they are. Requires an administrator.',
			method: 'PATCH',
			path: PATH,
			fields: [],
			optional: { as: 'updateFields', fields },
			jsonForm: true,
			lookUp: changed,
			output: organizationShape,
		},
	],
};

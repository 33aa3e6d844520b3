import type { Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';

/** What an international payment to a vendor needs: https://developer.bill.com/reference/getintlconfig. */
export const vendorConfigurationRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/vendors/configuration/international-payments',
		query: {
			country: is.country,
			billCurrency: is.currency,
			accountType: is.choice('NONE', 'BUSINESS', 'PERSON'),
		},
		requiredQuery: ['country', 'billCurrency', 'accountType'],
		handle: ({ query }) => configuration(query.country),
	},
	{
		method: 'GET',
		path: '/v3/vendors/:id/configuration',
		handle: ({ world, params }) => ({
			internationalPayments: configuration(world.of('vendors').get(params.id).address.country),
		}),
	},
];

function configuration(country: string | undefined) {
	const foreign = country !== 'US';
	return {
		paymentPurpose: {
			required: foreign,
			type: 'CODE',
			codes: foreign
				? [
						{ name: 'Goods', value: 'GOODS' },
						{ name: 'Services', value: 'SERVICES' },
					]
				: [],
		},
		validations: {
			fields: [
				{
					name: 'accountNumber',
					description: foreign ? 'IBAN or account number' : 'Account number',
					regularExpression: '^[A-Za-z0-9]{4,34}$',
					required: true,
				},
			],
		},
	};
}

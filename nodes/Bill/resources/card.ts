import { filterBy } from '../../core/form/filters';
import { choice, flag, text } from '../../core/form/kinds';
import { keptIfChanged } from '../../core/form/meant-filters';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import type { Resource } from '../../core/run/operation';
import * as records from '../records';

/** https://developer.bill.com/docs/funding-accounts */
const CARDS = '/v3/funding-accounts/cards';

const id = record('cardAccountId', records.cardAccount, { required: true });

const cardShape: Shape = {
	...strings('id', 'brand', 'last4', 'issuingBankName', 'nameOnAccount', 'status', 'type'),
	archived: 'boolean',
	expiration: strings('year', 'month'),
	default: {
		payables: 'boolean',
		receivables: 'boolean',
		funding: 'boolean',
		disbursement: 'boolean',
	},
	...strings('createdBy', 'createdTime', 'updatedTime'),
};

export const cardAccountResource: Resource = {
	value: 'cardAccount',
	name: 'Card Account',
	description: 'Credit and debit cards you can pay bills with',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get a card account',
			description: 'Read one card account by its ID',
			method: 'GET',
			path: `${CARDS}/{cardAccountId}`,
			fields: [id],
			output: cardShape,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many card accounts',
			description:
				'Read the card accounts that the user in the credential is verified or nominated for',
			method: 'GET',
			path: CARDS,
			fields: [
				choice(
					'cardUserStatus',
					[
						{ value: 'VERIFIED', name: 'Verified' },
						{ value: 'NOMINATED', name: 'Nominated' },
					],
					{ label: 'Your Status', required: true },
				),
			],
			list: { paged: false, member: 'cards', filters: [keptIfChanged] },
			output: cardShape,
		},
		{
			value: 'getRates',
			name: 'Get Rates',
			action: 'Get the rates of card payments',
			description: 'Read the rates BILL charges for payments by credit and debit card',
			method: 'GET',
			path: CARDS,
			fields: [
				choice('cardUserStatus', ['VERIFIED', 'NOMINATED'], {
					label: 'Your Status',
					required: true,
				}),
			],
			output: {
				defaultCardAccountId: 'string',
				funding: { creditCardRate: 'number', debitCardRate: 'number' },
			},
			run: async ({ client, request }) => {
				const answer = (await client.send(request)) as { rates?: Record<string, string> };
				return [{ json: answer.rates ?? {} }];
			},
		},
		{
			value: 'getUsers',
			name: 'Get Users',
			action: 'Get the users of card accounts',
			description: 'Read who may pay with which card account',
			method: 'GET',
			path: `${CARDS}/users`,
			fields: [],
			optional: {
				as: 'additionalFields',
				fields: [
					flag('currentUser', {
						description: 'Whether to read only the entries of the user in the credential',
					}),
				],
			},
			list: {
				paged: true,
				// BILL does not document by which members; these are the members of the entries, which have no ID and no times.
				filters: [
					filterBy.flag('archived', ['eq', 'ne'], 'Whether the entry is archived'),
					filterBy.record('cardAccountId', ['eq', 'ne', 'in'], records.cardAccount),
					filterBy.record('userId', ['eq', 'ne', 'in'], records.user),
				],
				sort: ['archived'],
			},
			output: { ...strings('cardAccountId', 'userId', 'verificationStatus'), archived: 'boolean' },
		},
		{
			value: 'getFundingPurposes',
			name: 'Get Funding Purposes',
			action: 'Get the funding purposes of a card',
			description:
				'Read the funding purposes to choose from when you pay a vendor with this brand of card',
			method: 'GET',
			path: `${CARDS}/funding-purposes`,
			fields: [
				record('vendorId', records.vendor, { required: true }),
				text('brand', {
					eg: 'AMEX',
					required: true,
					description: 'Brand of the card, as Get Many shows it',
				}),
			],
			// Documented as a page, but the request has no paging parameter.
			list: { paged: false },
			output: { category: 'string', subCategories: ['string'] },
		},
	],
};

export const apCardResource: Resource = {
	value: 'apCard',
	name: 'AP Card',
	description: 'Cards that BILL issues to pay vendors',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many AP cards',
			description: 'Read the AP cards of the organization with balance and limit',
			method: 'GET',
			path: '/v3/funding-accounts/ap-cards',
			fields: [],
			list: { paged: false, filters: [keptIfChanged] },
			output: {
				...strings('id', 'status', 'nameOnAccount', 'createdTime', 'updatedTime'),
				...{ balance: 'number', limit: 'number' },
			},
		},
	],
};

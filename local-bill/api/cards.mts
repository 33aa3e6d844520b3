import * as by from '../engine/filters.mts';
import { answerList, answerPage, listQuery } from '../engine/list.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { withoutInternals } from '../state/members.mts';
import type { CardAccountUser } from '../state/records/organization.mts';

const PURPOSES = [
	{ category: 'Inventory and materials', subCategories: ['Raw materials', 'Finished goods'] },
	{ category: 'Professional services', subCategories: ['Accounting', 'Consulting', 'Legal'] },
	{ category: 'Rent and utilities', subCategories: ['Office rent', 'Warehouse rent', 'Power'] },
];

/**
 * Cards that can fund payments, AP cards, and which funding the organization and the user may use:
 * https://developer.bill.com/reference/listpayablecardaccounts.
 */
export const cardRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/funding-accounts/cards',
		query: { cardUserStatus: is.choice('VERIFIED', 'NOMINATED') },
		requiredQuery: ['cardUserStatus'],
		handle: cards,
	},
	{
		method: 'GET',
		path: '/v3/funding-accounts/cards/:id',
		handle: ({ world, params }) => withoutInternals(world.of('cardAccounts').get(params.id)),
	},
	{
		method: 'GET',
		path: '/v3/funding-accounts/cards/users',
		query: { ...listQuery, currentUser: is.queryFlag },
		handle: usersOfCards,
	},
	{
		method: 'GET',
		path: '/v3/funding-accounts/cards/funding-purposes',
		query: { vendorId: is.text(), brand: is.text() },
		requiredQuery: ['vendorId', 'brand'],
		handle: (call) => {
			call.world.of('vendors').get(call.query.vendorId);
			return answerPage(call, 'card funding purposes', PURPOSES);
		},
	},
	{
		method: 'GET',
		path: '/v3/funding-accounts/ap-cards',
		handle: ({ world }) => world.of('apCards').all().map(withoutInternals),
	},
	{
		method: 'GET',
		path: '/v3/funding-accounts/permissions',
		handle: () => ({
			organization: {
				card: { payByCard: true, fundingEnabled: true, amexAllowed: true },
				wallet: { fundingEnabled: true },
			},
			user: { payOnline: true },
		}),
	},
];

/** Not paged. Returns the cards for which the session's user has that status. */
function cards({ world, session, query }: Call) {
	const ids = world
		.of('cardAccountUsers')
		.all()
		.filter((user) => user.userId === session.userId && !user.archived)
		.filter((user) => user.verificationStatus === query.cardUserStatus)
		.map((user) => user.cardAccountId);
	const found = ids.map((id) => world.of('cardAccounts').get(id));
	return {
		rates: {
			defaultCardAccountId: found.find((card) => card.default?.funding)?.id,
			funding: { creditCardRate: 2.9, debitCardRate: 2.9 },
		},
		cards: found.map(withoutInternals),
	};
}

function usersOfCards(call: Call) {
	const { userId } = call.session;
	return answerList(
		call,
		call.world.of('cardAccountUsers'),
		// Filters and sort fields are the fields of the entries: no page of BILL lists them.
		{
			filters: {
				archived: by.common.archived,
				cardAccountId: by.exact('eq', 'ne', 'in'),
				userId: by.exact('eq', 'ne', 'in'),
			},
			sort: ['archived'],
		},
		({ cardAccountId, userId: user, archived, verificationStatus }: CardAccountUser) => ({
			...{ cardAccountId, userId: user, archived, verificationStatus },
		}),
		call.query.currentUser === 'true'
			? { key: userId, holds: (user: CardAccountUser) => user.userId === userId }
			: undefined,
	);
}

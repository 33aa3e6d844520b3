import { answerConnection, byIds, sortedQuery } from '../../engine/connection.mts';
import * as by from '../../engine/filters.mts';
import type { Call, Route } from '../../engine/route.mts';
import * as is from '../../engine/schema.mts';
import { BillError, must } from '../../errors/bill-error.mts';
import { activeBudget, checkSharing } from '../../rules/spend-budgets.mts';
import { activeSpendUser } from '../../rules/spend-users.mts';
import { clean } from '../../state/members.mts';
import type { SpendCard } from '../../state/records/spend.mts';
import type { World } from '../../state/world.mts';
import { spendRoute } from './route.mts';

const STATUSES = ['ACTIVATED', 'NOT_ACTIVATED', 'FROZEN', 'DELETED'];
const TYPES = ['PHYSICAL', 'VIRTUAL_MEMBER', 'VIRTUAL_VENDOR'];

const fields = {
	name: is.text(),
	budgetId: is.ref('spendBudgets'),
	limit: is.notNegative,
	recurringLimit: is.notNegative,
	expirationDate: is.date,
	shareBudgetFunds: is.flag,
};
const whole = is.object({ ...fields, userId: is.ref('spendUsers') }, [
	...(['name', 'userId', 'budgetId'] as const),
]);
const patch = is.object({ ...fields, recurring: is.flag });

/**
 * https://developer.bill.com/reference/listcards and related pages. Anything that leads to a card's number is left
 * out.
 */
export const spendCardRoutes: Route[] = [
	spendRoute({
		method: 'GET',
		path: '/cards',
		query: sortedQuery,
		handle: (call) =>
			answerConnection(
				call,
				call.world.of('spendCards').all(),
				{
					filters: {
						status: by.choice(STATUSES, 'eq'),
						budgetIds: byIds('spendBudgets', ({ budgetId }) => [budgetId]),
						cardIds: byIds('spendCards', ({ id }) => [id]),
						userIds: byIds('spendUsers', ({ userId }) => [userId]),
						types: { ...by.choice(TYPES, 'eq', 'in'), of: ({ type }) => [type] },
					},
					sort: {
						name: ({ name }) => name,
						lastFour: ({ lastFour }) => lastFour,
						status: ({ status }) => status,
					},
				},
				(card) => showCard(call.world, card),
			),
	}),
	spendRoute({ method: 'POST', path: '/cards', body: whole, handle: create }),
	spendRoute({
		method: 'GET',
		path: '/cards/:cardId',
		handle: ({ world, params }) => showCard(world, world.of('spendCards').get(params.cardId)),
	}),
	spendRoute({ method: 'PATCH', path: '/cards/:cardId', body: patch, handle: update }),
	spendRoute({
		method: 'DELETE',
		path: '/cards/:cardId',
		query: { reason: is.choice('CANCELLED', 'LOST', 'STOLEN', 'MISPLACED') },
		handle: ({ world, params, query }) => {
			const card = livingCard(world, params.cardId);
			const deletedReason = query.reason ?? 'CANCELLED';
			world.of('spendCards').save({ ...card, status: 'DELETED', deletedReason });
		},
	}),
	// Freezing a frozen card changes nothing: not documented.
	spendRoute({
		method: 'POST',
		path: '/cards/:cardId/freeze',
		handle: ({ world, params }) => {
			const card = livingCard(world, params.cardId);
			return showCard(world, world.of('spendCards').save({ ...card, status: 'FROZEN' }));
		},
	}),
	spendRoute({
		method: 'POST',
		path: '/cards/:cardId/unfreeze',
		handle: ({ world, params }) => {
			const card = livingCard(world, params.cardId);
			const status = card.status === 'FROZEN' ? 'ACTIVATED' : card.status;
			return showCard(world, world.of('spendCards').save({ ...card, status }));
		},
	}),
];

function create({ world, body }: Call<is.Value<typeof whole>>) {
	const { limit, ...members } = body;
	const shareBudgetFunds = body.shareBudgetFunds ?? limit === undefined;
	check(world, { ...members, limit });
	const made = world.of('spendCards').add(
		clean({
			...members,
			shareBudgetFunds,
			userId: activeSpendUser(world, body.userId).id,
			budgetId: activeBudget(world, body.budgetId).id,
			lastFour: String(4000 + world.of('spendCards').size * 7).slice(-4),
			validThru: validThru(world),
			status: 'ACTIVATED',
			type: 'VIRTUAL_VENDOR',
			recurring: body.recurringLimit !== undefined,
			currentPeriod: { limit, spent: 0 },
		}),
	);
	return showCard(world, made);
}

function update({ world, params, body }: Call<is.Value<typeof patch>>) {
	const { limit, ...members } = body;
	const before = livingCard(world, params.cardId);
	check(world, body);
	const changed = clean({
		...before,
		...members,
		budgetId: body.budgetId ? activeBudget(world, body.budgetId).id : before.budgetId,
		currentPeriod: before.currentPeriod && {
			...before.currentPeriod,
			limit: limit ?? before.currentPeriod.limit,
		},
	});
	if (body.shareBudgetFunds) {
		delete changed.recurringLimit;
		delete changed.currentPeriod?.limit;
	}
	return showCard(world, world.of('spendCards').save(changed));
}

/** As with members, a card that shares the funds of its budget has no limits of its own (inferred). */
function check(world: World, card: is.Value<typeof patch>): void {
	if (card.shareBudgetFunds) checkSharing(card);
	if (!card.expirationDate) return;
	must(card.expirationDate >= world.clock.today(), 'expirationDate', 'is in the past');
}

function livingCard(world: World, id: string): SpendCard {
	const card = world.of('spendCards').get(id);
	if (card.status === 'DELETED') throw BillError.invalid('cardId', 'The card is deleted');
	return card;
}

/** Four years from now, as printed on the card (MM/YY). */
function validThru(world: World): string {
	const [year, month] = world.clock.today().split('-');
	return `${month}/${Number(year.slice(2)) + 4}`;
}

function showCard(world: World, card: SpendCard) {
	const { id, uuid, name, userId, budgetId, lastFour, validThru, expirationDate } = card;
	const { status, deletedReason, type, shareBudgetFunds, recurring, recurringLimit } = card;
	const { currentPeriod, createdTime, updatedTime } = card;
	return {
		...{ id, uuid, name, userId, userUuid: world.of('spendUsers').get(userId).uuid },
		...{ budgetId, budgetUuid: budgetId && world.of('spendBudgets').get(budgetId).uuid },
		...{ lastFour, validThru, expirationDate, status, deletedReason, type, shareBudgetFunds },
		...{ recurring, recurringLimit, currentPeriod, createdTime, updatedTime },
	};
}

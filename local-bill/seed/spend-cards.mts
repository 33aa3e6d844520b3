import type { SpendCard } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { budgetNamed } from './spend-budgets.mts';
import { spender } from './spend-users.mts';

type Row = [
	name: string,
	type: string,
	user: string,
	budget: string,
	lastFour: string,
	status?: string,
];

/** Two are physical cards, which have neither name nor budget. */
const rows: Row[] = [
	['Ad network', 'VIRTUAL_VENDOR', 'Fay', 'Marketing', '4021'],
	['Cloud hosting', 'VIRTUAL_VENDOR', 'Ana', 'Software', '4188'],
	['Design tools', 'VIRTUAL_VENDOR', 'Gil', 'Software', '4355'],
	['Booth builder', 'VIRTUAL_VENDOR', 'Gil', 'Trade show', '4512'],
	['Print shop', 'VIRTUAL_VENDOR', 'Fay', 'Marketing', '4677', 'FROZEN'],
	['Old newsletter', 'VIRTUAL_VENDOR', 'Bo', 'Marketing', '4801', 'DELETED'],
	['Ed Travel', 'VIRTUAL_MEMBER', 'Ed', 'Travel', '5120'],
	['Ed Meals', 'VIRTUAL_MEMBER', 'Ed', 'Meals', '5244'],
	['Hu Warehouse', 'VIRTUAL_MEMBER', 'Hu', 'Warehouse', '5368'],
	['Hu Travel', 'VIRTUAL_MEMBER', 'Hu', 'Travel', '5493', 'NOT_ACTIVATED'],
	['', 'PHYSICAL', 'Ana', '', '6017'],
	['', 'PHYSICAL', 'Ed', '', '6142'],
];

export function seedSpendCards(world: World, time: (daysAgo: number) => string): void {
	rows.forEach(([name, type, user, budget, lastFour, status = 'ACTIVATED'], i) => {
		const plastic = type === 'PHYSICAL';
		world.of('spendCards').add({
			...(!plastic && { name, budgetId: budgetNamed(world, budget).id }),
			...{ userId: spender(world, user).id, type, lastFour, status },
			validThru: `0${(i % 9) + 1}/29`,
			// A card whose expiration date was yesterday.
			...(name === 'Design tools' && { expirationDate: time(1).slice(0, 10) }),
			...(status === 'DELETED' && { deletedReason: 'CANCELLED' }),
			shareBudgetFunds: plastic || type === 'VIRTUAL_MEMBER',
			recurring: type === 'VIRTUAL_VENDOR',
			...(type === 'VIRTUAL_VENDOR' && { recurringLimit: 250 * (i + 1) }),
			...(!plastic && {
				currentPeriod: {
					...(type === 'VIRTUAL_VENDOR' && { limit: 250 * (i + 1) }),
					spent: 40 * i,
				},
			}),
			createdTime: time(270 - i),
		});
	});
}

/** The card with those last four digits. */
export function cardEnding(world: World, lastFour: string): SpendCard {
	return world.of('spendCards').first((card) => card.lastFour === lastFour)!;
}

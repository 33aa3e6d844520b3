import type { SpendTransaction } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { budgetNamed } from './spend-budgets.mts';
import { cardEnding } from './spend-cards.mts';
import { fieldNamed, filledWith } from './spend-custom-fields.mts';
import { receiptFile } from './spend-receipts.mts';

/** A row of the seed. Everything else has the values of a typical transaction. */
export interface Purchase extends Partial<SpendTransaction> {
	merchant: string;
	amount: number;
	card: string;
	/** The first budget with that name; default: the budget of the card. */
	budget?: string;
	daysAgo: number;
	category?: string;
	withReceipt?: boolean;
}

interface Shop {
	merchant: string;
	raw: string;
	code: string;
	card: string;
	budget: string;
	category: string;
	city: string;
}

export const shops: Shop[] = [
	shop('Bluebird Ads', 'BLUEBIRD ADS* 8841', '7311', '4021', 'Marketing', 'Advertising', 'Denver'),
	shop('Stratus Hosting', 'STRATUSHOST.EXAMPLE', '7372', '4188', 'Software', 'Software', 'Austin'),
	shop('Penline Studio', 'PENLINE STUDIO INC', '5734', '4355', 'Software', 'Software', 'Boise'),
	shop('Ridge Expo Services', 'RIDGE EXPO SVCS', '7999', '4512', 'Trade show', 'Events', 'Provo'),
	shop('Juniper Air', 'JUNIPER AIR 0042', '4511', '5120', 'Travel', 'Travel', 'Denver'),
	shop('Corner Table', 'TST* CORNER TABLE', '5812', '5244', 'Meals', 'Meals', 'Ogden'),
	shop('Peak Hardware', 'PEAK HARDWARE #118', '5251', '5368', 'Warehouse', 'Hardware', 'Ogden'),
	shop('Lodge on Main', 'LODGE ON MAIN', '7011', '6142', 'Travel', 'Lodging', 'Moab'),
	shop('Sunrise Fuel', 'SUNRISE FUEL 55', '5541', '6017', 'Executive', 'Fuel', 'Provo'),
];

function shop(...parts: string[]): Shop {
	const [merchant, raw, code, card, budget, category, city] = parts;
	return { merchant, raw, code, card, budget, category, city };
}

/** Adds a transaction of the seed. */
export function addPurchase(
	world: World,
	time: (daysAgo: number) => string,
	{ merchant, card: lastFour, budget, daysAgo, category, withReceipt, ...members }: Purchase,
): SpendTransaction {
	const known = shops.find((each) => each.merchant === merchant);
	const { code, city, raw } = known ?? { ...shops[0], raw: merchant.toUpperCase() };
	const card = cardEnding(world, lastFour);
	const occurredTime = time(daysAgo);
	const memo = fieldNamed(world, 'Memo').id;
	return world.of('spendTransactions').add({
		...{ transactionType: 'CLEAR', transactedAmount: members.amount, fees: 0 },
		...{ foreignExchangeFee: 0, isCredit: members.amount < 0, merchantName: merchant },
		...{ rawMerchantName: raw, merchantCategoryCode: code, userId: card.userId, cardId: card.id },
		merchantLocation: { city, state: city === 'Denver' ? 'CO' : 'UT', country: 'US' },
		budgetId: budget ? budgetNamed(world, budget).id : card.budgetId!,
		...{ cardPresent: card.type === 'PHYSICAL', occurredTime, authorizedTime: occurredTime },
		...{ childTransactionIds: [], isLocked: false, isReconciled: false },
		receiptStatus: withReceipt ? 'ATTACHED' : 'NOT_ATTACHED',
		receiptSyncStatus: withReceipt ? 'NOT_SYNCED' : 'NO_ATTACHMENTS',
		receipts: withReceipt ? [receiptFile(world, 'transaction', `${merchant} receipt.png`)] : [],
		customFields: category
			? [
					filledWith(world, 'Category', category),
					...(category === 'Travel' ? [{ fieldId: memo, note: 'Trip', valueIds: [] }] : []),
				]
			: [],
		...{ reviewRequired: false, reviewers: [], reviews: [], syncStatus: 'NOT_SYNCED' },
		pointsAwarded: Math.max(0, Math.floor(members.amount)),
		createdTime: occurredTime,
		...members,
	});
}

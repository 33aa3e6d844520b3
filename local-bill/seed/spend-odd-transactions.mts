import type { SpendTransaction } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { filledWith } from './spend-custom-fields.mts';
import { spender } from './spend-users.mts';
import type { Purchase } from './spend-purchase.mts';

type Add = (purchase: Purchase) => SpendTransaction;

/** Unusual purchases: each is a case that programs often get wrong. */
export function oddTransactions(world: World, add: Add): void {
	notCleared(add);
	givenBack(world, add);
	abroad(add);
	split(world, add);
	alike(add);
	underReview(world, add);
}

/** Pending purchases, and declined ones for two reasons. */
function notCleared(add: Add): void {
	const pending = { transactionType: 'AUTHORIZATION' };
	add({ ...pending, merchant: 'Bluebird Ads', card: '4021', amount: 240, daysAgo: 0.2 });
	add({ ...pending, merchant: 'Stratus Hosting', card: '4188', amount: 49, daysAgo: 0.4 });
	add({ ...pending, merchant: 'Corner Table', card: '5244', amount: 38.2, daysAgo: 0.6 });
	const declined = { transactionType: 'DECLINE', pointsAwarded: 0 };
	add({
		...{ ...declined, merchant: 'Juniper Air', card: '5120', amount: 1890, daysAgo: 6 },
		declineReason: 'The charge exceeds the maximum transaction size of the budget.',
		declineInternalReasonCode: 'MAX_TRANSACTION_SIZE',
	});
	add({
		...{ ...declined, merchant: 'Print Harbor', card: '4677', amount: 95, daysAgo: 9 },
		declineReason: 'The card is frozen.',
		declineInternalReasonCode: 'CARD_FROZEN',
	});
}

/** A purchase that was reversed before it cleared, and one that was refunded afterwards. */
function givenBack(world: World, add: Add): void {
	const lodge = { merchant: 'Lodge on Main', card: '6142', budget: 'Travel' };
	const auth = { ...lodge, transactionType: 'AUTHORIZATION' };
	const taken = add({ ...auth, amount: 312.5, daysAgo: 12 });
	add({ ...auth, amount: -312.5, daysAgo: 11.5, originalAuthTransactionId: taken.id });
	const studio = { merchant: 'Penline Studio', card: '4355', category: 'Software' };
	add({ ...studio, amount: 129, daysAgo: 33, withReceipt: true, syncStatus: 'SYNCED' });
	add({ ...studio, amount: -129, daysAgo: 21, syncStatus: 'PENDING' });
	// A value that is no longer offered stays on the old transaction.
	add({
		...{ merchant: 'Peak Hardware', card: '5368', amount: 64.9, daysAgo: 84, withReceipt: true },
		customFields: [
			filledWith(world, 'Category', 'Hardware'),
			filledWith(world, 'Project', 'Lakeside pop-up'),
		],
	});
	add({
		...{ merchant: 'Card fee', card: '6017', budget: 'Executive', amount: 15, daysAgo: 40 },
		...{ transactionType: 'OTHER', category: 'Bank fees', pointsAwarded: 0 },
	});
}

/** Foreign currencies with two decimals and with none. */
function abroad(add: Add): void {
	add({
		...{ merchant: 'Hotel am Markt', card: '6142', budget: 'Travel', amount: 556.38 },
		...{ daysAgo: 17, category: 'Lodging', withReceipt: true, syncStatus: 'SYNCED' },
		...{ transactedAmount: 545.47, fees: 10.91, foreignExchangeFee: 10.91 },
		rawMerchantName: 'HOTEL AM MARKT 80331',
		merchantLocation: { city: 'Munich', postalCode: '80331', country: 'DE' },
		currencyData: {
			...{ exchangeRate: 1.0909, exponent: 2, originalCurrencyAmount: '50000' },
			...{ originalCurrencyCode: 'EUR', symbol: '€' },
		},
	});
	add({
		...{ merchant: 'Sakura Paper', card: '4021', amount: 82.11, daysAgo: 24, category: 'Printing' },
		rawMerchantName: 'SAKURA PAPER KK TOKYO',
		...{ transactedAmount: 80.5, fees: 1.61, foreignExchangeFee: 1.61 },
		merchantLocation: { city: 'Tokyo', country: 'JP' },
		currencyData: {
			...{ exchangeRate: 0.00671, exponent: 0, originalCurrencyAmount: '12000' },
			...{ originalCurrencyCode: 'JPY', symbol: '¥' },
		},
	});
}

/** A purchase split between two budgets. The parts do not appear in lists. */
function split(world: World, add: Add): void {
	const whole = { merchant: 'Ridge Expo Services', card: '4512', daysAgo: 14 };
	const parent = add({ ...whole, amount: 900, withReceipt: true, category: 'Events' });
	const part = { ...whole, parentTransactionId: parent.id, category: 'Events' };
	const children = [
		add({ ...part, amount: 600 }),
		add({ ...part, amount: 300, budget: 'Marketing' }),
	];
	const childTransactionIds = children.map(({ id }) => id);
	world.of('spendTransactions').put({ ...parent, childTransactionIds });
}

/** Two identical purchases, which not even a receipt can tell apart, and a merchant name that nobody recognizes. */
function alike(add: Add): void {
	const lunch = { merchant: 'Corner Table', card: '5244', amount: 42.75, category: 'Meals' };
	add({ ...lunch, daysAgo: 5 });
	add({ ...lunch, daysAgo: 5 });
	add({
		...{ merchant: 'Old Mill Bakery', card: '5244', amount: 18.4, daysAgo: 8 },
		rawMerchantName: 'SQ *OLD MILL BAKERY & COFFEE ROASTERS LLC SALT LAKE CITY UT 84101',
	});
}

/** Locked, with a missing receipt, disputed, and waiting for other people. */
function underReview(world: World, add: Add): void {
	const travel = { card: '5120', merchant: 'Juniper Air', category: 'Travel' };
	add({ ...travel, amount: 418.6, daysAgo: 61, isLocked: true, withReceipt: true });
	add({ ...travel, amount: 27, daysAgo: 30, receiptStatus: 'MISSING' });
	add({ ...travel, amount: 640, daysAgo: 19, disputeStatus: 'SUBMITTED', withReceipt: true });
	const reviewer = { approverType: 'BUDGET_OWNER', userId: spender(world, 'Bo').id };
	const reviewed = { ...travel, reviewRequired: true, withReceipt: true };
	add({
		...{ ...reviewed, amount: 233.15, daysAgo: 10 },
		reviewers: [{ ...reviewer, status: 'WAITING' }],
	});
	const daysAgo = 26;
	const createdTime = '2026-01-15T10:00:00.000+00:00';
	const review = { id: 'rev-1', reviewerId: reviewer.userId, createdTime };
	add({
		...{ ...reviewed, amount: 511.2, daysAgo },
		reviewers: [{ ...reviewer, status: 'APPROVED', reviewedTime: createdTime }],
		reviews: [{ ...review, isApproved: true }],
	});
	add({
		...{ ...reviewed, amount: 74.3, daysAgo: daysAgo + 2 },
		reviewers: [{ ...reviewer, status: 'DENIED', reviewedTime: createdTime }],
		reviews: [{ ...review, id: 'rev-2', isApproved: false, note: 'Private trip' }],
	});
}

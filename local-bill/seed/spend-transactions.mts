import type { World } from '../state/world.mts';
import { oddTransactions } from './spend-odd-transactions.mts';
import { addPurchase, type Purchase, shops } from './spend-purchase.mts';

/** Regular purchases: authorized, and cleared a day later as a second transaction. */
const PLAIN = 54;
const SYNC = ['SYNCED', 'PENDING', 'NOT_SYNCED', 'ERROR', 'MANUAL_SYNCED'];

/** Ninety days of purchases. */
export function seedSpendTransactions(world: World, time: (daysAgo: number) => string): void {
	const add = (purchase: Purchase) => addPurchase(world, time, purchase);
	for (let i = 0; i < PLAIN; i += 1) {
		const { merchant, card, budget, category } = shops[i % shops.length];
		const amount = 14 + ((i * 37) % 290) + ((i * 13) % 100) / 100;
		const daysAgo = 89 - i * 1.55;
		const syncStatus = SYNC[i % SYNC.length];
		const auth = add({ merchant, card, budget, amount, daysAgo, transactionType: 'AUTHORIZATION' });
		const clear = add({
			...{ merchant, card, budget, amount, daysAgo: daysAgo - 1, syncStatus },
			...(syncStatus === 'ERROR' && { syncMessage: 'The category is not mapped to an account.' }),
			authorizedTime: auth.occurredTime,
			originalAuthTransactionId: auth.id,
			isReconciled: i < 12,
			withReceipt: i % 3 !== 2,
			...(i % 4 !== 3 && { category }),
		});
		world.of('spendTransactions').put({ ...auth, matchedClearTransactionId: clear.id });
	}
	oddTransactions(world, add);
}

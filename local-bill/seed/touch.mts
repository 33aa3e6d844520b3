import { addDays } from '../rules/business-days.mts';
import type { Rec } from '../state/collection.mts';
import type { CollectionName, RecordOf } from '../state/records/index.mts';
import type { World } from '../state/world.mts';

interface Touch<R> {
	/** The fields that change. */
	change(record: R, text: string): object;
}

/** A visible change that breaks nothing. No field is common to all kinds of records. */
const touches: { [N in CollectionName]?: Touch<RecordOf<N>> } = {
	vendors: { change: (_record, shortName) => ({ shortName }) },
	invoices: { change: ({ dueDate }) => ({ dueDate: addDays(dueDate, 1) }) },
	bankAccounts: { change: (_record, bankName) => ({ bankName }) },
	cardAccounts: { change: (_record, nameOnAccount) => ({ nameOnAccount }) },
	spendTransactions: { change: (_record, rawMerchantName) => ({ rawMerchantName }) },
	spendReimbursements: { change: (_record, note) => ({ note }) },
	riskVerifications: {
		change: ({ decision }) => ({ decision: decision === 'HOLD' ? 'APPROVE' : 'HOLD' }),
	},
};
const describe: Touch<Rec> = { change: (_record, description) => ({ description }) };

/**
 * Changes the first records of a kind in one transaction. For payments this sends no event, because the status stays
 * the same.
 */
export function touch<N extends CollectionName>(
	world: World,
	name: N,
	count: number,
): Array<RecordOf<N>> {
	const collection = world.of(name);
	const kind: Touch<RecordOf<N>> = touches[name] ?? describe;
	return world.transactions.run(() =>
		collection
			.all()
			.slice(0, count)
			.map((record) =>
				collection.save({ ...record, ...kind.change(record, `Touched ${world.clock.stamp()}`) }),
			),
	);
}

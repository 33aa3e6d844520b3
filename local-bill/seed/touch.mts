import { addDays } from '../rules/business-days.mts';
import type { Rec } from '../state/collection.mts';
import type { CollectionName, World } from '../state/world.mts';

type Change = (record: Rec, text: string) => object;

/** A change that can be seen and breaks nothing. There is no member that all kinds of records share. */
const changes: Partial<Record<CollectionName, Change>> = {
	vendors: (_record, shortName) => ({ shortName }),
	invoices: ({ dueDate }) => ({ dueDate: addDays(dueDate, 1) }),
	bankAccounts: (_record, bankName) => ({ bankName }),
	cardAccounts: (_record, nameOnAccount) => ({ nameOnAccount }),
	riskVerifications: ({ decision }) => ({ decision: decision === 'HOLD' ? 'APPROVE' : 'HOLD' }),
};
const describe: Change = (_record, description) => ({ description });

/** Changes the first records of a kind in one go; of a payment it is no event, for its status stays. */
export function touch(world: World, name: CollectionName, count: number): Rec[] {
	const collection = world.of(name);
	const change = changes[name] ?? describe;
	return world.transactions.run(() =>
		collection
			.all()
			.slice(0, count)
			.map((record) =>
				collection.save({ ...record, ...change(record, `Touched ${world.clock.stamp()}`) }),
			),
	);
}

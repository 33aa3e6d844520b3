import { isDeepStrictEqual } from 'node:util';
import { clean, withoutInternals } from '../state/members.mts';
import type { Rec } from '../state/collection.mts';
import type { CollectionName, World } from '../state/world.mts';
import { notify, type Sender } from './events.mts';
import { entityOfChange } from './payloads.mts';

interface Kind {
	/** What comes before the dot. */
	name: string;
	/** What a new record is called, if it is an event. */
	created?: string;
	/** Archiving is an event of its own, not an update. */
	archivable?: true;
	/** What is looked at: when it differs, the record has been updated. */
	seen(record: Rec): unknown;
}

/**
 * All that can be seen. BILL's pages name some members each that "trigger" an update (of a bill vendorId, amount,
 * invoice number and date; of a bank account archived, status and defaults); their lists are known in part only, so
 * here every member does.
 */
function visible(record: Rec): unknown {
	const { updatedTime: _time, ...rest } = withoutInternals(record);
	return clean(rest);
}

/** What BILL sends events about: https://developer.bill.com/docs/webhooks. There are none about anything else. */
const kinds: Partial<Record<CollectionName, Kind>> = {
	vendors: { name: 'vendor', created: 'created', archivable: true, seen: visible },
	bills: { name: 'bill', created: 'created', archivable: true, seen: visible },
	invoices: { name: 'invoice', created: 'created', archivable: true, seen: visible },
	// "You get payment.updated notifications when the status changes"; there is no payment.created. Whether a payment
	// that was made outside of BILL and is noted there is told of is not said.
	payments: { name: 'payment', created: 'updated', seen: ({ singleStatus }) => singleStatus },
	bankAccounts: { name: 'bank-account', created: 'created', seen: visible },
	cardAccounts: { name: 'card-account', created: 'created', seen: visible },
	// A new check starts with the decision that the last one may have had.
	riskVerifications: { name: 'risk-verification', seen: visible },
};

/** Makes events from what is written. However often one call writes a record, it is one event. */
export function notifyOfChanges(sender: Sender): void {
	const { world } = sender;
	for (const [name, kind] of Object.entries(kinds) as Array<[CollectionName, Kind]>) {
		const open = new Map<string, Rec | undefined>();
		world.of(name).watch(({ id }, before) => {
			if (world.quiet || open.has(id)) return;
			open.set(id, before);
			world.transactions.onUndo(() => open.delete(id));
			world.transactions.afterCommit(() => {
				open.delete(id);
				const record = world.of(name).get(id);
				const event = eventOf(kind, record, before);
				if (!event) return;
				const type = `${kind.name}.${event}`;
				notify(sender, type, () => entityOfChange(world, type, record));
			});
		});
	}
}

function eventOf({ created, archivable, seen }: Kind, record: Rec, before?: Rec) {
	if (!before) return created;
	if (archivable && record.archived !== before.archived) {
		return record.archived ? 'archived' : 'restored';
	}
	return isDeepStrictEqual(seen(record), seen(before)) ? undefined : 'updated';
}

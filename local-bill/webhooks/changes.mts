import { isDeepStrictEqual } from 'node:util';
import type { Rec } from '../state/collection.mts';
import { clean, withoutInternals } from '../state/members.mts';
import type { CollectionName, RecordOf } from '../state/records/index.mts';
import type { World } from '../state/world.mts';
import { type Entity, notify, type Sender } from './events.mts';
import {
	archivedBillEntity,
	bankAccountEntity,
	billEntity,
	cardAccountEntity,
	vendorEntity,
} from './payloads.mts';
import { paymentEntity } from './payment-payload.mts';
import {
	spendChallengeEntity,
	spendReimbursementEntity,
	spendTransactionEntity,
} from './spend-payloads.mts';

interface Kind<R> {
	/** The part of the event type before the dot. */
	name: string;
	/** The event for a new record, if there is one. */
	created?: string;
	/** Archiving has its own event and is not an update. */
	archivable?: true;
	/** Whether the record is still stored but deleted for everyone else, which sends a deleted event. */
	gone?(record: R): boolean;
	/** The part that is compared: if it differs, the record has been updated. */
	seen(record: R): unknown;
	/** The record as the notification shows it, which can differ from the API's response. */
	entity(world: World, record: R, event: string): Entity;
}

/**
 * All visible fields. BILL's pages name some fields that "trigger" an update (of a bill vendorId, amount, invoice
 * number and date; of a bank account archived, status and defaults). Their lists are only partly known, so here every
 * field does.
 */
function visible(record: object): unknown {
	const { updatedTime: _time, ...rest } = withoutInternals(record);
	return clean(rest);
}

/** The kinds of records that BILL sends events about: https://developer.bill.com/docs/webhooks. There are no others. */
const kinds: { [N in CollectionName]?: Kind<RecordOf<N>> } = {
	vendors: {
		...{ name: 'vendor', created: 'created', archivable: true },
		...{ seen: visible, entity: vendorEntity },
	},
	bills: {
		...{ name: 'bill', created: 'created', archivable: true, seen: visible },
		entity: (world, bill, event) =>
			event === 'archived' || event === 'restored'
				? archivedBillEntity(bill)
				: billEntity(world, bill),
	},
	invoices: {
		...{ name: 'invoice', created: 'created', archivable: true, seen: visible },
		// https://developer.bill.com/docs/invoice-webhook-notification-payloads; those for archived and restored are not
		// known.
		entity: (_world, invoice) => withoutInternals(invoice),
	},
	// "You get payment.updated notifications when the status changes"; there is no payment.created. BILL does not say
	// whether it sends one for a payment that was made outside of BILL and only recorded there.
	payments: {
		...{ name: 'payment', created: 'updated' },
		seen: ({ singleStatus }) => singleStatus,
		entity: paymentEntity,
	},
	bankAccounts: {
		...{ name: 'bank-account', created: 'created', seen: visible },
		entity: (_world, account) => bankAccountEntity(account),
	},
	cardAccounts: {
		...{ name: 'card-account', created: 'created', seen: visible },
		entity: (_world, account) => cardAccountEntity(account),
	},
	// A new verification starts with a decision, which may be the same as that of the last one.
	riskVerifications: {
		...{ name: 'risk-verification', seen: visible },
		// https://developer.bill.com/docs/risk-verification-webhook-notification-payloads
		entity: (_world, { decision }) => ({ decision }),
	},
	// A new purchase also sends an update: there is no spend.transaction.created.
	spendTransactions: {
		...{ name: 'spend.transaction', created: 'updated', seen: visible },
		entity: spendTransactionEntity,
	},
	spendReimbursements: {
		...{ name: 'spend.reimbursement', created: 'created', seen: visible },
		gone: ({ retired }) => retired,
		entity: spendReimbursementEntity,
	},
	// The answer to a challenge sends no event.
	spendChallenges: {
		...{ name: 'spend.three-ds-challenge', created: 'created', seen: ({ id }) => id },
		entity: spendChallengeEntity,
	},
};

/** Creates events for writes. If one call writes a record several times, there is one event. */
export function notifyOfChanges(sender: Sender): void {
	const { world } = sender;
	for (const [name, kind] of Object.entries(kinds) as Array<[CollectionName, Kind<Rec>]>) {
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
				notify(sender, `${kind.name}.${event}`, () => kind.entity(world, record, event));
			});
		});
	}
}

function eventOf(kind: Kind<Rec>, record: Rec, before?: Rec) {
	if (!before) return kind.created;
	if (kind.archivable && record.archived !== before.archived) {
		return record.archived ? 'archived' : 'restored';
	}
	if (kind.gone?.(record) && !kind.gone(before)) return 'deleted';
	return isDeepStrictEqual(kind.seen(record), kind.seen(before)) ? undefined : 'updated';
}

import { withoutInternals } from '../state/members.mts';
import type { Rec } from '../state/collection.mts';
import { currentUserId } from '../state/credentials.mts';
import type { World } from '../state/world.mts';
import { masked } from '../rules/masked.mts';
import { connectionOf } from '../rules/network.mts';
import { paymentEntity } from './payment-payload.mts';
import { showVendor } from '../rules/shown-vendor.mts';
import type { Entity } from './events.mts';

const BANK_ACCOUNT = [
	...['id', 'archived', 'accountNumber', 'nameOnAccount', 'routingNumber', 'bankName', 'status'],
	...['createdBy', 'type', 'ownerType', 'createdTime', 'updatedTime', 'default'],
];
const CARD_ACCOUNT = [
	...['id', 'archived', 'createdTime', 'updatedTime', 'createdBy', 'nameOnAccount', 'brand'],
	...['type', 'status', 'last4', 'expiration', 'default'],
];

const shapes: Record<string, (world: World, record: Rec) => Entity> = {
	vendor,
	bill,
	'bill.archived': archivedBill,
	'bill.restored': archivedBill,
	// https://developer.bill.com/docs/invoice-webhook-notification-payloads; those of archived and restored are not known.
	invoice: (_world, record) => withoutInternals(record),
	payment: paymentEntity,
	// https://developer.bill.com/docs/bank-account-webhook-notification-payloads
	'bank-account': (_world, record) =>
		picked(record.accountNumber ? masked(record) : record, BANK_ACCOUNT),
	// https://developer.bill.com/docs/card-account-webhook-notification-payloads
	'card-account': (_world, record) => picked(record, CARD_ACCOUNT),
	// https://developer.bill.com/docs/risk-verification-webhook-notification-payloads
	'risk-verification': (_world, { decision }) => ({ decision }),
};

/** A record as the notification of an event shows it; that is not always how the API answers it. */
export function entityOfChange(world: World, type: string, record: Rec): Entity {
	const shape = shapes[type] ?? shapes[type.slice(0, type.lastIndexOf('.'))];
	return shape(world, record);
}

/**
 * https://developer.bill.com/docs/vendor-webhook-notification-payloads. The same members for all four events; a
 * connected vendor shows its id in the network, a national one under another name.
 */
function vendor(world: World, record: Rec): Entity {
	const { accountNumber, ...shown } = withoutInternals(showVendor(world, record));
	const connection = connectionOf(world, 'vendors', record.id);
	const network: Record<string, string> = {
		CONNECTED: 'paymentNetworkId',
		CONNECTED_RPPS: 'rppsId',
	};
	const idName = network[connection?.status];
	return {
		...shown,
		...(accountNumber !== undefined && { accountNumber: numberIfDigits(accountNumber as string) }),
		...(idName && { [idName]: connection!.networkId }),
	};
}

/** A number in BILL's samples, a text in its API. What happens to a leading zero is not known: such a text stays one. */
function numberIfDigits(text: string): string | number {
	return String(Number(text)) === text ? Number(text) : text;
}

/** https://developer.bill.com/docs/bill-webhook-notification-payloads. The date of the invoice is a moment here, a day in the API. */
function bill(world: World, record: Rec): Entity {
	const { invoiceDate } = record.invoice;
	return {
		...withoutInternals(record),
		invoice: { ...record.invoice, invoiceDate: `${invoiceDate}T00:00:00.000Z` },
		vendorName: world.of('vendors').get(record.vendorId).name,
		// Bills do not keep it: all sessions are of the same user.
		createdBy: currentUserId,
	};
}

/**
 * "The notification provides three bill fields." (https://developer.bill.com/changelog/2025-04-10-webhook-improvements
 * speaks of all fields, and of vendorName, for these two as well. The three are what a receiver can rely on.)
 */
function archivedBill(_world: World, record: Rec): Entity {
	return picked(record, ['id', 'updatedTime', 'archived']);
}

function picked(record: Rec, names: string[]): Entity {
	return Object.fromEntries(names.map((name) => [name, record[name]]));
}

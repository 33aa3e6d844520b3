import { masked } from '../rules/masked.mts';
import { connectionOf } from '../rules/network.mts';
import { showVendor } from '../rules/shown-vendor.mts';
import { currentUserId } from '../state/credentials.mts';
import { withoutInternals } from '../state/members.mts';
import type { BankAccount, CardAccount } from '../state/records/organization.mts';
import type { Bill, Vendor } from '../state/records/payables.mts';
import type { World } from '../state/world.mts';
import type { Entity } from './events.mts';

/**
 * https://developer.bill.com/docs/vendor-webhook-notification-payloads. All four events have the same fields. A
 * connected vendor shows its network id; a national vendor has it under another name.
 */
export function vendorEntity(world: World, record: Vendor): Entity {
	const { accountNumber, ...shown } = withoutInternals(showVendor(world, record));
	const connection = connectionOf(world, 'vendors', record.id);
	const network: Partial<Record<string, string>> = {
		CONNECTED: 'paymentNetworkId',
		CONNECTED_RPPS: 'rppsId',
	};
	const idName = connection && network[connection.status];
	return {
		...shown,
		...(accountNumber !== undefined && { accountNumber: numberIfDigits(accountNumber as string) }),
		...(idName && { [idName]: connection.networkId }),
	};
}

/**
 * A number in BILL's samples, a string in its API. What happens to a leading zero is not known: such a string stays a
 * string.
 */
function numberIfDigits(text: string): string | number {
	return String(Number(text)) === text ? Number(text) : text;
}

/**
 * https://developer.bill.com/docs/bill-webhook-notification-payloads. The invoice date is a timestamp here, a day in
 * the API.
 */
export function billEntity(world: World, record: Bill): Entity {
	const { invoiceDate } = record.invoice;
	return {
		...withoutInternals(record),
		invoice: { ...record.invoice, invoiceDate: `${invoiceDate}T00:00:00.000Z` },
		vendorName: world.of('vendors').get(record.vendorId).name,
		// Bills do not store it, because all sessions have the same user.
		createdBy: currentUserId,
	};
}

/**
 * "The notification provides three bill fields."
 * (https://developer.bill.com/changelog/2025-04-10-webhook-improvements mentions all fields, and vendorName, for
 * these two as well. A receiver can rely only on the three.)
 */
export function archivedBillEntity({ id, updatedTime, archived }: Bill): Entity {
	return { id, updatedTime, archived };
}

/** https://developer.bill.com/docs/bank-account-webhook-notification-payloads */
export function bankAccountEntity(account: BankAccount): Entity {
	const { id, archived, nameOnAccount, routingNumber, bankName, status } = account;
	const { createdBy, type, ownerType, createdTime, updatedTime } = account;
	const accountNumber = account.accountNumber ? masked(account).accountNumber : undefined;
	return {
		...{ id, archived, accountNumber, nameOnAccount, routingNumber, bankName, status },
		...{ createdBy, type, ownerType, createdTime, updatedTime, default: account.default },
	};
}

/** https://developer.bill.com/docs/card-account-webhook-notification-payloads */
export function cardAccountEntity(account: CardAccount): Entity {
	const { id, archived, createdTime, updatedTime, createdBy, nameOnAccount, brand } = account;
	const { type, status, last4, expiration } = account;
	return {
		...{ id, archived, createdTime, updatedTime, createdBy, nameOnAccount, brand },
		...{ type, status, last4, expiration, default: account.default },
	};
}

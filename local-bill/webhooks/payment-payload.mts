import type { BillError } from '../errors/bill-error.mts';
import { masked } from '../rules/masked.mts';
import type { AccountRef } from '../state/records/common.mts';
import type { Payment } from '../state/records/payables.mts';
import type { World } from '../state/world.mts';
import { type Entity, notify, type Sender } from './events.mts';

/**
 * A payment as payment.updated shows it, which differs from the API's response:
 * https://developer.bill.com/docs/payment-webhook-notification-payloads.
 */
export function paymentEntity(world: World, payment: Payment): Entity {
	const { id, transactionNumber, createdBy, createdTime, updatedTime, processDate } = payment;
	return {
		id,
		billIds: payment.billPayments.map(({ billId }) => billId),
		...{ transactionNumber, status: payment.singleStatus },
		...{ createdBy, createdTime, updatedTime, processDate },
		funding: funding(world, payment),
		disbursement: disbursement(world, payment),
		vendor: vendorOf(world, payment.vendorId),
		// Created by the API or in the web app. The other values are for payments that the local BILL never creates.
		billingType: 'BDC',
	};
}

/** The fields of the account depend on its type. A payment made outside of BILL has none. */
function funding(
	world: World,
	{ fundingAccount, fundingAmount: amount }: Payment,
): Entity | undefined {
	if (!fundingAccount) return undefined;
	const { type, id } = fundingAccount;
	const account: Entity = { id, type };
	if (type === 'BANK_ACCOUNT' && id) {
		const { nameOnAccount, accountNumber } = masked(world.of('bankAccounts').get(id));
		Object.assign(account, { name: nameOnAccount, accountNumber });
	} else if (type === 'CARD_ACCOUNT' && id) {
		const { nameOnAccount, last4 } = world.of('cardAccounts').get(id);
		Object.assign(account, { name: nameOnAccount, last4 });
	}
	return { amount, currency: 'USD', fundingAccount: account };
}

/**
 * "Before BILL starts processing a payment, the disbursement object includes arrivesByDate, and the
 * disbursementAccount object is empty." The fields of the account for types other than ACH are not known.
 */
function disbursement(world: World, payment: Payment): Entity {
	const { disbursementType: type, disbursementInfo = {}, amount } = payment;
	const [dates] = Object.values(disbursementInfo);
	const arrivesByDate = dates?.arrivesByDate;
	if (['SCHEDULED', 'CANCELED'].includes(payment.singleStatus)) {
		return { arrivesByDate, disbursementAccount: {} };
	}
	const { billCurrency, paymentInformation } = world.of('vendors').get(payment.vendorId);
	const account = paymentInformation?.bankAccount;
	const accountNumber = type === 'ACH' && account ? masked(account).accountNumber : undefined;
	const disbursementAccount = { type, accountNumber };
	return { amount, currency: billCurrency, arrivesByDate, disbursementAccount };
}

function vendorOf(world: World, vendorId: string | undefined): Entity | undefined {
	const vendor = vendorId === undefined ? undefined : world.of('vendors').find(vendorId);
	return vendor && { id: vendor.id, name: vendor.name };
}

/** The request for a payment, or for payments in bulk. */
interface Refused {
	billId?: string;
	amount?: number;
	payments?: Array<{ billId: string; amount?: number }>;
	vendorId?: string;
	transactionNumber?: string;
	fundingAccount: AccountRef;
}

/**
 * "When your Create a payment or Create a bulk payment request fails, BILL sends you a notification with information
 * to identify your payment request and with error messages":
 * https://developer.bill.com/changelog/2025-02-28-new-webhook-for-failed-payments. BILL does not say which refusals
 * count: here, those of well-formed requests from trusted sessions. The payment has no id, because it was not
 * created; its fields are known from a public receiver's copy of BILL's sample.
 */
export function notifyOfFailedPayment(
	sender: Sender,
	userId: string,
	body: Refused,
	refusal: BillError,
): void {
	const { world } = sender;
	const { billId, amount, payments } = body;
	const parts = payments ?? (billId ? [{ billId, amount }] : []);
	const bill = parts.length > 0 ? world.of('bills').find(parts[0].billId) : undefined;
	const timestamp = world.clock.stamp();
	const entity = () => ({
		bills: parts.map((part) => ({ id: part.billId, amount: part.amount })),
		transactionNumber: body.transactionNumber,
		createdBy: userId,
		...{ createdTime: timestamp, updatedTime: timestamp },
		fundingAccount: body.fundingAccount,
		vendor: vendorOf(world, body.vendorId ?? bill?.vendorId),
	});
	const errors = refusal.problems.map(({ code, message }) => ({ code, message, timestamp }));
	notify(sender, 'payment.failed', entity, errors);
}

import { BillError } from '../errors/bill-error.mts';
import { prefixes } from '../state/ids.mts';
import type { Payment, VoidRequest } from '../state/records/payables.mts';
import type { World } from '../state/world.mts';
import { refreshBills } from './bill-amounts.mts';

/** The `status` for each singleStatus: https://developer.bill.com/docs/single-status-payment-values. */
const STATUS: Record<string, string> = {
	SCHEDULED: 'SCHEDULED',
	FUNDING_STARTED: 'PAID',
	DELIVERED: 'PAID',
	CLEARED: 'PAID',
	EXPIRING: 'PAID',
	VOID_PENDING: 'PAID',
	VOIDED: 'VOID',
	CANCELED: 'CANCELLED',
	FUNDING_FAILED_VOIDED: 'VOID',
	FUNDING_FAILED_ACTION_NEEDED: 'FAILED',
	DISBURSEMENT_FAILED_ACTION_NEEDED: 'FAILED',
	DISBURSEMENT_FAILED_VENDOR_BANK_REJECTED: 'FAILED',
	FUNDS_ESCHEATED: 'VOID',
};

const UNDONE = ['CANCELED', 'VOIDED', 'FUNDING_FAILED_VOIDED'];
const VOIDABLE = ['FUNDING_STARTED', 'DELIVERED', 'EXPIRING', 'DISBURSEMENT_FAILED_ACTION_NEEDED'];

/** Moves a payment to a status, and updates its bills. */
export function setPaymentStatus(world: World, id: string, singleStatus: string): Payment {
	const payments = world.of('payments');
	const payment = payments.get(id);
	if (!(singleStatus in STATUS)) throw BillError.invalid('singleStatus', 'unknown');
	const { voidInfo = [] } = payment;
	const last = voidInfo.at(-1);
	// After "void and credit" the bill stays paid: the vendor keeps the money as a credit. (Not documented.)
	const credited = last?.type === 'VOID_AND_CREDIT';
	const voided = singleStatus === 'VOIDED' && last?.status === 'TO_BE_PROCESSED';
	const saved = payments.save({
		...payment,
		singleStatus,
		status: STATUS[singleStatus],
		disbursementStatus: ['CLEARED', 'DELIVERED'].includes(singleStatus) ? 'DONE' : 'IN_PROGRESS',
		_undone: UNDONE.includes(singleStatus) && !credited,
		...(voided && { voidInfo: acceptLast(voidInfo) }),
	});
	refreshBills(world, saved);
	if (voided) followUp(world, saved, last.type);
	return saved;
}

/** Only a scheduled payment can be canceled: https://developer.bill.com/reference/cancelpayment. */
export function cancelPayment(world: World, id: string): Payment {
	const payment = world.of('payments').get(id);
	if (payment.singleStatus !== 'SCHEDULED') {
		throw BillError.refused(
			id,
			'BDC_1129', // BILL's error code is not known.
			'Only a payment that is scheduled can be canceled. Void it instead.',
		);
	}
	setPaymentStatus(world, id, 'CANCELED');
	return world
		.of('payments')
		.save({ ...world.of('payments').get(id), cancelRequestSubmitted: true });
}

/**
 * Voids a payment that has been sent. In BILL this takes time, so the void is pending at first. An offline payment is
 * void at once.
 */
export function voidPayment(
	world: World,
	id: string,
	userId: string,
	request: { type: string; reason: string },
): Payment {
	const payment = world.of('payments').get(id);
	if (!isVoidable(payment)) {
		const why = payment.singleStatus === 'SCHEDULED' ? 'Cancel it instead.' : '';
		throw BillError.refused(id, 'BDC_1129', `The payment cannot be voided. ${why}`.trim());
	}
	const time = world.clock.stamp();
	const entry = {
		id: world.ids.next(prefixes.voids),
		requestedBy: userId,
		...request,
		status: 'TO_BE_PROCESSED',
		createdTime: time,
		updatedTime: time,
	};
	world.of('payments').save({ ...payment, voidInfo: [...(payment.voidInfo ?? []), entry] });
	return setPaymentStatus(world, id, payment.onlinePayment ? 'VOID_PENDING' : 'VOIDED');
}

/** Whether the payment can be voided. */
export function isVoidable(payment: Payment): boolean {
	if (payment._undone) return false;
	return payment.onlinePayment
		? VOIDABLE.includes(payment.singleStatus)
		: payment.singleStatus !== 'VOIDED';
}

function acceptLast(entries: VoidRequest[]): VoidRequest[] {
	return entries.map((entry, i) =>
		i === entries.length - 1 ? { ...entry, status: 'ACCEPTED' } : entry,
	);
}

/** What follows a void: a vendor credit, or a new payment. */
function followUp(world: World, payment: Payment, type: string): void {
	if (type === 'VOID_AND_CREDIT') {
		world.of('vendorCredits').add({
			archived: false,
			vendorId: payment.vendorId,
			referenceNumber: `VOID-${payment.id.slice(-6)}`,
			creditDate: world.clock.today(),
			amount: payment.amount,
			vendorCreditLineItems: [
				{ id: world.ids.next(prefixes.vendorCreditLines), amount: payment.amount },
			],
		});
	} else if (type !== 'VOID_ONLY') {
		const { id: _id, createdTime: _c, updatedTime: _u, voidInfo: _v, ...again } = payment;
		const billPayments = payment.billPayments.map((part) => ({
			...part,
			id: world.ids.next(prefixes.billPayments),
		}));
		const reissued = { ...again, billPayments, singleStatus: 'SCHEDULED', status: 'SCHEDULED' };
		refreshBills(world, world.of('payments').add({ ...reissued, _undone: false }));
	}
}

import { BillError } from '../errors/bill-error.mts';
import type { AccountRef, AppliedCredit } from '../state/records/common.mts';
import type { AccountUser } from '../state/records/organization.mts';
import type { Bill, Vendor } from '../state/records/payables.mts';
import type { World } from '../state/world.mts';
import { cents, checkCredits } from './bill-amounts.mts';
import { addBusinessDays, isBusinessDay } from './business-days.mts';

/** Days for which a vendor's new bank account is being verified: https://developer.bill.com/reference/createpayment. */
const VENDOR_BANK_DAYS = 2;

/** Throws if the bill may not be paid, or if the amount is more than is due. */
export function checkBill(
	world: World,
	bill: Bill,
	amount: number,
	credits: AppliedCredit[],
): void {
	if (bill.archived) throw BillError.refused(bill.id, 'BDC_1129', 'The bill is archived.');
	// BILL's error code for this is not known. A bill without approvers (UNASSIGNED) may be paid.
	if (['ASSIGNED', 'APPROVING', 'DENIED'].includes(bill.approvalStatus)) {
		throw BillError.refused(
			bill.id,
			'BDC_1129',
			`The bill is not approved (approval status ${bill.approvalStatus}) and cannot be paid.`,
		);
	}
	checkCredits(world, bill.vendorId, credits);
	const sum = credits.reduce((total, credit) => total + credit.amount, amount);
	if (cents(sum) > bill.dueAmount) throw BillError.refused(bill.id, 'BDC_1159');
}

/** Throws if the session's user cannot pay from this account now. */
export function checkFunding(
	world: World,
	userId: string,
	account: AccountRef,
	objectId: string,
): void {
	if (account.type === 'WALLET') return;
	if (!account.id) throw BillError.missing('fundingAccount.id');
	const refuse = () => BillError.refused(objectId, 'BDC_1151');
	const verified = (user: AccountUser) =>
		user.userId === userId && !user.archived && user.verificationStatus === 'VERIFIED';
	if (account.type === 'AP_CARD') {
		if (world.of('apCards').get(account.id).status !== 'ACTIVE') throw refuse();
		return;
	}
	const ofBank = account.type === 'BANK_ACCOUNT';
	const found = world.of(ofBank ? 'bankAccounts' : 'cardAccounts').get(account.id);
	const users = ofBank
		? world
				.of('bankAccountUsers')
				.all()
				.filter((user) => user.bankAccountId === account.id)
		: world
				.of('cardAccountUsers')
				.all()
				.filter((user) => user.cardAccountId === account.id);
	const mayPay = users.some(verified);
	if (found.archived || found.status !== 'VERIFIED' || !mayPay) throw refuse();
}

/**
 * The day on which the payment is processed. The earliest day is the next business day, or for a vendor with a new
 * bank account two business days after it was added; it is also the default. BILL documents the two error codes but
 * not the exact calendar; weekends are refused too.
 */
export function processDay(
	world: World,
	vendor: Vendor,
	asked: string | undefined,
	objectId: string,
): string {
	const earliest = addBusinessDays(world.clock.today(), 1);
	const since = vendor._bankAccountSince;
	const added = since === undefined ? undefined : new Date(since).toISOString().slice(0, 10);
	const verified = added === undefined ? earliest : addBusinessDays(added, VENDOR_BANK_DAYS);
	if (!asked) return verified > earliest ? verified : earliest;
	if (asked < earliest || !isBusinessDay(asked)) throw BillError.refused(objectId, 'BDC_1152');
	if (asked < verified) throw BillError.refused(objectId, 'BDC_1402');
	return asked;
}

/**
 * A payment to a vendor with another currency needs an exchange rate that is still valid, and the next business day.
 */
export function checkExchangeRate(
	world: World,
	vendor: Vendor,
	batchId: string | undefined,
	day: string,
): void {
	if (vendor.billCurrency === 'USD') return;
	if (!batchId) throw BillError.missing('exchangeRateBatchId');
	const batch = world.of('exchangeRates').get(batchId);
	if (!batch._vendorIds.includes(vendor.id)) {
		throw BillError.invalid('exchangeRateBatchId', 'the rate is for another vendor');
	}
	if (world.clock.now() >= batch._expires) {
		throw BillError.invalid('exchangeRateBatchId', 'the rate has expired');
	}
	const next = addBusinessDays(world.clock.today(), 1);
	if (day !== next) throw BillError.refused(vendor.id, 'BDC_1152');
}

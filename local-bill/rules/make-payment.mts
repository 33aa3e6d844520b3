import { BillError } from '../errors/bill-error.mts';
import { prefixes } from '../state/ids.mts';
import type { AccountRef, AppliedCredit } from '../state/records/common.mts';
import type {
	Bill,
	BillPayment,
	DisbursementInfo,
	Payment,
	Vendor,
} from '../state/records/payables.mts';
import type { World } from '../state/world.mts';
import { cents, refreshBills, settled } from './bill-amounts.mts';
import { addBusinessDays } from './business-days.mts';
import { rateOf } from './currencies.mts';
import { checkExchangeRate, checkFunding, processDay } from './payment-checks.mts';

/** One bill of a payment. */
export interface Part {
	bill: Bill;
	amount: number;
	vendorCredits: AppliedCredit[];
}

/** A bill that is created with its payment (createBill). */
export interface NewBill {
	amount: number;
}

/** What a request for a payment contains besides its bills. */
export interface PaymentOrder extends Pick<
	Payment,
	| 'description'
	| 'transactionNumber'
	| 'cardFundingPurpose'
	| 'paymentPurpose'
	| 'processingOptions'
> {
	fundingAccount: AccountRef;
	processDate?: string;
	exchangeRateBatchId?: string;
}

/** Checks date, rate and funding account, and creates the payment: of existing bills, or of a bill created with it. */
export function makePayment(
	world: World,
	userId: string,
	body: PaymentOrder,
	vendorId: string,
	given: Part[] | NewBill,
): Payment {
	const vendor = world.of('vendors').get(vendorId);
	const objectId = Array.isArray(given) ? given[0].bill.id : vendorId;
	if (vendor.archived) throw BillError.refused(objectId, 'BDC_1129', 'The vendor is archived.');
	const { fundingAccount } = body;
	const dated = ['WALLET', 'AP_CARD'].includes(fundingAccount.type);
	if (dated && !body.processDate) throw BillError.missing('processDate');
	checkFunding(world, userId, fundingAccount, objectId);
	checkPurpose(world, body);
	const processDate = processDay(world, vendor, body.processDate, objectId);
	checkExchangeRate(world, vendor, body.exchangeRateBatchId, processDate);

	const { description } = body;
	const parts = Array.isArray(given)
		? given
		: [billFor(world, vendor, { ...given, description }, processDate)];
	const amount = cents(parts.reduce((sum, part) => sum + part.amount, 0));
	const exchangeRate = rateOf(vendor.billCurrency);
	const payByType = vendor.paymentInformation?.payByType ?? 'CHECK';
	const payment = world.of('payments').add({
		vendorId,
		amount,
		...(parts.length === 1 && { billId: parts[0].bill.id }),
		billPayments: parts.map((part) => billPayment(world, part)),
		...copied(body, 'description', 'transactionNumber', 'cardFundingPurpose', 'paymentPurpose'),
		processDate,
		fundingAccount,
		processingOptions: { createBill: false, requestPayFaster: false, ...body.processingOptions },
		confirmationNumber: confirmation(world),
		status: 'SCHEDULED',
		singleStatus: 'SCHEDULED',
		exchangeRate,
		fundingAmount: cents(amount / exchangeRate),
		onlinePayment: true,
		disbursementType: payByType,
		disbursementStatus: 'IN_PROGRESS',
		disbursementInfo: disbursement(world, payByType, processDate),
		...(vendor.email && { remittanceEmail: vendor.email }),
		createdBy: userId,
		cancelRequestSubmitted: false,
		_undone: false,
	});
	refreshBills(world, payment);
	return payment;
}

/** The part of a payment that pays one bill, as stored. */
export function billPayment(world: World, { bill, amount, vendorCredits }: Part): BillPayment {
	return {
		id: world.ids.next(prefixes.billPayments),
		billId: bill.id,
		amount,
		...(vendorCredits.length > 0 && { vendorCredits }),
	};
}

/** A confirmation number like BILL's. */
export function confirmation(world: World): string {
	const day = world.clock.today().replaceAll('-', '').slice(2);
	return `P${day}01 - ${1000001 + world.of('payments').size}`;
}

/** Those of the named fields that are set. */
export function copied<B extends object, N extends keyof B>(
	body: B,
	...names: N[]
): Partial<Pick<B, N>> {
	const there: Partial<Pick<B, N>> = {};
	for (const name of names) {
		if (body[name] !== undefined && body[name] !== '') there[name] = body[name];
	}
	return there;
}

/** BILL does not fully document which cards need a purpose. Here, those of one brand do. */
function checkPurpose(world: World, { fundingAccount, cardFundingPurpose }: PaymentOrder): void {
	if (fundingAccount.type !== 'CARD_ACCOUNT' || !fundingAccount.id) return;
	const needed = world.of('cardAccounts').get(fundingAccount.id).brand === 'AMEX';
	if (needed && !cardFundingPurpose) throw BillError.missing('cardFundingPurpose');
}

/** createBill: a bill with one line, due on the process date. */
function billFor(
	world: World,
	vendor: Vendor,
	{ amount, description }: NewBill & { description?: string },
	day: string,
): Part {
	const bill = world.of('bills').add(
		settled(world, {
			archived: false,
			vendorId: vendor.id,
			dueDate: day,
			...(description && { description }),
			invoice: {
				invoiceNumber: `PMT-${world.of('bills').size + 1}`,
				invoiceDate: world.clock.today(),
			},
			billLineItems: [{ id: world.ids.next(prefixes.billLines), amount }],
			approvalStatus: 'UNASSIGNED',
		}),
	);
	return { bill, amount, vendorCredits: [] };
}

function disbursement(world: World, type: string, processDate: string): DisbursementInfo {
	const dates = { sentDate: processDate, arrivesByDate: addBusinessDays(processDate, 2) };
	if (type === 'ACH') return { achDisbursement: dates };
	if (type === 'INTERNATIONAL') return { internationalDisbursement: dates };
	if (type !== 'CHECK') return {};
	const arrivesByDate = addBusinessDays(processDate, 5);
	const checkNumber = 50_001 + world.of('payments').size;
	return { checkDisbursement: { ...dates, arrivesByDate, checkNumber } };
}

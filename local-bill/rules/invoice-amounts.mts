import { BillError, must } from '../errors/bill-error.mts';
import type { AppliedCredit } from '../state/records/common.mts';
import type {
	CreditMemo,
	Invoice,
	InvoiceAmounts,
	InvoicePayment,
	MemoAmounts,
	ReceivedPayment,
	SalesTax,
} from '../state/records/receivables.mts';
import type { World } from '../state/world.mts';
import { cents } from './bill-amounts.mts';
import { rateOf } from './currencies.mts';
import { lineTotal, salesTax } from './receivable-lines.mts';

/** An invoice whose amounts still have to be computed. It may not have an id yet. */
type UnsettledInvoice = Pick<
	Invoice,
	'customerId' | 'invoiceLineItems' | 'salesTaxItemId' | '_credits' | '_void' | 'payments'
> &
	SalesTax & { id?: string };

/** A credit memo whose amounts still have to be computed. */
type UnsettledMemo = Pick<CreditMemo, 'creditMemoLineItems' | 'salesTaxItemId'> &
	SalesTax & { id?: string };

const total = (amounts: number[]) => cents(amounts.reduce((sum, amount) => sum + amount, 0));

/** The invoices of a customer that are not archived, in the order of creation. */
export function invoicesOfCustomer(world: World, customerId: string): Invoice[] {
	const byCustomer = world.of('invoices').view('by customer', () => {
		const map = new Map<string, Invoice[]>();
		for (const invoice of world.of('invoices').all()) {
			if (invoice.archived) continue;
			map.set(invoice.customerId, [...(map.get(invoice.customerId) ?? []), invoice]);
		}
		return map;
	});
	return byCustomer.get(customerId) ?? [];
}

/**
 * The payments of an invoice as the invoice shows them. Which id BILL uses here is not known; here it is the id of
 * the received payment.
 */
function paymentsOf(world: World, invoiceId: string | undefined): InvoicePayment[] {
	const byInvoice = world.of('receivedPayments').view('by invoice', () => {
		const map = new Map<string, InvoicePayment[]>();
		for (const { id, status, paymentDate, invoicePayments } of world.of('receivedPayments').all()) {
			for (const part of invoicePayments) {
				const shown = { id, amount: part.amount, status, date: paymentDate };
				map.set(part.invoiceId, [...(map.get(part.invoiceId) ?? []), shown]);
			}
		}
		return map;
	});
	return (invoiceId !== undefined && byInvoice.get(invoiceId)) || [];
}

/** The invoice with the values computed from its lines, tax, credits and payments. */
export function settledInvoice<T extends UnsettledInvoice>(
	world: World,
	invoice: T,
): Omit<T, keyof SalesTax | 'payments'> & InvoiceAmounts {
	const lines = invoice.invoiceLineItems;
	const tax = salesTax(world, invoice.salesTaxItemId, lines);
	const totalAmount = total([...lines.map(lineTotal), tax?.salesTaxTotal ?? 0]);
	const payments = paymentsOf(world, invoice.id);
	const sum = (status: string) =>
		total(payments.filter((part) => part.status === status).map(({ amount }) => amount));
	const scheduledAmount = sum('SCHEDULED');
	const creditAmount = total((invoice._credits ?? []).map(({ amount }) => amount));
	const covered = total([sum('PAID'), scheduledAmount, creditAmount]);
	const due = cents(totalAmount - covered);
	must(
		covered === 0 || due >= 0,
		'invoiceLineItems',
		'Payments and credits would exceed the invoice',
	);
	const { salesTaxTotal: _tax, salesTaxPercentage: _rate, payments: _old, ...rest } = invoice;
	return {
		...rest,
		...tax,
		...(payments.length > 0 && { payments }),
		totalAmount,
		dueAmount: invoice._void ? 0 : due,
		scheduledAmount,
		creditAmount,
		exchangeRate: rateOf(world.of('customers').get(invoice.customerId).invoiceCurrency),
		// In BILL, an invoice can be voided only in the web app. Here, only the seed has a void one.
		status: invoice._void ? 'VOID' : statusOf(due, scheduledAmount, covered),
	};
}

function statusOf(due: number, scheduled: number, covered: number): string {
	if (covered === 0) return 'OPEN';
	if (due > 0) return 'PARTIAL_PAYMENT';
	return scheduled > 0 ? 'SCHEDULED' : 'PAID';
}

/** Recomputes the invoices of a payment after it was created. */
export function refreshInvoices(world: World, payment: ReceivedPayment): void {
	const invoices = world.of('invoices');
	for (const { invoiceId } of payment.invoicePayments) {
		invoices.save(settledInvoice(world, invoices.get(invoiceId)));
	}
}

/** One use of a credit memo. */
export interface MemoUse {
	invoiceId: string;
	amount: number;
}

/** Which invoices use a credit memo, and how much of it each uses. */
export function usageOf(world: World, memoId: string | undefined): MemoUse[] {
	return world
		.of('invoices')
		.all()
		.flatMap(({ id, _credits = [] }) =>
			_credits.filter((use) => use.id === memoId).map(({ amount }) => ({ invoiceId: id, amount })),
		);
}

/**
 * Takes a credit from the customer's credit memos: BILL "applies the credit amount from the total of all the credit memos
 * available for the customer" (https://developer.bill.com/reference/createinvoice). Here the oldest is used first.
 */
export function takeCredit(
	world: World,
	invoice: { id?: string; customerId: string },
	wanted: number,
): AppliedCredit[] {
	const uses: AppliedCredit[] = [];
	let left = cents(wanted);
	const memos = world
		.of('creditMemos')
		.all()
		.filter(({ customerId, archived }) => customerId === invoice.customerId && !archived)
		.sort((a, b) => a.creditDate.localeCompare(b.creditDate, 'en'));
	for (const { id, amount } of memos) {
		const elsewhere = usageOf(world, id).filter(({ invoiceId }) => invoiceId !== invoice.id);
		const free = cents(amount - total(elsewhere.map((use) => use.amount)));
		const taken = Math.min(free, left);
		if (taken > 0) uses.push({ id, amount: taken });
		left = cents(left - Math.max(taken, 0));
	}
	if (left > 0)
		throw BillError.invalid('creditAmount', 'The customer does not have that much credit');
	return uses;
}

/** The credit memo with the values computed from its lines, tax and uses. */
export function settledMemo<T extends UnsettledMemo>(
	world: World,
	memo: T,
): Omit<T, keyof SalesTax> & MemoAmounts {
	const lines = memo.creditMemoLineItems;
	const tax = salesTax(world, memo.salesTaxItemId, lines);
	const amount = total([...lines.map(lineTotal), tax?.salesTaxTotal ?? 0]);
	const appliedAmount = total(usageOf(world, memo.id).map((use) => use.amount));
	must(
		appliedAmount <= Math.max(amount, 0),
		'creditMemoLineItems',
		'More than this is already applied',
	);
	const { salesTaxTotal: _tax, salesTaxPercentage: _rate, ...rest } = memo;
	const status =
		appliedAmount === 0
			? 'NOT_APPLIED'
			: appliedAmount < amount
				? 'PARTIALLY_APPLIED'
				: 'FULLY_APPLIED';
	return { ...rest, ...tax, amount, appliedAmount, status };
}

/** Recomputes a customer's credit memos after an invoice has changed. */
export function refreshMemos(world: World, customerId: string): void {
	const memos = world.of('creditMemos');
	for (const memo of memos.all()) {
		if (memo.customerId !== customerId) continue;
		const settled = settledMemo(world, memo);
		if (settled.appliedAmount !== memo.appliedAmount) memos.save(settled);
	}
}

import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, patch, put } from '../../support/cases.mts';
import { byId, fromList, lines } from '../../support/form.mts';
import { bookingRecords, makeBill, makeVendor } from '../../support/records.mts';
import { creditOf } from './vendor-credit.mts';

const { caseOf } = casesOf('vendorCredit');
const path = '/v3/vendor-credits';

/** A bill with all its optional fields, and two credits of its vendor. */
async function billAndCredits(bill: Bill) {
	const vendor = await makeVendor(bill);
	const {
		employeeId: _e,
		jobId: _j,
		customerId: _c,
		...classifications
	} = await bookingRecords(bill);
	const organization = bill.credential(false).organizationId;
	const term = await bill.first(`/v3/organizations/${organization}/payment-terms`);
	return {
		bill: await makeBill(bill, vendor, {
			classifications,
			description: 'Paper',
			payFromChartOfAccountId: classifications.chartOfAccountId,
			paymentTermId: term.id,
			purchaseOrderNumber: 'PO-7',
			billLineItems: [
				{ amount: 75, classifications },
				{ quantity: 2, price: 12.5 },
			],
		}),
		one: await creditOf(bill, vendor),
		two: await creditOf(bill, vendor),
	};
}

const use = (credit: Rec, amount: number) => ({ id: credit.id, amount });
const applied = async (bill: Bill, both: boolean) => {
	const known = await billAndCredits(bill);
	const vendorCredits = [use(known.one, 30), ...(both ? [use(known.two, 25.5)] : [])];
	await bill.call('PATCH', `/v3/bills/${known.bill.id}`, { vendorCredits });
	return known;
};

/** The bill as it must be written back: all fields that BILL accepts, and none that it only returns. */
const whole = ({ bill: before }: { bill: Rec }) => ({
	vendorId: before.vendorId,
	description: before.description,
	dueDate: before.dueDate,
	invoice: before.invoice,
	classifications: before.classifications,
	payFromChartOfAccountId: before.payFromChartOfAccountId,
	paymentTermId: before.paymentTermId,
	purchaseOrderNumber: before.purchaseOrderNumber,
	billLineItems: before.billLineItems,
});

export const vendorCreditApplies: Case[] = [
	caseOf('apply', 'smallest', {
		setUp: billAndCredits,
		parameters: ({ bill, one }) => ({
			billId: byId(bill.id),
			creditsToApply: lines({ vendorCreditId: byId(one.id), amount: 30 }),
		}),
		received: ({ bill, one }) => [patch(`/v3/bills/${bill.id}`, { vendorCredits: [use(one, 30)] })],
		kept: ({ bill }) => ({ bills: [{ id: bill.id, creditAmount: 30, dueAmount: 70 }] }),
		given: ({ bill }) => [{ id: bill.id, creditAmount: 30, dueAmount: 70 }],
	}),
	caseOf('apply', 'fullest', {
		setUp: billAndCredits,
		parameters: ({ bill, one, two }) => ({
			billId: fromList(bill.id),
			inputMode: 'fields',
			creditsToApply: lines(
				{ vendorCreditId: byId(one.id), amount: '30' },
				{ vendorCreditId: fromList(two.id), amount: 25.5 },
			),
			additionalFields: { billApprovals: true },
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ bill, one, two }) => [
			patch(`/v3/bills/${bill.id}`, {
				vendorCredits: [use(one, 30), use(two, 25.5)],
				billApprovals: true,
			}),
		],
		kept: ({ bill }) => ({ bills: [{ id: bill.id, creditAmount: 55.5, dueAmount: 44.5 }] }),
		given: ({ bill }) => [{ id: bill.id, creditAmount: 55.5, approvers: [] }],
	}),
	caseOf('apply', 'json', {
		setUp: billAndCredits,
		parameters: ({ bill, one }) => ({
			billId: byId(bill.id),
			inputMode: 'json',
			body: { vendorCredits: [use(one, 1)] },
		}),
		received: ({ bill, one }) => [patch(`/v3/bills/${bill.id}`, { vendorCredits: [use(one, 1)] })],
		given: ({ bill }) => [{ id: bill.id, creditAmount: 1 }],
	}),
	caseOf('unapply', 'smallest', {
		setUp: (bill) => applied(bill, false),
		parameters: ({ bill, one }) => ({ billId: byId(bill.id), vendorCreditId: byId(one.id) }),
		received: (known) => [
			get(`${path}/${known.one.id}`),
			get(`/v3/bills/${known.bill.id}`),
			// Once more, right before the bill is written.
			get(`/v3/bills/${known.bill.id}`),
			get(`${path}/${known.one.id}`),
			put(`/v3/bills/${known.bill.id}`, whole(known)),
		],
		kept: (known) => ({
			bills: [{ id: known.bill.id, ...whole(known), creditAmount: 0, dueAmount: 100 }],
		}),
		given: (known) => [{ id: known.bill.id, ...whole(known), creditAmount: 0, dueAmount: 100 }],
	}),
	caseOf('unapply', 'fullest', {
		localOnly: 'reads the whole list of vendor credits',
		setUp: (bill) => applied(bill, true),
		parameters: ({ bill, one }) => ({
			billId: fromList(bill.id),
			vendorCreditId: fromList(one.id),
			additionalFields: { billApprovals: true },
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		// The bill shows only the sum of its credits, so the one to keep has to be looked up.
		received: (known) => [
			get(`${path}/${known.one.id}`),
			get(`/v3/bills/${known.bill.id}`),
			get(path, { max: '100' }),
			// Once more, right before the bill is written.
			get(`/v3/bills/${known.bill.id}`),
			get(`${path}/${known.one.id}`),
			put(`/v3/bills/${known.bill.id}`, {
				...whole(known),
				vendorCredits: [use(known.two, 25.5)],
				billApprovals: true,
			}),
		],
		kept: (known) => ({
			bills: [{ id: known.bill.id, ...whole(known), creditAmount: 25.5, dueAmount: 74.5 }],
		}),
		given: ({ bill }) => [{ id: bill.id, creditAmount: 25.5, dueAmount: 74.5, approvers: [] }],
	}),
];

import { allOrNothing } from '../engine/resource.mts';
import { type Call, type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { cents, checkCredits, refreshBills } from '../rules/bill-amounts.mts';
import { billPayment, confirmation, copied } from '../rules/make-payment.mts';
import { withoutInternals } from '../state/members.mts';
import { creditUses } from './bills.mts';

const noted = is.object(
	{
		vendorId: is.ref('vendors'),
		processDate: is.date,
		payments: is.list(
			is.object({ billId: is.text(), amount: is.positive, vendorCredits: creditUses }, [
				'billId',
				'amount',
			]),
			1,
		),
		toPrintCheck: is.flag,
		description: is.text(),
		transactionNumber: is.text(50),
		classifications: is.object({ chartOfAccountId: is.ref('chartOfAccounts') }),
	},
	['vendorId', 'processDate', 'payments'],
);

/**
 * Records a payment made outside of BILL. It moves no money, so it needs no trusted session and accepts any date:
 * https://developer.bill.com/reference/recordpayment.
 */
export const recordPaymentRoutes: Route[] = [
	route({
		method: 'POST',
		path: '/v3/bills/record-payment',
		body: noted,
		handle: record,
	}),
];

function record({ world, body, session }: Call<is.Value<typeof noted>>) {
	const parts = allOrNothing(body.payments, ({ billId, amount, vendorCredits = [] }) => {
		const bill = world.of('bills').get(billId);
		must(bill.vendorId === body.vendorId, 'billId', 'The bill belongs to another vendor');
		checkCredits(world, bill.vendorId, vendorCredits);
		const covered = vendorCredits.reduce((sum, use) => sum + use.amount, amount);
		if (cents(covered) > bill.dueAmount) throw BillError.refused(billId, 'BDC_1159');
		return billPayment(world, { bill, amount, vendorCredits });
	});
	const amount = cents(parts.reduce((sum, part) => sum + part.amount, 0));
	const payment = world.of('payments').add({
		vendorId: body.vendorId,
		processDate: body.processDate,
		...(parts.length === 1 && { billId: parts[0].billId }),
		billPayments: parts,
		amount,
		...copied(body, 'description', 'transactionNumber', 'classifications'),
		confirmationNumber: confirmation(world),
		toPrintCheck: body.toPrintCheck ?? false,
		// Which values BILL sets in the next five fields for an offline payment is not known in detail.
		status: 'PAID',
		singleStatus: 'CLEARED',
		disbursementStatus: 'DONE',
		disbursementType: body.toPrintCheck ? 'CHECK' : 'OFFLINE',
		exchangeRate: 1,
		fundingAmount: amount,
		onlinePayment: false,
		createdBy: session.userId,
		_undone: false,
	});
	refreshBills(world, payment);
	return withoutInternals(payment);
}

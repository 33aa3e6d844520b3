import { allOrNothing } from '../engine/resource.mts';
import { type Call, type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { must } from '../errors/bill-error.mts';
import { cents } from '../rules/bill-amounts.mts';
import { refreshInvoices } from '../rules/invoice-amounts.mts';
import { secret } from '../state/secret.mts';
import type { World } from '../state/world.mts';

const paymentRecord = is.object(
	{
		customerId: is.ref('customers'),
		paymentDate: is.date,
		paymentType: is.choice('CASH', 'CHECK', 'CREDIT_CARD', 'ACH', 'PAYPAL', 'OTHER'),
		amount: is.positive,
		description: is.text(),
		invoices: is.list(is.object({ id: is.text(), amount: is.positive }, ['id', 'amount']), 1),
	},
	['paymentDate', 'paymentType', 'amount', 'invoices'],
);

/** Actions on invoices, besides reading and writing them. */
export const invoiceActionRoutes: Route[] = [
	route({
		// https://developer.bill.com/reference/sendinvoice: the response has an empty body. The local BILL sends no
		// email.
		method: 'POST',
		path: '/v3/invoices/:invoiceId/email',
		body: is.object(
			{
				replyTo: is.object({ userId: is.ref('users') }, ['userId']),
				recipient: is.object({ to: is.list({ ...is.email, minLength: 1 }, 1) }, ['to']),
			},
			['replyTo', 'recipient'],
		),
		handle: ({ world, params }) => {
			const invoice = world.of('invoices').get(params.invoiceId);
			must(!invoice.archived, 'invoiceId', 'The invoice is archived');
		},
	}),
	route({
		method: 'POST',
		path: '/v3/invoices/:invoiceId/payment-link',
		body: is.object({ customerId: is.ref('customers'), email: is.email, returnUrl: is.text() }, [
			'customerId',
			'email',
		]),
		handle: paymentLink,
	}),
	route({
		method: 'POST',
		path: '/v3/invoices/record-payment',
		body: paymentRecord,
		handle: recordPayment,
	}),
];

/**
 * Only for customers that are not connected in the BILL Network: https://developer.bill.com/reference/getpaymentlink.
 */
function paymentLink({ world, params, body }: Call<{ customerId: string }>) {
	const invoice = world.of('invoices').get(params.invoiceId);
	must(
		invoice.customerId === body.customerId,
		'customerId',
		'The invoice belongs to another customer',
	);
	must(
		world.of('networkConnections').find(body.customerId)?.status !== 'CONNECTED',
		'customerId',
		'The customer is connected in the BILL network',
	);
	// The link leads nowhere: the local BILL has no page for payers.
	return { paymentLink: `${world.url}/pay/${secret()}` };
}

/** An invoice, and how much of a payment goes to it. */
interface InvoicePart {
	id: string;
	amount: number;
}

/**
 * Checks the invoices of a payment (all of one customer, none archived, listed twice or paid more than is due) and
 * returns the customer's id.
 */
export function checkedParts(
	world: World,
	parts: InvoicePart[],
	customerId: string | undefined,
): string {
	const [first] = allOrNothing(parts, ({ id, amount }) => {
		const invoice = world.of('invoices').get(id);
		const owner = customerId ?? world.of('invoices').get(parts[0].id).customerId;
		must(invoice.customerId === owner, 'invoices', `${id} belongs to another customer`);
		must(!invoice.archived, 'invoices', `${id} is archived`);
		const same = parts.filter((part) => part.id === id);
		must(same.length === 1, 'invoices', `${id} is listed twice`);
		must(amount <= invoice.dueAmount, 'amount', `More than the amount due on ${id}`);
		return owner;
	});
	return first;
}

/**
 * Records a payment received outside of BILL. What is not applied to an invoice stays unapplied:
 * https://developer.bill.com/docs/recording-an-ar-payment.
 */
function recordPayment({ world, body }: Call<is.Value<typeof paymentRecord>>) {
	const { paymentDate, paymentType, amount, description, invoices } = body;
	const customerId = checkedParts(world, invoices, body.customerId);
	const applied = invoices.reduce((sum, part) => sum + part.amount, 0);
	const unappliedAmount = cents(amount - applied);
	must(unappliedAmount >= 0, 'amount', 'The invoice amounts are more than the payment');
	const payment = world.of('receivedPayments').add({
		customerId,
		amount,
		unappliedAmount,
		paymentDate,
		...(description && { description }),
		invoicePayments: invoices.map((part) => ({
			invoiceId: part.id,
			amount: part.amount,
			paymentDate,
		})),
		// CREDIT_CARD is known to be a value of both. That the other values are too is a guess.
		receivablesType: paymentType,
		status: 'PAID',
		onlinePayment: false,
	});
	refreshInvoices(world, payment);
	const { id, status } = payment;
	return {
		...{ id, customerId, paymentType, paymentDate, amount, unappliedAmount, status },
		...(description && { description }),
		invoices: invoices.map((part) => ({
			id: part.id,
			payments: [{ id, amount: part.amount, status, date: paymentDate }],
		})),
	};
}

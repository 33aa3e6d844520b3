import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import { type Call, type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { must } from '../errors/bill-error.mts';
import { cents } from '../rules/bill-amounts.mts';
import { refreshInvoices } from '../rules/invoice-amounts.mts';
import { activeCustomer } from './customers.mts';
import { checkedParts } from './invoice-actions.mts';

/** https://developer.bill.com/reference/listreceivablepayments, https://developer.bill.com/docs/sortable-fields */
const receivedPayments = resource({
	name: 'receivedPayments',
	path: '/v3/receivable-payments',
	operations: ['list', 'get'],
	filters: {
		id: by.common.id,
		createdTime: by.common.createdTime,
		updatedTime: by.common.updatedTime,
		// Documented for invoices; assumed here too.
		customerId: by.exact('eq', 'in'),
	},
	sort: ['amount', ...commonSort],
});

const order = is.object(
	{
		customerId: is.ref('customers'),
		// No card here: there is no endpoint that would return one.
		fundingAccount: is.object({ type: is.choice('BANK_ACCOUNT'), id: is.text() }, ['type', 'id']),
		invoicePayments: is.list(
			is.object({ invoiceId: is.text(), amount: is.positive }, ['invoiceId', 'amount']),
			1,
		),
		description: is.text(),
		paymentDate: is.date,
	},
	['customerId', 'fundingAccount', 'invoicePayments'],
);

export const receivedPaymentRoutes: Route[] = [
	...resourceRoutes(receivedPayments),
	route({
		// BILL does not say whether this needs an MFA-trusted session. The list of July 2026 does not name it.
		method: 'POST',
		path: '/v3/receivable-payments',
		// Not documented; the status of other creates.
		status: 201,
		body: order,
		handle: charge,
	}),
];

/**
 * Charges a customer: https://developer.bill.com/docs/ar-charge-customer. BILL's error codes for this are not known.
 */
function charge({ world, body }: Call<is.Value<typeof order>>) {
	const customer = activeCustomer(world, body.customerId);
	must(
		customer.authorizedToCharge === true,
		'customerId',
		'The organization is not authorized to charge the customer',
	);
	must(customer.billingAddress !== undefined, 'customerId', 'It has no billing address');
	const account = world.of('customerBankAccounts').get(body.fundingAccount.id);
	must(
		account.customerId === customer.id && !account.archived,
		'fundingAccount',
		'It is not an active bank account of the customer',
	);
	const today = world.clock.today();
	const paymentDate = body.paymentDate || today;
	must(paymentDate >= today, 'paymentDate', 'Must not be in the past');
	const parts = body.invoicePayments.map((part) => ({ ...part, id: part.invoiceId }));
	checkedParts(world, parts, customer.id);
	const payment = world.of('receivedPayments').add({
		amount: cents(parts.reduce((sum, part) => sum + part.amount, 0)),
		customerId: customer.id,
		invoicePayments: parts.map(({ id: _id, ...part }) => ({ ...part, paymentDate })),
		...(body.description && { description: body.description }),
		paymentDate,
		fundingAccount: body.fundingAccount,
		...receivablesAccount(world),
		unappliedAmount: 0,
		// Known values are CREDIT_CARD and WALLET: this one is a guess.
		receivablesType: 'ACH',
		// Funds are withdrawn on that day. The local BILL moves no money, so a payment on a later day stays SCHEDULED.
		status: paymentDate > today ? 'SCHEDULED' : 'PAID',
		// As in an example of BILL's older API.
		referenceNumber: 'Bill.com ePayment',
		onlinePayment: true,
	});
	refreshInvoices(world, payment);
	return payment;
}

/** The organization's own account that receives the money. */
function receivablesAccount(world: Call['world']) {
	const account = world
		.of('bankAccounts')
		.all()
		.find((each) => each.default?.receivables && !each.archived);
	return account && { receivablesAccount: { type: 'BANK_ACCOUNT', id: account.id } };
}

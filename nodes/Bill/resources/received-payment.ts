import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../core/form/field';
import { lines } from '../../core/form/groups';
import { choice, day, money, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { newRecord } from '../../core/look-up/new-record';
import { bodyOfLost, SECONDS_FOR_MONEY } from '../../core/look-up/way';
import { bodyOf, standard } from '../../core/run/operation';
import type { Call, Output, Resource } from '../../core/run/operation';
import type { Part } from '../../core/run/moved-money';
import { sendForRecord } from '../../core/run/output';
import { noRepeats, repeatsOption } from '../../core/run/repeats';
import * as records from '../records';
import { customerBankAccountId } from './customer-bank-account';
import { amountFilter, commonFilters } from './shared/filters';
import { customerName } from './shared/names';

const PATH = '/v3/receivable-payments';

const id = record('receivedPaymentId', records.receivedPayment, { required: true });

const paymentShape: Shape = {
	...strings('id', 'customerId', 'description', 'paymentDate'),
	...{ amount: 'number', unappliedAmount: 'number', convenienceFeeAmount: 'number' },
	invoicePayments: [{ ...strings('invoiceId', 'paymentDate'), amount: 'number' }],
	fundingAccount: strings('type', 'id'),
	receivablesAccount: strings('type', 'id'),
	...strings('receivablesType', 'status', 'referenceNumber'),
	onlinePayment: 'boolean',
	...strings('createdTime', 'updatedTime'),
};

/** Invoices with the amount paid of each. */
const paidInvoices = (member: string, invoiceMember: string) =>
	lines(
		member,
		[
			record(invoiceMember, records.invoice, { as: 'invoiceId', required: true }),
			money('amount', { required: true, min: 0.01 }),
		],
		{ label: 'Invoices', entry: 'Invoice', required: true },
	);

/** Only bank accounts can be charged. */
const bankAccount = customerBankAccountId('fundingAccount');
const fundingAccount: Field = {
	...bankAccount,
	example: { type: 'BANK_ACCOUNT', id: bankAccount.example },
	write: (filled, writing) => ({ type: 'BANK_ACCOUNT', id: bankAccount.write(filled, writing) }),
};

const customerId = record('customerId', records.customer, { required: true });

const payment = standard({
	one: 'received payment',
	many: 'received payments',
	path: PATH,
	id,
	shape: paymentShape,
	simplify: [
		'id',
		'referenceNumber',
		'customerName',
		'amount',
		'unappliedAmount',
		'status',
		'paymentDate',
		'receivablesType',
		'onlinePayment',
		'description',
		'customerId',
	],
	names: customerName,
});

/** BILL's response contains the invoices, and its list shows the payment like any received payment. */
const offlinePayment = newRecord({
	aRecord: 'a received payment',
	list: PATH,
	byTime: true,
	named: ({ amount }) => `the amount ${String(amount)}`,
	expected(lost) {
		const { invoices = [], ...rest } = bodyOfLost(lost) as { invoices?: IDataObject[] };
		const invoicePayments = invoices.map(({ id: invoiceId, amount }) => ({ invoiceId, amount }));
		return { ...rest, paymentType: undefined, invoicePayments };
	},
	answer(record, lost) {
		const { paymentType, invoices } = bodyOfLost(lost);
		return { ...record, paymentType, invoices };
	},
});

/** A charge is a repeat if one of its invoices was charged with the same amount, or is paid. */
const onceForInvoices = noRepeats({
	one: 'charge',
	what: 'Invoice',
	path: PATH,
	duePath: '/v3/invoices',
	users: '/v3/users',
	parts: (body) => invoicesOf(body),
	partsOf: (record) => invoicesOf(record),
	isUndone: ({ status }) => /VOID|CANCEL|FAIL/.test(String(status)),
	isUntouched: ({ totalAmount, dueAmount, scheduledAmount }) =>
		Number(totalAmount) === Number(dueAmount) && !Number(scheduledAmount ?? 0),
	isSettled: ({ dueAmount, status }) => Number(dueAmount) < 0.005 || status === 'PAID',
});

function invoicesOf({ invoicePayments }: IDataObject): Part[] {
	const paid = (invoicePayments ?? []) as Array<{ invoiceId: string; amount: number }>;
	return paid.map(({ invoiceId, amount }) => ({ about: invoiceId, amount: Number(amount) }));
}

export const receivedPaymentResource: Resource = {
	value: 'receivedPayment',
	name: 'Received Payment',
	description: 'Payments received from customers',
	operations: [
		payment.get(),
		payment.getAll({
			// BILL's page of filterable fields does not list received payments; these have been seen in use.
			filters: [...commonFilters(records.receivedPayment), amountFilter('amount')],
			sort: ['amount', 'createdTime', 'updatedTime'],
		}),
		{
			...payment.create({ fields: [] }),
			value: 'charge',
			name: 'Charge Customer',
			action: 'Charge a customer',
			description:
				"Charge a customer's bank account for invoices. The customer must have signed an authorization: see Customer > Set Charge Authorization. Money moves.",
			fields: [
				{
					...customerId,
					property: {
						...customerId.property,
						hint: 'Have the customer sign an authorization, then use Customer > Set Charge Authorization and Customer Bank Account > Create',
					},
				},
				fundingAccount,
				paidInvoices('invoicePayments', 'invoiceId'),
			],
			optional: {
				as: 'additionalFields',
				fields: [
					text('description', {
						eg: 'Invoices of January',
						description: "Shown on the customer's bank statement",
					}),
					day('paymentDate', { description: 'The day on which the money leaves the account' }),
				],
			},
			belongsTo: (call) => bodyOf(call).customerId,
			lookUp: newRecord({
				aRecord: 'a charge',
				list: PATH,
				byTime: true,
				named: ({ customerId: customer }) => `customer ${String(customer)}`,
				seconds: SECONDS_FOR_MONEY,
			}),
			options: [repeatsOption('charge')],
			...onceForInvoices,
			run: charge,
		},
		{
			value: 'recordOffline',
			name: 'Record Offline Payment',
			action: 'Record a payment received outside BILL',
			description:
				'Record that a customer paid invoices outside BILL, for example in cash; no money moves',
			method: 'POST',
			path: '/v3/invoices/record-payment',
			fields: [
				day('paymentDate', { eg: '2027-01-15', required: true }),
				choice(
					'paymentType',
					[
						{ value: 'ACH', name: 'ACH' },
						{ value: 'CASH', name: 'Cash' },
						{ value: 'CHECK', name: 'Check' },
						{ value: 'CREDIT_CARD', name: 'Credit Card' },
						{ value: 'OTHER', name: 'Other' },
						{ value: 'PAYPAL', name: 'PayPal' },
					],
					{ initially: 'CHECK', required: true },
				),
				money('amount', {
					required: true,
					min: 0.01,
					description:
						"The whole amount received; anything above the invoices stays as the customer's balance",
				}),
				paidInvoices('invoices', 'id'),
			],
			optional: {
				as: 'additionalFields',
				fields: [
					record('customerId', records.customer, {
						description: 'All invoices must belong to this customer',
					}),
					text('description', { eg: 'Check 2093' }),
				],
			},
			jsonForm: true,
			belongsTo: (call) => bodyOf(call).customerId ?? 'any customer',
			lookUp: offlinePayment,
			columns: ['id', 'customerId', 'amount', 'unappliedAmount', 'status', 'paymentDate'],
			output: {
				...strings('id', 'customerId', 'paymentType', 'paymentDate', 'status', 'description'),
				...{ amount: 'number', unappliedAmount: 'number' },
				invoices: [
					{ id: 'string', payments: [{ ...strings('id', 'status', 'date'), amount: 'number' }] },
				],
			},
		},
	],
};

/**
 * BILL refuses a charge without an authorization. It is refused here only if BILL says that there is none, because
 * responses leave out members without a value: https://developer.bill.com/docs/ar-charge-customer
 */
async function charge(call: Call): Promise<Output[]> {
	const { client, request, shared } = call;
	const { customerId: chargedId } = request.body as IDataObject;
	if (chargedId) {
		const path = `/v3/customers/${encodeURIComponent(String(chargedId))}`;
		const asked = shared.get(path) ?? client.send({ method: 'GET', path });
		shared.set(path, asked);
		const customer = (await asked) as IDataObject | undefined;
		if (customer?.authorizedToCharge === false) {
			throw client.refusal(
				'The organization is not authorized to charge this customer',
				`Have the customer sign an authorization, then use Customer > Set Charge Authorization. ${client.whatWasSent}`,
			);
		}
	}
	return await sendForRecord(call, request);
}

import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../core/form/field';
import { day, email, flag, money, number, text } from '../../core/form/kinds';
import { record, records as listOf } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { newRecord } from '../../core/look-up/new-record';
import { bodyOfLost, cannotBeLookedUp } from '../../core/look-up/way';
import type { Lost } from '../../core/look-up/way';
import { ifNumberExists, unlessNumberExists } from '../../core/run/known-number';
import { changedTo, replacedBy, standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import { upsert } from '../../core/run/upsert';
import * as records from '../records';
import { invoiceFilters } from './invoice-filters';
import { aging } from './shared/aging';
import {
	allLines,
	changedLines,
	classifications,
	classificationsShape,
	invoiceLine,
	lineShape,
	newLines,
	salesTaxShape,
} from './shared/invoice-lines';
import { customerName } from './shared/names';

/** https://developer.bill.com/docs/ar-invoices */
const PATH = '/v3/invoices';
const LINES = 'invoiceLineItems';

const id = record('invoiceId', records.invoice, { required: true });

const invoiceShape: Shape = {
	...strings('id', 'invoiceNumber', 'invoiceDate', 'dueDate', 'customerId', 'status'),
	archived: 'boolean',
	...{ totalAmount: 'number', dueAmount: 'number', scheduledAmount: 'number' },
	...{ creditAmount: 'number', exchangeRate: 'number' },
	invoiceLineItems: [lineShape],
	payments: [{ ...strings('id', 'status', 'date'), amount: 'number' }],
	classifications: classificationsShape,
	...salesTaxShape,
	enableCardPayment: 'boolean',
	convenienceFee: { percentage: 'number' },
	...strings(
		'payToChartOfAccountId',
		'paymentTermId',
		'invoicePdfId',
		'createdTime',
		'updatedTime',
	),
};

/** Responses contain the customer as `customerId`; requests require an object. */
const customer = record('customer.id', records.customer, { as: 'customerId' });
const requiredCustomer = record('customer.id', records.customer, {
	as: 'customerId',
	required: true,
	hint: 'To create the customer along with the invoice, choose Input > JSON and send "customer": {"name": "...", "email": "..."}',
});

/** Always sent for new invoices, because BILL may send the email if it is left out. */
const sendEmail = flag('processingOptions.sendEmail', {
	description: 'Whether BILL emails the invoice to the customer immediately',
});

const aNumber = { eg: 'QRC-2027-014', max: 100 };
const requiredNumber = text('invoiceNumber', { ...aNumber, required: true });
const invoiceNumber = text('invoiceNumber', {
	...aNumber,
	description: 'Leave empty on a new invoice to let BILL assign a number',
});

/** The days that nearly every invoice has. */
const days: Field[] = [
	day('invoiceDate', {
		eg: '2027-01-01',
		description: 'Defaults to today for a new invoice',
	}),
	day('dueDate', { description: 'Defaults to today for a new invoice' }),
];

/** https://developer.bill.com/reference/createinvoice */
const details: Field[] = [
	classifications,
	number('convenienceFee.percentage', {
		as: 'convenienceFee',
		label: 'Convenience Fee (%)',
		eg: 2.5,
		min: 0,
		money: true,
		description: 'Fee added when the customer pays by card; Enable Card Payment must be on',
	}),
	money('creditAmount', {
		eg: 25.5,
		min: 0,
		description: "How much of the customer's credit memos to apply to the invoice",
	}),
	flag('enableCardPayment', { description: 'Whether the customer may pay by card' }),
	record('payToChartOfAccountId', records.chartOfAccount, { label: 'Pay to GL Account' }),
	record('paymentTermId', records.paymentTerm),
	record('salesTaxItemId', records.item, {
		label: 'Sales Tax Item',
		description: 'An item of the type Sales Tax; its rate is applied to the taxable lines',
	}),
];

const invoice = standard({
	one: 'invoice',
	many: 'invoices',
	path: PATH,
	id,
	shape: invoiceShape,
	simplify: [
		'id',
		'invoiceNumber',
		'customerName',
		'totalAmount',
		'dueAmount',
		'status',
		'invoiceDate',
		'dueDate',
		'customerId',
		'archived',
		'updatedTime',
	],
	names: customerName,
});

const numbered = { one: 'invoice', member: 'invoiceNumber', path: PATH };

/** What BILL shows of an invoice that was sent: the customer only by ID, and no processing options. */
function asKept(lost: Lost): IDataObject {
	const { customer: whose, ...body } = bodyOfLost(lost);
	const customerId = (whose as IDataObject | undefined)?.id;
	const kept = { ...body, processingOptions: undefined };
	return { ...kept, ...(customerId !== undefined && { customerId }) };
}

const create = invoice.create({
	choices: [ifNumberExists(numbered)],
	...unlessNumberExists(numbered),
	lookUp: newRecord({
		aRecord: 'an invoice',
		byTime: true,
		expected: asKept,
		named: ({ invoiceNumber: number }) => (number ? `the number ${String(number)}` : undefined),
	}),
	description: 'Create an invoice for a customer with its lines, and email it if you choose',
	fields: [requiredCustomer, invoiceNumber, ...days, newLines(LINES, invoiceLine), sendEmail],
	optional: { as: 'additionalFields', fields: details },
});

const upsertInvoice = upsert(
	{
		...create,
		fields: [
			requiredNumber,
			requiredCustomer,
			...days,
			newLines(LINES, invoiceLine, 'An existing invoice gets exactly these lines'),
			sendEmail,
		],
		optional: { as: 'additionalFields', fields: details },
	},
	{
		one: 'invoice',
		many: 'invoices',
		// Not in BILL's list of filterable members: https://developer.bill.com/docs/filterable-fields
		keys: [{ member: 'invoiceNumber', filterable: false }],
		change: 'PUT',
		becomes: replacedBy(asKept),
	},
);

export const invoiceResource: Resource = {
	value: 'invoice',
	name: 'Invoice',
	description: 'Invoices you send to customers',
	operations: [
		create,
		upsertInvoice,
		aging({
			what: 'receivables',
			path: PATH,
			filters: 'archived:eq:false',
			whose: 'customer',
			owners: { path: records.customer.list.path, currency: 'invoiceCurrency' },
			count: 'invoices',
			date: 'invoiceDate',
			amount: 'totalAmount',
			isOwed: ({ status }) => status !== 'PAID' && status !== 'VOID',
		}),
		invoice.get(),
		invoice.getAll({
			filters: invoiceFilters,
			sort: [
				'dueDate',
				'invoiceNumber',
				'invoiceDate',
				'totalAmount',
				'archived',
				'createdTime',
				'updatedTime',
			],
		}),
		invoice.update(
			[customer, invoiceNumber, changedLines(LINES, invoiceLine), sendEmail, ...days, ...details],
			{
				description: 'Change fields or single lines of an invoice; omitted lines stay unchanged',
				lookUp: changedTo(asKept),
			},
		),
		{
			...create,
			choices: undefined,
			guard: undefined,
			value: 'replace',
			name: 'Replace',
			action: 'Replace an invoice',
			description:
				'Replace an invoice with all its lines; existing lines you leave out are removed',
			method: 'PUT',
			lookUp: replacedBy(asKept),
			path: `${PATH}/{invoiceId}`,
			fields: [
				id,
				requiredCustomer,
				invoiceNumber,
				...days,
				allLines(LINES, invoiceLine),
				sendEmail,
			],
		},
		invoice.archive(),
		invoice.restore(),
		{
			value: 'send',
			name: 'Send',
			action: 'Send an invoice',
			description: 'Email an invoice, with its PDF and attachments, to the customer or others',
			method: 'POST',
			path: `${PATH}/{invoiceId}/email`,
			fields: [
				id,
				listOf(
					'recipient.to',
					{
						searchMethod: '',
						label: 'To',
						eg: 'billing@example.com',
						pattern: /^[^\s@,]+@[^\s@,]+$/,
						mustBe: 'must be an email address such as billing@example.com',
					},
					{ label: 'To', description: 'Email addresses separated by commas', required: true },
				),
				record('replyTo.userId', records.user, {
					label: 'Reply To',
					description: 'The user of the organization who receives replies',
					required: true,
				}),
			],
			jsonForm: true,
			lookUp: cannotBeLookedUp('BILL does not show which emails it has sent'),
			output: { success: 'boolean' },
		},
		{
			value: 'getPaymentLink',
			name: 'Get Payment Link',
			action: 'Get the payment link of an invoice',
			description:
				'Get a link where a customer can pay an invoice without a BILL account; only for customers who are not connected in the BILL network',
			method: 'POST',
			path: `${PATH}/{invoiceId}/payment-link`,
			fields: [
				id,
				record('customerId', records.customer, { required: true }),
				email('email', {
					required: true,
					description: "The customer's email address, for the receipt",
				}),
			],
			optional: {
				as: 'additionalFields',
				fields: [
					text('returnUrl', {
						label: 'Return URL',
						eg: 'https://example.com/thank-you',
						description: 'Where the customer is sent after the payment',
					}),
				],
			},
			jsonForm: true,
			lookUp: cannotBeLookedUp('BILL does not list the links; requesting one again does no harm'),
			output: { paymentLink: 'string' },
		},
	],
};

import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { refreshMemos, settledInvoice, takeCredit } from '../rules/invoice-amounts.mts';
import {
	changedLines,
	type LineKind,
	newLines,
	replacedLines,
} from '../rules/receivable-lines.mts';
import { merge, mustHave, without } from '../state/members.mts';
import type { Invoice } from '../state/records/receivables.mts';
import type { World } from '../state/world.mts';
import { activeCustomer, newCustomer } from './customers.mts';
import { invoiceActionRoutes } from './invoice-actions.mts';
import { headerClassifications, receivableLine } from './receivable-fields.mts';

const kind: LineKind = { member: 'invoiceLineItems', ids: 'invoiceLines' };

const existingLine = { id: is.text(), ...receivableLine };

const fields = {
	invoiceNumber: is.text(100),
	invoiceDate: is.date,
	dueDate: is.date,
	// Requests have this object, responses have a flat `customerId`. A `customerId` in a body is refused.
	customer: is.object({ id: is.ref('customers'), name: is.text(), email: is.email }),
	processingOptions: is.object({ sendEmail: is.flag }),
	payToChartOfAccountId: is.ref('chartOfAccounts'),
	classifications: is.object(headerClassifications),
	creditAmount: is.notNegative,
	salesTaxItemId: is.ref('items'),
	enableCardPayment: is.flag,
	convenienceFee: is.object({ percentage: is.positive }, ['percentage']),
	paymentTermId: is.ref('paymentTerms'),
};

const idOf = (name: string) => ({
	...by.exact('eq', 'ne', 'in'),
	// Both the invoice and its lines have classifications. BILL does not say which of them it compares, so either one
	// matches.
	of: (invoice: Invoice) =>
		[invoice, ...invoice.invoiceLineItems].flatMap((part) => part.classifications?.[name] ?? []),
});

/** https://developer.bill.com/reference/createinvoice, https://developer.bill.com/docs/filterable-fields, .../sortable-fields */
const invoices = resource({
	name: 'invoices',
	path: '/v3/invoices',
	operations: ['list', 'get', 'create', 'update', 'replace', 'archive', 'restore'],
	fields: {
		...fields,
		// The guide lists `quantity` as required: https://developer.bill.com/docs/ar-invoices.
		invoiceLineItems: is.list(is.object(receivableLine, ['quantity']), 1),
	},
	// A line without an id is added.
	replaceFields: {
		...fields,
		invoiceLineItems: is.list(is.object(existingLine, ['quantity']), 1),
	},
	required: ['customer', 'invoiceLineItems'],
	updateFields: { ...fields, invoiceLineItems: is.list(is.object(existingLine, ['id'])) },
	// No status, dueDate or invoiceNumber: the page lists the first two for bills only.
	filters: {
		...by.common,
		customerId: by.exact('eq', 'in'),
		payToChartOfAccountId: by.exact('eq', 'ne', 'in'),
		'classifications.accountingClassId': idOf('accountingClassId'),
		'classifications.departmentId': idOf('departmentId'),
		'classifications.locationId': idOf('locationId'),
		'classifications.itemId': idOf('itemId'),
	},
	sort: ['archived', 'invoiceNumber', 'invoiceDate', 'dueDate', 'totalAmount', ...commonSort],
	make: (body, call) => {
		const invoiceLineItems = newLines(call.world, kind, body.invoiceLineItems);
		const made = { ...headOf(body, call), invoiceLineItems, createdBy: call.session.userId };
		return settled(call.world, { ...made, _credits: [] }, body.creditAmount);
	},
	change: (invoice, body, { world }) => {
		const { customer, processingOptions: _how, creditAmount, ...members } = body;
		const lines = changedLines(kind, invoice.invoiceLineItems, body.invoiceLineItems ?? []);
		const customerId = customer ? customerOf(world, customer) : invoice.customerId;
		const changed = { ...merge(invoice, members), customerId, invoiceLineItems: lines };
		return settled(world, changed, creditAmount);
	},
	// Without `creditAmount` the credit is removed, like the vendor credits of a bill. For invoices this is not
	// documented.
	overwrite: (invoice, body, call) => {
		const lines = replacedLines(call.world, kind, invoice.invoiceLineItems, body.invoiceLineItems);
		const replaced = {
			...without(invoice, fields),
			...headOf(body, call),
			invoiceLineItems: lines,
		};
		return settled(call.world, replaced, body.creditAmount ?? 0);
	},
	check: (invoice, _call, before) => {
		mustHave(invoice, 'invoiceNumber', 'invoiceDate', 'dueDate');
		must(
			invoice.convenienceFee === undefined || invoice.enableCardPayment === true,
			'convenienceFee',
			'enableCardPayment must be true',
		);
		const moved = before !== undefined && before.customerId !== invoice.customerId;
		const free = invoice.payments === undefined && invoice.creditAmount === 0;
		must(!moved || free, 'customer', 'The invoice has payments or credits');
	},
	after: ({ customerId }, { world }) => refreshMemos(world, customerId),
	// Since March 2026: https://developer.bill.com/changelog/2026-03-20-bills-invoices-api-improvements.
	show: (invoice) => ({ ...invoice, recordStatus: invoice.archived ? 'INACTIVE' : 'ACTIVE' }),
});

type Head = is.Body<typeof fields, 'customer'>;

/** The fields of a new or replaced invoice except lines and credit. Both dates default to today. */
function headOf(body: Head, { world }: Call) {
	const { customer, processingOptions: _how, creditAmount: _credit, ...members } = body;
	const today = world.clock.today();
	return {
		...members,
		customerId: customerOf(world, customer),
		invoiceNumber: body.invoiceNumber || nextNumber(world),
		invoiceDate: body.invoiceDate || today,
		dueDate: body.dueDate || today,
	};
}

/** The id of an existing customer, or of a new one created with that name and email. */
function customerOf(world: World, { id, name, email }: is.Value<typeof fields.customer>): string {
	if (id) {
		must(!name && !email, 'customer', 'Set id, or name and email, not both');
		return activeCustomer(world, id, 'customer').id;
	}
	if (!name && !email) throw BillError.missing('customer.id');
	if (!name) throw BillError.missing('customer.name');
	if (!email) throw BillError.missing('customer.email');
	const members = newCustomer({ name, email });
	return world.of('customers').add({ archived: false, ...members }).id;
}

/** "Auto-generated" if not sent. How BILL numbers invoices is not documented. */
function nextNumber(world: World): string {
	const taken = new Set(
		world
			.of('invoices')
			.all()
			.map(({ invoiceNumber }) => invoiceNumber),
	);
	let number = 1001;
	while (taken.has(String(number))) number += 1;
	return String(number);
}

/** The invoice with its amounts and the credit it now uses. Without `creditAmount` it keeps its credit. */
function settled<T extends Parameters<typeof settledInvoice>[1]>(
	world: World,
	invoice: T,
	creditAmount?: number,
) {
	const { _credits = [] } = invoice;
	const taken = creditAmount === undefined ? _credits : takeCredit(world, invoice, creditAmount);
	return settledInvoice(world, { ...invoice, _credits: taken });
}

export const invoiceRoutes: Route[] = [...resourceRoutes(invoices), ...invoiceActionRoutes];

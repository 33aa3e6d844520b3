import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { approvalOf } from '../rules/approvals.mts';
import { checkCredits, settled } from '../rules/bill-amounts.mts';
import { prefixes } from '../state/ids.mts';
import { merge, mustHave, valueAt, without } from '../state/members.mts';
import type { Bill, BillLine } from '../state/records/payables.mts';

const header = {
	chartOfAccountId: is.ref('chartOfAccounts'),
	accountingClassId: is.ref('accountingClasses'),
	departmentId: is.ref('departments'),
	locationId: is.ref('locations'),
	itemId: is.ref('items'),
};

const line = {
	amount: is.number,
	quantity: is.number,
	price: is.number,
	description: is.text(),
	classifications: is.object({
		...header,
		employeeId: is.ref('employees'),
		jobId: is.ref('jobs'),
		customerId: is.ref('customers'),
	}),
};

/** Vendor credits in the requests for bills and payments. */
export const creditUses = is.list(
	is.object({ id: is.ref('vendorCredits'), amount: is.positive }, ['id', 'amount']),
);

/** Maximum length of an invoice number: 100 is documented for receivables only. */
const invoice = { invoiceNumber: is.text(100), invoiceDate: is.date };

const fields = {
	vendorId: is.ref('vendors'),
	dueDate: is.date,
	description: is.text(),
	payFromChartOfAccountId: is.ref('chartOfAccounts'),
	classifications: is.object(header),
	vendorCredits: creditUses,
	purchaseOrderNumber: is.text(),
	paymentTermId: is.ref('paymentTerms'),
	billApprovals: is.flag,
};

const whole = { ...fields, invoice: is.object(invoice, ['invoiceNumber', 'invoiceDate']) };

const idOf = (name: string) => ({
	...by.exact('eq', 'ne', 'in'),
	// Both the bill and its lines have classifications. BILL does not say which of them it compares, so either one
	// matches.
	of: (bill: Bill) =>
		[bill, ...bill.billLineItems].flatMap((part) => part.classifications?.[name] ?? []),
});

/** https://developer.bill.com/reference/createbill, https://developer.bill.com/docs/filterable-fields */
const bills = resource({
	name: 'bills',
	path: '/v3/bills',
	operations: ['list', 'get', 'create', 'update', 'replace', 'archive', 'restore'],
	readQuery: { billApprovals: is.queryFlag },
	fields: { ...whole, billLineItems: is.list(is.object(line), 1) },
	// A line without an id is added.
	replaceFields: {
		...whole,
		billLineItems: is.list(is.object({ id: is.text(), ...line }), 1),
	},
	required: ['vendorId', 'dueDate', 'billLineItems', 'invoice'],
	updateFields: {
		...fields,
		invoice: is.object(invoice),
		// "PATCH edits existing lines": a line without an id is refused.
		billLineItems: is.list(is.object({ id: is.text(), ...line }, ['id'])),
	},
	filters: {
		...by.common,
		vendorId: by.exact('eq', 'in'),
		dueDate: by.date('gt', 'gte', 'lt', 'lte'),
		paymentStatus: by.choice(
			['PAID', 'UNPAID', 'PARTIAL', 'SCHEDULED', 'UNDEFINED'],
			'eq',
			'ne',
			'in',
		),
		payFromChartOfAccountId: by.exact('eq', 'ne', 'in'),
		'classifications.chartOfAccountId': idOf('chartOfAccountId'),
		'classifications.accountingClassId': idOf('accountingClassId'),
		'classifications.departmentId': idOf('departmentId'),
		'classifications.locationId': idOf('locationId'),
		'classifications.itemId': idOf('itemId'),
	},
	// https://developer.bill.com/docs/sortable-fields
	sort: ['archived', 'fundingAmount', 'exchangeRate', 'description', 'dueDate', ...commonSort],
	sortPaths: { invoiceDate: 'invoice.invoiceDate' },
	bulk: { operations: ['create'], max: 100 },
	make: (body, { world }) => {
		must(!world.of('vendors').get(body.vendorId).archived, 'vendorId', 'The vendor is archived');
		const { vendorCredits = [], billApprovals: _asked, ...members } = body;
		checkCredits(world, body.vendorId, vendorCredits);
		const billLineItems = body.billLineItems.map(newLine(world));
		const made = settled(world, { ...members, billLineItems, _credits: vendorCredits });
		return { ...made, ...approvalOf(world, made) };
	},
	change: (bill, body, { world }) => {
		const { billLineItems = [], vendorCredits = [], billApprovals: _asked, ...members } = body;
		const lines = billLineItems.reduce(changeLine, bill.billLineItems);
		const kept = (bill._credits ?? []).filter(
			(credit) => !vendorCredits.some(({ id }) => id === credit.id),
		);
		const changed = { ...merge(bill, members), billLineItems: lines };
		checkCredits(world, changed.vendorId, vendorCredits, bill.id);
		return settled(world, { ...changed, _credits: [...kept, ...vendorCredits] });
	},
	overwrite: (bill, body, { world }) => {
		const { billLineItems, vendorCredits = [], billApprovals: _asked, ...members } = body;
		const lines = billLineItems.map((sent, i) => {
			if (sent.id === undefined) return newLine(world)(sent, i);
			const line = bill.billLineItems.find(({ id }) => id === sent.id);
			if (!line) throw BillError.notFound(sent.id);
			return { ...priced(sent, i), id: sent.id };
		});
		checkCredits(world, members.vendorId, vendorCredits, bill.id);
		const replaced = { ...without(bill, fields), ...members };
		return settled(world, { ...replaced, billLineItems: lines, _credits: vendorCredits });
	},
	check: (bill) => {
		mustHave(bill, 'vendorId', 'dueDate', 'invoice.invoiceNumber', 'invoice.invoiceDate');
	},
	show: showBill,
});

/** Approvers are included on request: by the query of a GET, or the body of a write. */
function showBill({ _approvers = [], ...bill }: Bill, call: Call): object {
	const asked =
		call.query.billApprovals === 'true' ||
		[call.body].flat().some((body) => valueAt(body, 'billApprovals') === true);
	// In BILL's examples, responses to writes have no vendorName.
	const reads = call.reply.request.method === 'GET';
	const vendorName = reads ? call.world.of('vendors').get(bill.vendorId).name : undefined;
	return { ...bill, vendorName, ...(asked ? { approvers: _approvers } : {}) };
}

/** A line in a request. A new line has no id. */
type SentLine = Partial<BillLine>;

/** Sets the amount of the line: the amount sent, or quantity x price. If all three are sent, the amount wins. */
function priced<L extends SentLine>(line: L, index: number): L & { amount: number } {
	const { amount, quantity, price } = line;
	if (amount !== undefined) return { ...line, amount };
	if (quantity === undefined || price === undefined) {
		throw BillError.missing(`billLineItems[${index}].amount`);
	}
	return { ...line, amount: Math.round(quantity * price * 100) / 100 };
}

function newLine(world: Call['world']) {
	return (sent: SentLine, index: number): BillLine => ({
		...priced(sent, index),
		id: world.ids.next(prefixes.billLines),
	});
}

function changeLine(lines: BillLine[], sent: SentLine & { id: string }, index: number): BillLine[] {
	if (!lines.some(({ id }) => id === sent.id)) throw BillError.notFound(sent.id);
	return lines.map((known) => {
		if (known.id !== sent.id) return known;
		const changed = merge(known, sent);
		const recount =
			sent.amount === undefined && (sent.quantity !== undefined || sent.price !== undefined);
		if (!recount) return changed;
		const { amount: _old, ...rest } = changed;
		return priced(rest, index);
	});
}

export const billRoutes: Route[] = resourceRoutes(bills);

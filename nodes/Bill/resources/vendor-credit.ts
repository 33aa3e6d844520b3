import type { IDataObject } from 'n8n-workflow';

import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { lines } from '../../core/form/groups';
import { day, flag, money, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { standard } from '../../core/run/operation';
import type { Call, Output, Resource } from '../../core/run/operation';
import * as records from '../records';
import { payableLines } from './shared/payable-lines';
import { bookings } from './shared/bookings';
import { bulkEndpoints } from './shared/bulk';
import { commonFilters } from './shared/filters';

/** https://developer.bill.com/docs/ap-vendor-credits */
const PATH = '/v3/vendor-credits';
const BILL_PATH = '/v3/bills/{billId}';

const id = record('vendorCreditId', records.vendorCredit, { required: true });
const billId = record('billId', records.bill, { required: true });

const creditShape: Shape = {
	...strings('id', 'vendorId', 'referenceNumber', 'creditDate', 'description', 'status'),
	archived: 'boolean',
	...{ amount: 'number', appliedAmount: 'number' },
	...strings('applyToChartOfAccountId', 'applyToBankAccountId', 'createdTime', 'updatedTime'),
	vendorCreditLineItems: [
		{
			...strings('id', 'description'),
			amount: 'number',
			classifications: strings(
				'chartOfAccountId',
				'accountingClassId',
				'departmentId',
				'jobId',
				'locationId',
				'itemId',
				'employeeId',
				'customerId',
			),
		},
	],
	usage: [{ ...strings('billId', 'paymentId'), amount: 'number' }],
};

const billShape: Shape = {
	...strings('id', 'vendorId', 'vendorName', 'dueDate', 'paymentStatus', 'approvalStatus'),
	invoice: strings('invoiceNumber', 'invoiceDate'),
	...{ amount: 'number', creditAmount: 'number', dueAmount: 'number' },
	updatedTime: 'string',
};

const lineItems = payableLines('vendorCreditLineItems', Object.values(bookings), {
	amount: 64.99,
	description: 'Two lamps sent back',
});

const main: Field[] = [
	record('vendorId', records.vendor),
	text('referenceNumber', {
		eg: 'VC-2027-003',
		max: 100,
		description: 'Your number for the vendor credit',
	}),
	day('creditDate', { eg: '2027-01-15' }),
];

const ONE_ACCOUNT = 'Only one of Apply to Bank Account and Apply to Chart of Account may be given';

const details: Field[] = [
	record('applyToBankAccountId', records.bankAccount, {
		label: 'Apply to Bank Account',
		description: ONE_ACCOUNT,
	}),
	record('applyToChartOfAccountId', records.chartOfAccount, {
		label: 'Apply to Chart of Account',
		description: ONE_ACCOUNT,
	}),
	text('description', { eg: 'Lamps with broken shades' }),
];

const credit = standard({
	one: 'vendor credit',
	many: 'vendor credits',
	path: PATH,
	id,
	shape: creditShape,
	simplify: [
		'id',
		'vendorId',
		'referenceNumber',
		'creditDate',
		'description',
		'amount',
		'appliedAmount',
		'status',
		'archived',
		'updatedTime',
	],
});

/** https://developer.bill.com/reference/bulkcreatevendorcredit names no accounts. */
const createdInBulk = [
	'vendorId',
	'referenceNumber',
	'creditDate',
	'description',
	'vendorCreditLineItems',
];

const bulk = bulkEndpoints(PATH, {
	most: 50,
	member: 'vendorCredits',
	takes: createdInBulk,
	toldApartBy: createdInBulk,
});

const create = credit.create({
	description: 'Enter a credit that a vendor grants, with its lines',
	fields: [...main.map(required), lineItems.created],
	optional: { as: 'additionalFields', fields: details },
	bulk: bulk.create,
});

const billApprovals = flag('billApprovals', {
	label: 'Include Approvers',
	description:
		'Whether the answer names the approvers of the bill. Once used, BILL wants it on later updates too.',
});

export const vendorCreditResource: Resource = {
	value: 'vendorCredit',
	name: 'Vendor Credit',
	description: 'What vendors grant, to be taken off their bills',
	operations: [
		create,
		credit.get(),
		credit.getAll({
			// Taken from BILL's other lists; its page of filterable fields does not name vendor credits.
			filters: [
				filterBy.flag('archived', ['eq', 'ne'], 'Whether the vendor credit is archived'),
				...commonFilters(records.vendorCredit),
			],
			sort: ['creditDate', 'amount', 'appliedAmount', 'archived', 'createdTime', 'updatedTime'],
		}),
		credit.update([...main, lineItems.changed, ...details], {
			description:
				'Change fields or single lines of a vendor credit; lines left out stay as they are',
			bulk: bulk.change,
		}),
		{
			...create,
			value: 'replace',
			name: 'Replace',
			action: 'Replace a vendor credit',
			description:
				'Write a vendor credit anew with all its lines; existing lines that are left out are removed',
			method: 'PUT',
			path: `${PATH}/{vendorCreditId}`,
			fields: [id, ...main.map(required), lineItems.replaced],
			bulk: bulk.change,
		},
		credit.archive({
			description: 'Take a vendor credit out of use for good; BILL cannot restore it',
			bulk: bulk.archive,
		}),
		{
			value: 'apply',
			name: 'Apply to Bill',
			action: 'Apply vendor credits to a bill',
			description: 'Take one or more credits of a vendor off one of its bills; no money moves',
			method: 'PATCH',
			path: BILL_PATH,
			fields: [
				billId,
				lines(
					'vendorCredits',
					[
						record('id', records.vendorCredit, { as: 'vendorCreditId', required: true }),
						money('amount', {
							eg: 25.5,
							required: true,
							description: 'How much of the credit is taken off the bill',
						}),
					],
					// n8n looks at the required fields of every list of this name, of whatever operation.
					{ as: 'creditsToApply', entry: 'Vendor Credit', required: true },
				),
			],
			optional: { as: 'additionalFields', fields: [billApprovals] },
			jsonForm: true,
			output: billShape,
		},
		{
			value: 'unapply',
			name: 'Unapply From Bill',
			action: 'Unapply a vendor credit from a bill',
			description:
				'Take a vendor credit off a bill again: the bill is read and written back whole, with the same vendor, dates, number, lines and bookings and its other credits, but without this one',
			method: 'PUT',
			path: BILL_PATH,
			fields: [billId, { ...id, inQuery: true }],
			optional: { as: 'additionalFields', fields: [billApprovals] },
			output: billShape,
			run: unapply,
		},
	],
};

/** What BILL takes when a bill is replaced: https://developer.bill.com/reference/replacebill */
const KEPT = [
	'vendorId',
	'description',
	'dueDate',
	'billLineItems',
	'invoice',
	'payFromChartOfAccountId',
	'classifications',
	'purchaseOrderNumber',
	'paymentTermId',
];

const CENT = 0.005;

interface Applied {
	id: string;
	amount: number;
}

/** How much of a credit is on a bill. */
function onBill(credit: IDataObject, billId: string): number {
	return ((credit.usage ?? []) as Array<{ billId?: string; amount: number }>)
		.filter((use) => use.billId === billId)
		.reduce((sum, { amount }) => sum + Number(amount), 0);
}

/** BILL takes a credit off only when the bill is replaced by one that does not name it. */
async function unapply(call: Call): Promise<Output[]> {
	const { client, request } = call;
	const creditId = String(request.query?.vendorCreditId);
	const read = async (path: string) => (await client.send({ method: 'GET', path })) as IDataObject;
	const credit = await read(`${PATH}/${encodeURIComponent(creditId)}`);
	const bill = await read(request.path);
	const amount = onBill(credit, String(bill.id));
	if (amount <= 0) {
		throw client.refusal(
			'The vendor credit is not applied to this bill',
			`Get shows under "usage" which bills a credit is applied to. ${client.whatWasSent}`,
		);
	}
	const others = await otherCredits(call, bill, creditId, amount);
	const body = {
		...Object.fromEntries(
			KEPT.filter((member) => bill[member] !== undefined && bill[member] !== null).map((member) => [
				member,
				bill[member],
			]),
		),
		...(others.length > 0 && { vendorCredits: others }),
		...(request.body as IDataObject | undefined),
	};
	const written = (await client.send({ ...request, query: undefined, body })) as IDataObject;
	return [{ json: written }];
}

/**
 * The other credits on the bill, which must be written back. The bill only tells their sum, so where
 * this credit is not all of it the vendor's credits are looked through.
 */
async function otherCredits(
	{ client }: Call,
	bill: IDataObject,
	creditId: string,
	amount: number,
): Promise<Applied[]> {
	const left = bill.creditAmount === undefined ? undefined : Number(bill.creditAmount) - amount;
	if (left !== undefined && left < CENT) return [];
	const others: Applied[] = [];
	for await (const page of client.pages({ method: 'GET', path: PATH })) {
		for (const credit of page) {
			const used = onBill(credit, String(bill.id));
			if (credit.id !== creditId && used > 0) others.push({ id: String(credit.id), amount: used });
		}
	}
	const found = others.reduce((sum, other) => sum + other.amount, 0);
	if (left !== undefined && Math.abs(found - left) >= CENT) {
		throw client.refusal(
			'The other credits on the bill could not all be found',
			`The bill has credits of ${left} beside this one, and ${found} of them were found. It would lose the others. Take the credit off in BILL. ${client.whatWasSent}`,
		);
	}
	return others;
}

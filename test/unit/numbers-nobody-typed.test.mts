import type { INodeProperties } from 'n8n-workflow';
import { contentFields } from '../../nodes/core/form/operation.ts';
import { operations, rows, sampleOf, samplesOf, shownFor } from '../support/forms.mts';
import type { Values } from '../support/forms.mts';
import { runNode } from '../support/stub-node.mts';

/*
 * The editor fills every number of a group or list with its default as soon as an entry is added, and n8n does the
 * same before a node runs. A zero that nobody typed must not be sent: a bill line with "amount": 0 has no value,
 * whatever its quantity and price are.
 */

/** Every group and list of an operation, with the number fields of its entries. */
const forms = operations.flatMap((entry) => {
	const { operation } = entry;
	return [...operation.fields, ...(operation.optional?.fields ?? [])]
		.filter(({ property }) => property.type === 'fixedCollection')
		.map((field) => ({ ...entry, field, optional: operation.optional?.fields.includes(field) }));
});

/** The fields of an entry. n8n does not fill in the fields of a collection inside it. */
const inEntry = (property: INodeProperties) =>
	(property.options as Array<{ values: INodeProperties[] }>)[0].values;

/** The forms that need more than one entry provides, with their errors. They send nothing. */
const asksForMore: Record<string, string> = {
	'Approval Policy > Update: Rules':
		'There is no approval policy with the ID "01ABCDEFGHIJKLMNOPQR"',
	'Credit Memo > Create: Line Items': 'Line 1: Amount is required',
	'Invoice > Create: Line Items': 'Line 1: Price is required',
	'Invoice > Create or Update: Line Items': 'Line 1: Price is required',
	'Recurring Invoice > Create: Line Items': 'Line 1: Price is required',
	'Payment > Create: Vendor Credits':
		'Amount is empty, and BILL does not return the amount due on bill 00nBCDEFGHIJKLMNOPQR',
	...Object.fromEntries(
		['Reimbursement > Create', 'Reimbursement > Update', 'Transaction > Set Custom Fields'].map(
			(title) => [
				`Spend & Expense: ${title}: Custom Fields`,
				'Custom Fields 1: Value is empty. To clear the field, switch on Clear',
			],
		),
	),
};

test.each(
	forms.map((form) => [`${form.title}: ${form.field.property.displayName}`, form] as const),
)(
	'%s sends no number that was not typed',
	async (title, { operation, chosen, field, optional }) => {
		const fields = inEntry(field.property);
		const typed = fields.filter(({ required }) => required);
		// Something must be filled in: a text, or else a picked record.
		const other =
			fields.find(({ type }) => type === 'string') ??
			fields.find(({ type }) => type !== 'number' && type !== 'collection');
		const entry = samplesOf(typed.length > 0 || !other ? typed : [other]);
		const { multipleValues } = field.property.typeOptions ?? {};
		const filled = { [field.name]: { values: multipleValues ? [entry] : entry } };

		const required = shownFor(chosen).filter((property) => property.required);
		const values: Values = { ...chosen, ...samplesOf(required) };
		Object.assign(values, optional ? { [operation.optional?.as ?? '']: filled } : filled);
		// The response to Pay Many contains every bill that was to be paid.
		const payments = [{ id: 'x', billId: '00nBCDEFGHIJKLMNOPQR' }];
		const answer = () => ({ id: 'x', results: [], payments });
		const { sent, error } = await runNode(values, { answer });
		const refused = asksForMore[title];
		expect(error?.message).toEqual(refused && `${refused} [item 0]`);
		if (refused) {
			expect(sent.filter(({ method }) => method !== 'GET')).toEqual([]);
			return;
		}
		const { body } = sent[sent.length - 1];
		const inBody = Array.isArray(body) ? body : field.path.split('.').reduce<unknown>(at, body);
		const written = [inBody].flat();
		const typedIn = leavesOf(entry).map(Number);
		const numbers = leavesOf(written).filter((leaf) => typeof leaf === 'number');
		expect(numbers.filter((number) => !typedIn.includes(number))).toEqual([]);
	},
);

function at(object: unknown, member: string): unknown {
	return (object as Record<string, unknown> | undefined)?.[member];
}

/** All values inside a value that are not objects or lists. */
function leavesOf(value: unknown): unknown[] {
	if (typeof value !== 'object' || value === null) return [value];
	return Object.values(value).flatMap(leavesOf);
}

test.each(operations.map(({ title, operation }) => [title, contentFields(operation)] as const))(
	'%s begins with no required number that nobody typed',
	(_title, fields) => {
		const zeros = fields.filter(({ property }) => property.required && property.default === 0);
		expect(zeros.map(({ name }) => name)).toEqual([]);
	},
);

test('a payment term gets no days unless they are typed, and accepts a typed 0', async () => {
	const term = { resource: 'paymentTerm', operation: 'create', name: 'Due at once' };
	const { sent, error } = await runNode({ ...term, daysDue: '' });
	expect(error?.message).toBe('Days Due is required [item 0]');
	expect(sent).toEqual([]);
	const typed = await runNode({ ...term, daysDue: 0 });
	expect(typed.sent[0].body).toMatchObject({ daysDue: 0 });
});

describe('a line of a bill', () => {
	const pick = (value: string) => ({ __rl: true, mode: 'id', value });
	const bill = {
		resource: 'bill',
		operation: 'create',
		vendorId: pick('00901ABCDEFGHIJKLMNO'),
		invoiceNumber: 'NW-1',
		invoiceDate: '2027-01-01',
		dueDate: '2027-01-31',
	};
	/** A line as in the form: fields that are not always shown are in a collection of the line. */
	const line = (operation: string, values: Values) => {
		const found = operations.find(
			({ chosen }) => chosen.resource === 'bill' && chosen.operation === operation,
		);
		const all = [...(found?.operation.fields ?? []), ...(found?.operation.optional?.fields ?? [])];
		const property = all.find(({ name }) => name === 'billLineItems')?.property;
		const fields = inEntry(property as INodeProperties);
		const collection = fields.find(({ type }) => type === 'collection')?.name;
		const isFlat = ([name]: [string, unknown]) => fields.some((known) => known.name === name);
		const entries = Object.entries(values);
		return {
			...Object.fromEntries(entries.filter(isFlat)),
			...(collection && {
				[collection]: Object.fromEntries(entries.filter((entry) => !isFlat(entry))),
			}),
		};
	};
	const linesOf = async (values: Values) => {
		const { sent, error } = await runNode(values);
		expect(error).toBeUndefined();
		return (sent[0].body as { billLineItems: unknown }).billLineItems;
	};

	test('with quantity and price has no amount, which would win over both', async () => {
		const billLineItems = { values: [line('create', { quantity: 20, price: 11.45 })] };
		expect(await linesOf({ ...bill, billLineItems })).toEqual([{ quantity: 20, price: 11.45 }]);
	});

	test('with an amount has no quantity and no price of zero', async () => {
		const billLineItems = { values: [line('create', { amount: 228.99 })] };
		expect(await linesOf({ ...bill, billLineItems })).toEqual([{ amount: 228.99 }]);
	});

	test('whose text is changed keeps its amount', async () => {
		const billLineItems = {
			values: [line('update', { lineId: 'bli01ABCDEFGHIJKLMNO', description: 'Paper' })],
		};
		const values = {
			resource: 'bill',
			operation: 'update',
			billId: pick('00n01ABCDEFGHIJKLMNO'),
			updateFields: { billLineItems },
		};
		expect(await linesOf(values)).toEqual([{ id: 'bli01ABCDEFGHIJKLMNO', description: 'Paper' }]);
	});
});

test('auto pay that is switched off sets no limit of zero', async () => {
	const { sent } = await runNode({
		resource: 'vendor',
		operation: 'update',
		vendorId: { __rl: true, mode: 'id', value: '00901ABCDEFGHIJKLMNO' },
		updateFields: { autoPay: { values: { enabled: false } } },
	});
	expect(sent[0].body).toEqual({ autoPay: { enabled: false } });
});

test.each(rows)('%s has no number standing flat that need not be filled in', (_, entry) => {
	const flat = shownFor(entry.chosen).filter(({ name }) =>
		entry.operation.fields.some((field) => field.name === name),
	);
	const numbers = flat.filter(({ type, required }) => type === 'number' && !required);
	expect(numbers.map(({ displayName }) => displayName)).toEqual([]);
	expect(flat.map(sampleOf)).not.toContain(undefined);
});

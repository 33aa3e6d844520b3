import type { Field } from '../../nodes/core/form/field.ts';
import { hasNoBody } from '../../nodes/core/form/operation.ts';
import { resources } from '../../nodes/Bill/resources/index.ts';
import { resources as spend } from '../../nodes/BillSpendExpense/resources/index.ts';
import { inLabels } from '../../nodes/core/form/in-labels.ts';

/* BILL's errors with the form's labels. */

const operation = (id: string) => {
	const [resource, value] = id.split('.');
	const found = resources
		.find((each) => each.value === resource)
		?.operations.find((each) => each.value === value);
	if (!found) throw new Error(`There is no ${id}`);
	return found;
};

type Row = [id: string, text: string, wanted: string, body?: object];

// If a row lacks the fourth value, Jest passes its own callback as the fourth parameter.
test.each<Row>([
	['bill.create', 'dueDate: Invalid format', 'Due Date: Invalid format'],
	['invoice.create', 'customer: The customer field is required', 'Customer is required'],
	['bill.create', 'billLineItems[1].amount: Invalid value', 'Line 2: Amount: Invalid value'],
	[
		'invoice.create',
		'invoiceLineItems[1].price: The invoiceLineItems[1].price field is required',
		'Line 2: Price is required',
	],
	['bill.create', 'billLineItems.0.amount: is not a number', 'Line 1: Amount: is not a number'],
	['bill.create', '/billLineItems/0/amount: is not a number', 'Line 1: Amount: is not a number'],
	[
		'bill.create',
		'invoice.invoiceNumber: too long; vendorId: Unknown',
		'Invoice Number: too long; Vendor: Unknown',
	],
	['bill.create', '[3].dueDate: Invalid format', 'Due Date: Invalid format'],
	['bill.create', 'Invalid value (field: dueDate)', 'Invalid value (field: Due Date)'],
	['bill.create', 'The amount must not change the name', 'The amount must not change the name'],
	['bill.create', 'somethingElse: is wrong', 'somethingElse: is wrong'],
	['bill.create', 'No object found for the id 00n01ABC', 'No object found for the id 00n01ABC'],
	[
		'payment.create',
		'fundingAccount.type: Must be one of CARD_ACCOUNT',
		'Pay With: Must be one of CARD_ACCOUNT',
	],
	[
		'payment.create',
		'fundingAccount.id: Unknown',
		'Bank Account: Unknown',
		{ fundingAccount: { type: 'BANK_ACCOUNT' } },
	],
	[
		'payment.create',
		'fundingAccount.id: Unknown',
		'Card Account: Unknown',
		{ fundingAccount: { type: 'CARD_ACCOUNT' } },
	],
])('%s: %s', (...[id, text, wanted, body]: Row) => {
	expect(inLabels(text, operation(id), body)).toBe(wanted);
});

/** Each field of a form with its label: `billLineItems[1].amount`, "Amount". */
function membersOf(fields: Field[], before = ''): Array<[member: string, label: string]> {
	return fields
		.filter(({ path, inQuery }) => path !== '' && !inQuery)
		.flatMap((field): Array<[string, string]> => {
			const member = `${before}${field.path}`;
			const isList = field.property.typeOptions?.multipleValues === true;
			return [
				[member, field.property.displayName],
				...membersOf(field.fields ?? [], `${member}${isList ? '[1]' : ''}.`),
			];
		});
}

const forms = [...resources, ...spend].flatMap(({ value, operations }) =>
	operations
		.filter((each) => !hasNoBody(each))
		.map((each) => [`${value}: ${each.value}`, each] as const),
);

test.each(forms)('%s: the label is shown for every member that BILL names', (_, form) => {
	const fields = [...form.fields, ...(form.optional?.fields ?? [])];
	const members = membersOf(fields.filter(({ path }) => !form.path.includes(`{${path}}`)));
	const labels = new Map<string, string[]>();
	for (const [member, label] of members) {
		labels.set(member, [...(labels.get(member) ?? []), label]);
	}
	const shown = [...labels].map(([member, wanted]) => {
		const text = inLabels(`${member}: Invalid value`, form);
		const isNamed = wanted.some((label) => text.endsWith(`${label}: Invalid value`));
		const line = /\[1\]\./.test(member) ? / 2: /.test(text) : true;
		return isNamed && line ? undefined : `${member}: ${text}`;
	});
	expect(shown.filter(Boolean)).toEqual([]);
});

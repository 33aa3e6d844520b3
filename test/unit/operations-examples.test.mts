import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { exampleOf } from '../../nodes/core/form/field.ts';
import type { Field } from '../../nodes/core/form/field.ts';
import { writeFilters } from '../../nodes/core/form/filters.ts';
import { jsonExample } from '../../nodes/core/form/json-body.ts';
import { contentFields } from '../../nodes/core/form/operation.ts';
import type { Operation } from '../../nodes/core/run/operation.ts';
import type { ListedKind } from '../../nodes/core/run/pick-lists.ts';
import * as ofBill from '../../nodes/Bill/records/index.ts';
import * as ofSpend from '../../nodes/BillSpendExpense/records/index.ts';
import { everyProperty, operations, placeholderOf, rows } from '../support/forms.mts';
import { once, sampleOf, samplesOf, shownFor } from '../support/forms.mts';

/** The kinds of records, without the exports added by loading a CommonJS module. */
const records = [ofBill, ofSpend].flatMap((exported) =>
	Object.entries(exported as Record<string, unknown>)
		.filter(([name]) => !['default', '__esModule', 'module.exports'].includes(name))
		.map(([, kind]) => kind as ListedKind),
);

const writing = { timeZone: 'America/New_York', keepEmpty: false };

const fieldsOf = (operation: Operation): Field[] => [
	...operation.fields,
	...(operation.optional?.fields ?? []),
];

/** Whether an object has the field at a path. */
function has(object: unknown, path: string): boolean {
	let at = object;
	for (const member of path.split('.')) {
		if (typeof at !== 'object' || at === null || !(member in at)) return false;
		at = (at as Record<string, unknown>)[member];
	}
	return at !== undefined && at !== '';
}

describe.each(rows)('%s', (_, { operation, chosen }) => {
	const fields = fieldsOf(operation);

	test('every field that is typed says what it looks like', () => {
		for (const { where, property } of everyProperty(shownFor(chosen))) {
			if (!['string', 'json', 'dateTime'].includes(property.type)) continue;
			expect([where, property.placeholder]).toEqual([where, expect.stringMatching(/^e\.g\. \S/)]);
		}
		for (const { where, property } of everyProperty(shownFor(chosen))) {
			const byId = property.modes?.find(({ name }) => name === 'id');
			if (property.type === 'resourceLocator')
				expect([where, byId]).toEqual([where, expect.anything()]);
			if (byId) expect([where, placeholderOf(byId)]).toEqual([where, expect.any(String)]);
		}
	});

	test('what a placeholder says can be typed, and is sent as the example has it', () => {
		for (const { property, example, write } of fields) {
			// These are chosen, not typed.
			if (['boolean', 'options', 'multiOptions'].includes(property.type)) continue;
			const sent = write(sampleOf(property), writing);
			expect([property.displayName, once(sent)]).toEqual([property.displayName, example]);
		}
	});

	test('n8n gets no pattern to check: on a busy computer it would refuse to start the workflow', () => {
		for (const { where, property } of everyProperty(shownFor(chosen))) {
			for (const { validation } of property.modes ?? [])
				expect([where, validation]).toEqual([where, undefined]);
		}
	});

	if (operation.jsonForm) {
		test('the example of the JSON form is complete, and begins with no amount that could be paid', () => {
			const shown = shownFor({ ...chosen, inputMode: 'json' }).find(({ name }) => name === 'body');
			// An update starts with empty JSON, because its example would change a record if it were sent unchanged.
			const initially = shown?.default as string;
			const written = initially === '{}' ? placeholderOf(shown as INodeProperties) : initially;
			const example = JSON.parse(written ?? '') as object;
			const money = moneyNames(contentFields(operation));
			const begins = (name: string, value: unknown) =>
				initially !== '{}' && money.has(name) ? 0 : value;
			const whole = JSON.stringify(jsonExample(operation));
			expect(example).toEqual(JSON.parse(whole, begins));
			expect(Object.keys(example).length).toBeGreaterThan(0);
			for (const { property, path, inQuery, when } of contentFields(operation)) {
				if (!property.required || inQuery || when) continue;
				expect([path, has(example, path)]).toEqual([path, true]);
			}
			expect(() => JSON.parse(initially) as unknown).not.toThrow();
		});

		test('JSON and the filled-in form are two ways to the same body', () => {
			const content = contentFields(operation).filter(({ inQuery }) => !inQuery);
			const change = (operation.optional?.fields ?? []).map((field) => exampleOf([field]));
			const bodies = content.length > 0 ? [exampleOf(content)] : change;
			expect(bodies).toContainEqual(jsonExample(operation));
		});
	}

	for (const filter of operation.list?.filters ?? []) {
		test(`the filter ${filter.label} takes what its placeholders say, with each operator`, () => {
			const form = shownFor(chosen).find(({ name }) => name === 'filters');
			const group = (form?.options as Array<{ name: string; values: INodeProperties[] }>).find(
				({ name }) => name === filter.name,
			);
			for (const operator of filter.operators) {
				const shown = (group?.values ?? []).filter(({ displayOptions }) =>
					(displayOptions?.show?.operator ?? [operator]).includes(operator),
				);
				const entry = { ...samplesOf(shown), operator } as IDataObject;
				const condition = writeFilters([filter], { [filter.name]: [entry] }, writing);
				if (filter.afterReading) {
					expect(condition).toBe('');
					continue;
				}
				expect(condition).toMatch(new RegExp(`^${filter.path.replace('.', '\\.')}:${operator}:.`));
				expect(condition).not.toMatch(/undefined|object Object|null/);
			}
		});
	}

	if (operation.list?.filters) {
		test('the example of a filter text is about a member that this list can be filtered by', () => {
			const options = shownFor(chosen).find(({ name }) => name === 'options');
			const typed = (options?.options as INodeProperties[]).find(
				({ name }) => name === 'filterText',
			);
			const isBills = operation.list?.filters?.some((each) => !each.afterReading && !each.means);
			expect(typed !== undefined).toBe(isBills);
			if (!isBills) return;
			const [, path, operator] =
				/^([\w.]+):(\w+):"[^"]+"$/.exec(placeholderOf(typed ?? {}) ?? '') ?? [];
			const filter = operation.list?.filters?.find((known) => known.path === path);
			expect(filter?.operators).toContain(operator);
		});
	}
});

/** BILL's required fields: https://developer.bill.com/reference, page by page. */
const REQUIRED: Record<string, string[]> = {
	'Vendor > Create': ['name', 'address.line1', 'address.city', 'address.zipOrPostalCode'].concat([
		'address.country',
		'address.stateOrProvince',
	]),
	'Vendor > Create or Update': ['name', 'address.line1', 'address.city', 'address.country'],
	'Vendor > Add Bank Account': ['accountNumber'],
	'Bill > Create': ['vendorId', 'dueDate', 'billLineItems.0.amount'].concat([
		'invoice.invoiceNumber',
		'invoice.invoiceDate',
	]),
	'Bill > Replace': ['vendorId', 'dueDate', 'billLineItems.0.id'].concat([
		'invoice.invoiceNumber',
		'invoice.invoiceDate',
	]),
	'Payment > Create': ['billId', 'amount', 'fundingAccount.type', 'fundingAccount.id'],
	'Payment > Pay Many Bills': ['fundingAccount.type', 'fundingAccount.id'].concat([
		'payments.0.billId',
		'payments.0.amount',
	]),
	'Payment > Record Offline Payment': ['vendorId', 'processDate'].concat([
		'payments.0.billId',
		'payments.0.amount',
	]),
	'Bank Account > Create': ['bankName', 'nameOnAccount', 'type', 'ownerType'],
};

test.each(Object.entries(REQUIRED))(
	'the JSON example of %s has what BILL wants',
	(title, paths) => {
		const found = operations.find((entry) => entry.title === title);
		expect(found?.operation.jsonForm).toBe(true);
		const example = jsonExample((found as (typeof operations)[number]).operation);
		expect(paths.filter((path) => !has(example, path))).toEqual([]);
	},
);

describe.each(Object.entries(records))('the ID of a record of the kind %s', (_, kind) => {
	const prefix = /must be an ID that begins with (\w+)/.exec(kind.mustBe)?.[1] ?? '';

	test('is recognised by its example and its prefix', () => {
		expect(kind.pattern.test(kind.eg)).toBe(true);
		expect(kind.eg.startsWith(prefix)).toBe(true);
		expect(kind.eg.length).toBeGreaterThanOrEqual(20);
	});

	test('is refused only when it cannot be one', () => {
		for (const id of [`${prefix}1`, `${prefix}01ABCdef-_9`])
			expect(kind.pattern.test(id)).toBe(true);
		const wrong = ['', ' ', `${prefix}01 A`, `${prefix}01/A`, `${prefix}01?a`, `${prefix}01.A`]
			.concat([`${prefix}01,A`, `${prefix}01\n`, `${prefix}01%2F`, `${prefix}Ä`])
			.concat(prefix ? [prefix, `x${prefix}01`, 'Northwind'] : []);
		expect(wrong.filter((id) => kind.pattern.test(id))).toEqual([]);
	});
});

/** The fields that decide what is paid or owed. */
function moneyNames(fields: Field[]): Set<string> {
	const names = fields.flatMap(({ path, money, fields: inside }) =>
		inside ? [...moneyNames(inside)] : money ? [path.split('.').pop() as string] : [],
	);
	return new Set(names);
}

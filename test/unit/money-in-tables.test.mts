import { operations } from '../support/forms.mts';
import type { Field } from '../../nodes/core/form/field.ts';

/*
 * Fields that decide what is paid or owed are marked in their table, so that they are never left out because an
 * expression returned nothing.
 */

/** All fields of an operation that are sent, including those of groups and lists, with their place. */
function allFields(fields: Field[], at: string): Array<{ at: string; field: Field }> {
	return fields.flatMap((field) => {
		const here = `${at} > ${field.property.displayName}`;
		return [{ at: here, field }, ...allFields(field.fields ?? [], here)];
	});
}

const all = operations.flatMap(({ title, operation }) =>
	allFields([...operation.fields, ...(operation.optional?.fields ?? [])], title),
);

/** Numbers in forms that are not money. */
const NO_MONEY =
	/(frequency|daysInAdvance|daysDue|daysBeforeDueDate|leadTimeInDays|priority|recurMonth)$/;

test('every number that is sent is money, or known not to be', () => {
	const numbers = all.filter(({ field }) => typeof field.example === 'number');
	expect(numbers.length).toBeGreaterThan(50);
	const open = numbers.filter(({ field }) => !field.money && !NO_MONEY.test(field.path));
	expect(open.map(({ at }) => at)).toEqual([]);
});

test('every list with money in it says what an entry comes to, or has a required amount', () => {
	const lists = all.filter(({ field }) => Array.isArray(field.example) && field.money);
	expect(lists.length).toBeGreaterThan(15);
	const open = lists.filter(({ at, field: { comesFrom, fields = [] } }) => {
		const names = fields.map(({ name }) => name);
		const isKnown = comesFrom?.flat().every((name) => names.includes(name));
		const hasAmount = fields.some(({ money, property }) => money && property.required);
		// In these, existing lines are referred to by their IDs, and the amount need not be among the changes.
		const changesOnly = /(Recurring Bill|Vendor Credit) > Update/.test(at);
		// A member who shares the budget's funds has no limit.
		const isLimit = /Budget Member > Add or Update Many/.test(at);
		return !isKnown && !hasAmount && !changesOnly && !isLimit;
	});
	expect(open.map(({ at }) => at)).toEqual([]);
});

test('what is filled in flat and decides the money is required, because nothing says that it was forgotten', () => {
	const flat = operations.flatMap(({ title, operation }) =>
		operation.fields
			.filter(({ money, fields }) => money && !fields)
			.map((field) => ({ at: `${title} > ${field.property.displayName}`, field })),
	);
	expect(flat.length).toBeGreaterThan(2);
	// A budget without a limit is refused unless overspending is allowed. A payment without an amount pays the amount
	// due, which is read from the bill.
	const decided = / Budget > Create.* > .*Limit$|^Payment > Create > Amount$/;
	const open = flat.filter(({ at, field }) => !field.property.required && !decided.test(at));
	expect(open.map(({ at }) => at)).toEqual([]);
});

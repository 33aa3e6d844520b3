import type { Field } from './field';
import type { OperationForm } from './operation';
import { memberAt } from './shape';

type Form = Pick<OperationForm, 'fields' | 'optional'>;

/**
 * A member as error texts of an API name it: `dueDate`, `invoice.invoiceNumber`, `billLineItems[1].amount`,
 * `bank-account`.
 */
const MEMBER = String.raw`\/?[A-Za-z]\w*(?:\[\d+\]|[./-]\w+)*`;
const IS_REQUIRED = new RegExp(String.raw`(?:${MEMBER}: )?The (${MEMBER}) field is required`, 'g');
const AT_THE_HEAD = new RegExp(String.raw`(^|; )(?:\[\d+\]\.)?(${MEMBER})(?=: )`, 'g');
const ANYWHERE = new RegExp(String.raw`(?<![\w"./-])${MEMBER}(?![\w"-])`, 'g');

/**
 * An error text from BILL in the words of the form: the members that it names become the labels of their fields, "Line
 * 2: Price" for one in a list. Members without a field stay as they are.
 *
 * @param body what was sent; it shows which of several fields for one member is visible
 */
export function inLabels(text: string, form: Form, body?: unknown): string {
	const fields = [...form.fields, ...(form.optional?.fields ?? [])].filter(
		({ path }) => path !== '',
	);
	const shown = fields.filter((field) => isShown(field, fields, body));
	const label = (member: string) => labelOf(member.split(/[.[\]/]+/).filter(Boolean), shown);
	return text
		.replace(IS_REQUIRED, (whole, member: string) => {
			const found = label(member);
			return found ? `${found} is required` : whole;
		})
		.replace(AT_THE_HEAD, (whole, before: string, member: string) => {
			const found = label(member);
			return found ? `${before}${found}` : whole;
		})
		.replace(ANYWHERE, (member) => {
			// "amount" and "name" are also ordinary words.
			const isNoWord = /[a-z][A-Z]|[[./]/.test(member);
			return (isNoWord && label(member)) || member;
		});
}

function isShown({ when }: Field, fields: Field[], body: unknown): boolean {
	return Object.entries(when ?? {}).every(([name, values]) => {
		const deciding = fields.find((field) => field.name === name);
		const value = deciding && memberAt(body, deciding.path);
		return value === undefined || (values as unknown[]).includes(value);
	});
}

function labelOf(members: string[], fields: Field[]): string | undefined {
	const whole = fields.find(({ path }) => isBeginning(path.split('.'), members));
	if (!whole) {
		// A group such as `customer`, of which the form has one member.
		const inside = fields.find(({ path }) => isBeginning(members, path.split('.')));
		return members.length > 0 ? inside?.property.displayName : undefined;
	}
	const rest = members.slice(whole.path.split('.').length);
	const { displayName } = whole.property;
	const isEntry = /^\d+$/.test(rest[0] ?? '');
	if (rest.length === 0) return displayName;
	if (!whole.fields) return isEntry && rest.length === 1 ? displayName : undefined;
	const [group] = (whole.property.options ?? []) as Array<{ displayName?: string }>;
	const outer = isEntry
		? `${group?.displayName ?? displayName} ${Number(rest[0]) + 1}`
		: displayName;
	const inner = isEntry ? rest.slice(1) : rest;
	if (inner.length === 0) return outer;
	const found = labelOf(inner, whole.fields);
	return found && `${outer}: ${found}`;
}

const isBeginning = (some: string[], all: string[]) =>
	some.length <= all.length && some.every((member, at) => member === all[at]);

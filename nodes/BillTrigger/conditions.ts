import { createHash } from 'node:crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { dropDown, sortedByName } from '../core/form/option-lists';
import { FieldError } from '../core/form/values';
import type { LastSeen } from './kept';

type Operator =
	'is' | 'isNot' | 'isOneOf' | 'isNoneOf' | 'isMore' | 'isLess' | 'isSet' | 'isNotSet';

const OPERATORS: Record<Operator, string> = {
	is: 'Is',
	isNot: 'Is Not',
	isOneOf: 'Is One Of',
	isNoneOf: 'Is None Of',
	isMore: 'Is More or Later Than',
	isLess: 'Is Less or Earlier Than',
	isSet: 'Is Set',
	isNotSet: 'Is Not Set',
};
const WITHOUT_VALUE: Operator[] = ['isSet', 'isNotSet'];
const ORDERED: Operator[] = ['isMore', 'isLess'];

export interface Condition {
	field: string;
	operator: Operator;
	value: string;
}

export const conditionsProperty: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	placeholder: 'Add Condition',
	default: {},
	typeOptions: { multipleValues: true },
	description:
		'The workflow starts only when all of them hold for what the event tells. A field that the event does not tell is looked up in the record when Fetch Full Record is on.',
	options: [
		{
			displayName: 'Condition',
			name: 'condition',
			values: [
				{
					displayName: 'Field',
					name: 'field',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. status',
					description:
						"A field of the record in BILL's own name; one inside another with a dot, such as invoice.invoiceNumber",
				},
				dropDown(
					'Operator',
					'operator',
					'is',
					sortedByName(Object.entries(OPERATORS).map(([value, name]) => ({ name, value }))),
				),
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. CLEARED',
					displayOptions: { hide: { operator: WITHOUT_VALUE } },
					description: 'For one of several values: the values separated by commas',
				},
			],
		},
	],
};

export const onlyChangedProperty: INodeProperties = {
	displayName: 'Only When Changed',
	name: 'changedFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. amount, dueDate, invoice.invoiceNumber',
	description:
		"Fields that the event tells, in BILL's own names and separated by commas. An event starts the workflow when one of them differs from when the record was last seen here, or when it was not seen here before.",
};

/** The conditions as they are filled in. @throws FieldError that names the condition */
export function readConditions(options: IDataObject): Condition[] {
	const filled = (options.conditions as IDataObject | undefined)?.condition ?? [];
	return (Array.isArray(filled) ? filled : [filled]).map((entry) => {
		const { field, operator, value } = entry as Record<string, unknown>;
		const condition = {
			field: String(field ?? '').trim(),
			operator: (operator ?? 'is') as Operator,
			value: String(value ?? '').trim(),
		};
		if (!condition.field) throw new FieldError('Conditions', 'needs a Field in each condition');
		if (!(condition.operator in OPERATORS)) {
			const offered = Object.keys(OPERATORS).join(', ');
			throw new FieldError(
				'Conditions',
				`cannot use "${condition.operator}". There are ${offered}`,
			);
		}
		if (ORDERED.includes(condition.operator) && orderOf(condition.value) === undefined) {
			throw new FieldError(
				'Conditions',
				`compares ${condition.field} with "${condition.value}", which is no number and no date`,
			);
		}
		return condition;
	});
}

/** Whether the record has the condition's field. */
export function isInEvent(record: IDataObject, { field }: Condition): boolean {
	return valueAt(record, field) !== undefined;
}

/** Whether the record meets all conditions; a field that is not there has no value. */
export function meetsAll(record: IDataObject, conditions: Condition[]): boolean {
	return conditions.every(({ field, operator, value }) => {
		const found = valueAt(record, field);
		const isSet = found !== undefined && found !== null && found !== '';
		const values = Array.isArray(found) ? found.map(asText) : [asText(found)];
		const listed = value.split(',').map((one) => one.trim());
		switch (operator) {
			case 'is':
				return values.includes(value);
			case 'isNot':
				return !values.includes(value);
			case 'isOneOf':
				return values.some((one) => listed.includes(one));
			case 'isNoneOf':
				return !values.some((one) => listed.includes(one));
			case 'isSet':
				return isSet;
			case 'isNotSet':
				return !isSet;
			default:
				return isSet && isBeyond(asText(found), operator, value);
		}
	});
}

function isBeyond(found: string, operator: Operator, value: string): boolean {
	const [a, b] = [orderOf(found), orderOf(value)];
	if (a === undefined || b === undefined) return false;
	return operator === 'isMore' ? a > b : a < b;
}

/** A number, or a date as its milliseconds. */
function orderOf(text: string): number | undefined {
	const number = Number(text);
	const order = text !== '' && !Number.isNaN(number) ? number : Date.parse(text);
	return Number.isNaN(order) ? undefined : order;
}

function asText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function valueAt(record: IDataObject, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((at, member) => (at as IDataObject | undefined)?.[member], record);
}

/** The names in "Only When Changed"; none when it is not used. */
export function readChangedFields(options: IDataObject): string[] {
	return String(options.changedFields ?? '')
		.split(',')
		.map((field) => field.trim())
		.filter(Boolean);
}

/**
 * Whether one of the fields differs from when the record was last seen, and what to note of it. A field that a
 * notification leaves out has not changed (https://developer.bill.com/docs/bill-webhook-notification-payloads:
 * archived bills come with three fields). Notifications may arrive in another order than things happened: an older
 * one does not take the place of a newer.
 */
export function compare(
	last: LastSeen | undefined,
	record: IDataObject,
	fields: string[],
): { isChanged: boolean; seen?: LastSeen } {
	const found = digestsOf(fields, record);
	const isChanged =
		!last || Object.entries(found).some(([field, digest]) => last.fields[field] !== digest);
	const time = Date.parse(String(record.updatedTime ?? record.createdTime)) || 0;
	if (last && time < last.time) return { isChanged };
	return { isChanged, seen: { fields: { ...last?.fields, ...found }, time } };
}

/** The fields that are there, as digests: what is kept of a record gives nothing away. */
function digestsOf(fields: string[], record: IDataObject): Record<string, string> {
	const found: Record<string, string> = {};
	for (const field of fields) {
		const value = valueAt(record, field);
		if (value === undefined) continue;
		const digest = createHash('sha256').update(JSON.stringify(value)).digest('base64url');
		found[field] = digest.slice(0, 11);
	}
	return found;
}

import { createHash } from 'node:crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asSeen } from '../core/form/as-seen';
import { dropDown, sortedByName } from '../core/form/option-lists';
import { instantOf } from '../core/form/dates';
import { memberAt } from '../core/form/shape';
import { FieldError, shown, toText } from '../core/form/values';
import { isSame, neverMet, orderOf } from './condition-values';
import type { LastSeen } from './kept';
import { kindOfMember, nameIn, refuseUntold } from './told-fields';

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
const LISTED: Operator[] = ['isOneOf', 'isNoneOf'];

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
		'The workflow starts only when the event meets all conditions. A field that is not in the event is looked up in the record when Fetch Full Record is on.',
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
						"A field of the chosen events, with BILL's name; use a dot for a nested field, such as invoice.invoiceNumber",
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
					description:
						'For more, less, later or earlier: a number such as 1000 or a date such as 2027-01-31. For one of several values: the values separated by commas.',
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
		"Fields of the event, with BILL's names, separated by commas. The workflow starts when one of them has changed since the trigger last saw the record, or when it sees the record for the first time.",
};

/**
 * The conditions of the form, with each field by the name that the events use.
 *
 * @param events the chosen events
 * @throws FieldError that names the condition
 */
export function readConditions(options: IDataObject, events: string[] = []): Condition[] {
	const filled = (options.conditions as IDataObject | undefined)?.condition ?? [];
	return (Array.isArray(filled) ? filled : [filled]).map((entry) => {
		const { field, operator, value } = (entry ?? {}) as Record<string, unknown>;
		const typed = asSeen(toText(field ?? '', 'Conditions'));
		const condition = {
			field: nameIn(events, typed).field,
			operator: toText(operator ?? 'is', 'Conditions') as Operator,
			value: asTyped(value),
		};
		if (!typed) throw new FieldError('Conditions', 'needs a Field in each condition');
		if (!Object.hasOwn(OPERATORS, condition.operator)) {
			const offered = Object.keys(OPERATORS).join(', ');
			throw new FieldError(
				'Conditions',
				`cannot use ${shown(condition.operator)}. Use one of: ${offered}`,
			);
		}
		if (LISTED.includes(condition.operator) && listed(condition.value).length === 0) {
			throw new FieldError('Conditions', `needs a Value to compare ${typed} with`);
		}
		if (ORDERED.includes(condition.operator) && orderOf(condition.value) === undefined) {
			throw new FieldError(
				'Conditions',
				`compares ${typed} with ${shown(condition.value)}, which is neither a number such as 1000 nor a date such as 2027-01-31`,
			);
		}
		return condition;
	});
}

function asTyped(value: unknown): string {
	if (Array.isArray(value)) return value.map(asTyped).join(',');
	const instant = instantOf(value);
	if (instant) return typeof value === 'string' ? value.trim() : instant.toISOString();
	if (typeof value === 'boolean') return String(value);
	return asSeen(toText(value ?? '', 'Conditions'));
}

const listed = (value: string) =>
	value
		.split(',')
		.map((one) => one.trim())
		.filter(Boolean);

/**
 * Checks conditions and Only When Changed before the workflow is published: with a field that no event contains, the
 * workflow would never start.
 *
 * @param isFetched the full record is read, so that its fields can be checked too
 * @throws FieldError
 */
export function checkConditions(options: IDataObject, events: string[], isFetched: boolean): void {
	for (const { field, operator, value } of readConditions(options, events)) {
		refuseUntold('Conditions', field, events, isFetched);
		if (WITHOUT_VALUE.includes(operator)) continue;
		for (const typed of LISTED.includes(operator) ? listed(value) : [value].filter(Boolean)) {
			const reason = neverMet(kindOfMember(events, field), field, typed);
			if (reason === undefined) continue;
			throw new FieldError('Conditions', `compares ${field} with ${shown(typed)}, which ${reason}`);
		}
	}
	for (const field of readChangedFields(options, events)) {
		refuseUntold('Only When Changed', field, events, false);
	}
}

/** Whether the record has the condition's field. */
export function isInEvent(record: IDataObject, { field }: Condition): boolean {
	return memberAt(record, field) !== undefined;
}

/** Whether the record meets all conditions; a missing field has no value. */
export function meetsAll(record: IDataObject, conditions: Condition[]): boolean {
	return conditions.every(({ field, operator, value }) => {
		const found = memberAt(record, field);
		const isSet = found !== undefined && found !== null && found !== '';
		const has = (typed: string) => [found].flat().some((one) => isSame(one, typed));
		const hasOne = () => listed(value).some(has);
		switch (operator) {
			case 'is':
				return has(value);
			case 'isNot':
				return !has(value);
			case 'isOneOf':
				return hasOne();
			case 'isNoneOf':
				return !hasOne();
			case 'isSet':
				return isSet;
			case 'isNotSet':
				return !isSet;
			default:
				return isBeyond(found, operator, value);
		}
	});
}

function isBeyond(found: unknown, operator: Operator, value: string): boolean {
	const isScalar = typeof found === 'string' || typeof found === 'number';
	const [a, b] = [isScalar ? orderOf(String(found)) : undefined, orderOf(value)];
	if (!a || !b || a.kind !== b.kind) return false;
	return operator === 'isMore' ? a.order > b.order : a.order < b.order;
}

/** The names in "Only When Changed", as the chosen events use them; empty if it is not used. */
export function readChangedFields(options: IDataObject, events: string[] = []): string[] {
	const filled = options.changedFields ?? '';
	const names = Array.isArray(filled) ? filled : toText(filled, 'Only When Changed').split(',');
	return names
		.map((name) => asSeen(toText(name, 'Only When Changed')))
		.filter(Boolean)
		.map((typed) => nameIn(events, typed).field);
}

/**
 * Whether one of the fields has changed since the record was last seen, and what to remember of it. A field that a
 * notification leaves out has not changed (https://developer.bill.com/docs/bill-webhook-notification-payloads: archived
 * bills come with three fields). Notifications may arrive out of order: an older one does not replace a newer one.
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

/** Digests of the fields that are present: what is stored of a record reveals nothing. */
function digestsOf(fields: string[], record: IDataObject): Record<string, string> {
	const found: Record<string, string> = {};
	for (const field of fields) {
		const value = memberAt(record, field);
		if (value === undefined) continue;
		const digest = createHash('sha256').update(JSON.stringify(value)).digest('base64url');
		found[field] = digest.slice(0, 11);
	}
	return found;
}

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Field } from './field';
import { filtersProperty } from './filters';
import { bodyProperty, inputMode } from './json-body';
import { contentFields, pathFields } from './operation';
import type { OperationForm, ResourceForm } from './operation';
import { dropDown, sortedByName } from './option-lists';
import { limit, optionFields, returnAll, simplify } from './settings';
import { sortProperty } from './sort';

/**
 * The `resource` and `operation` lists and every operation's form.
 *
 * @param above properties shown above the forms
 */
export function propertiesOf(
	resources: ResourceForm[],
	firstResource: string,
	above: INodeProperties[] = [],
): INodeProperties[] {
	const sorted = sortedByName(resources);
	return [
		dropDown(
			'Resource',
			'resource',
			firstResource,
			sorted.map(({ name, value, description, onlyWith }) => ({
				name,
				value,
				description,
				...(onlyWith && { displayOptions: { show: { authentication: [onlyWith] } } }),
			})),
			{ noDataExpression: true },
		),
		...sorted.map(operationProperty),
		...above,
		...formsOf(sorted),
	];
}

function operationProperty(resource: ResourceForm): INodeProperties {
	const options = sortedByName(resource.operations).map(
		({ name, value, action, description }): INodePropertyOptions => ({
			name,
			value,
			action,
			description,
		}),
	);
	return dropDown('Operation', 'operation', firstOf(resource), options, {
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
	});
}

/**
 * The operation that a resource opens with: its list, which changes nothing, or else the first operation of the table.
 */
function firstOf({ operations }: ResourceForm): string {
	return (operations.find(({ value }) => value === 'getAll') ?? operations[0]).value;
}

/** A part of a form, and which operations show it. */
interface Shown<Who> {
	/** Property and condition as text: equal parts are shown once. */
	key: string;
	property: INodeProperties;
	when?: Conditions;
	unless?: Conditions;
	by: Who[];
}

type Conditions = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

/**
 * The forms of all resources; a part that several operations share exists once, if n8n's conditions can express that.
 */
function formsOf(resources: ResourceForm[]): INodeProperties[] {
	const forms = resources.flatMap((resource) =>
		resource.operations.map((operation) => ({ by: { resource, operation }, operation })),
	);
	return laidOver(forms).flatMap(({ property, when, unless, by }) =>
		blocksOf(by).map(({ of, operation }) => ({
			...property,
			displayOptions: {
				show: { resource: of.map(({ value }) => value), operation: [...operation], ...when },
				...(unless && { hide: unless }),
			},
		})),
	);
}

interface Of {
	resource: ResourceForm;
	operation: OperationForm;
}

/**
 * Groups operations into blocks of "any of these resources and any of these operations", which is all that n8n's
 * conditions can express. A block may contain an operation that one of its resources does not have.
 */
function blocksOf(shown: Of[]) {
	const blocks: Array<{ of: ResourceForm[]; operation: Set<string> }> = [];
	const wanted = new Map<ResourceForm, Set<string>>();
	for (const { resource, operation } of shown) {
		const values = wanted.get(resource) ?? new Set();
		wanted.set(resource, values.add(operation.value));
	}
	const isWithin = (operations: Set<string>, resource: ResourceForm) =>
		resource.operations.every(
			({ value }) => !operations.has(value) || wanted.get(resource)?.has(value),
		);
	for (const [resource, values] of wanted) {
		const block = blocks.find(({ of, operation }) => {
			const joint = new Set([...operation, ...values]);
			return [...of, resource].every((each) => isWithin(joint, each));
		});
		if (block) {
			block.of.push(resource);
			for (const value of values) block.operation.add(value);
		} else blocks.push({ of: [resource], operation: new Set(values) });
	}
	return blocks;
}

/** Merges forms in their order: a part that several forms share exists once. */
export function laidOver<Who>(
	forms: Array<{ by: Who; operation: OperationForm }>,
): Array<Shown<Who>> {
	const form: Array<Shown<Who>> = [];
	for (const { by, operation } of forms) {
		let at = -1;
		for (const entry of entriesOf(operation)) {
			const key = JSON.stringify([entry.property, entry.when, entry.unless]);
			const same = form.findIndex((shown, index) => index > at && shown.key === key);
			if (same >= 0) {
				form[same].by.push(by);
				at = same;
			} else {
				form.splice(++at, 0, { ...entry, key, by: [by] });
			}
		}
	}
	return form;
}

/**
 * The form of one operation, from top to bottom.
 *
 * A field that is required when another has a certain value exists twice, and n8n shows one of the two: the one marked
 * as required when that value is chosen, the one without the mark when an expression decides. n8n shows everything that
 * depends on an expression, and would report each marked field as missing.
 */
/**
 * The value is an expression. `startsWith` is not used, because n8n before 2.20 fails there when the field has no
 * value.
 */
const isExpression = { _cnd: { between: { from: '=', to: '=\uffff' } } };

function entriesOf(operation: OperationForm): Array<Omit<Shown<unknown>, 'key' | 'by'>> {
	const byFields = operation.jsonForm ? { inputMode: ['fields'] } : undefined;
	const entries: Array<Omit<Shown<unknown>, 'key' | 'by'>> = [];
	const add = (property: INodeProperties, when?: Conditions, unless?: Conditions) =>
		entries.push({ property, ...(when && { when }), ...(unless && { unless }) });

	for (const field of operation.choices ?? []) add(field.property);
	for (const field of pathFields(operation)) add(field.property);
	for (const field of operation.files ?? []) add(field.property);
	if (operation.jsonForm) {
		add(inputMode.property);
		add(bodyProperty(operation), { inputMode: ['json'] });
	}
	for (const field of contentFields(operation)) {
		const before = field.inQuery ? undefined : byFields;
		const [deciding] = Object.entries(field.when ?? {});
		if (field.mustBeThere && deciding) {
			const [name, [value]] = deciding;
			add({ ...field.property, required: true }, before, { [name]: [{ _cnd: { not: value } }] });
			add(field.property, { ...before, [name]: [isExpression] });
		} else if (before ?? field.when) add(field.property, { ...before, ...field.when });
		else add(field.property);
	}
	if (operation.optional) add(collection(operation.optional), byFields);
	if (operation.list?.paged) {
		add(returnAll.property);
		add(limit.property, { returnAll: [false] });
	}
	if (operation.list?.filters) add(filtersProperty(operation.list.filters));
	if (operation.list?.sort) add(sortProperty(operation.list.sort, operation.list));
	if (operation.simplify) add(simplify.property);
	add({
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: propertiesByName(optionFields(operation)),
	});
	return entries;
}

function collection({ as, fields }: NonNullable<OperationForm['optional']>): INodeProperties {
	const isUpdate = as === 'updateFields';
	return {
		displayName: isUpdate ? 'Update Fields' : 'Additional Fields',
		name: as,
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		...(isUpdate && {
			description:
				'Only the fields you add are changed. To clear a field in BILL, leave it empty and choose Options > Empty Fields > Clear.',
		}),
		options: propertiesByName(fields),
	};
}

function propertiesByName(fields: Field[]): INodeProperties[] {
	return sortedByName(fields.map(({ property }) => property));
}

import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { BillRequest } from './api';
import type { BillClient } from './client';
import { dropDown, exampleOf, sortedByName } from './fields';
import type { Field } from './fields';
import { filtersProperty, sortProperty } from './list';
import type { Filter } from './list';

/** The shape of a record in answers: member names with their JSON type, `[...]` for lists. */
export type Shape = {
	[member: string]: 'string' | 'number' | 'boolean' | Shape | [Shape] | ['string'];
};

/** Members that are all text. */
export function strings<Name extends string>(...names: Name[]): Record<Name, 'string'> {
	return Object.fromEntries(names.map((name) => [name, 'string'])) as Record<Name, 'string'>;
}

/** How a list is asked for. */
export interface ListForm {
	/** Lists that BILL gives whole have no paging. */
	paged: boolean;
	filters?: Filter[];
	sort?: string[];
	/** The member that holds the list, where it is not `results` or the answer itself. */
	member?: string;
	/** BILL sets the size of the pages and takes no `max`. */
	fixedPages?: boolean;
}

/** BILL's endpoint that takes many records in one request, all or nothing; its method is the operation's. */
export interface Bulk {
	path: string;
	/** https://developer.bill.com/reference gives the number for each endpoint. */
	most: number;
	/** The member of the answer that holds the records; without it the answer is the list. */
	member?: string;
	/** Where existing records are named: as `id` in each body, or all in the query key `ids`, without a body. */
	ids?: 'body' | 'query';
	/** The members of a body that BILL documents for many at once, where they are fewer; others go one by one. */
	takes?: string[];
}

/** Everything a step of its own needs for one item. */
export interface Call {
	context: IExecuteFunctions;
	client: BillClient;
	operation: Operation;
	/** Method, path, query and body, already written from the fields. */
	request: BillRequest;
	itemIndex: number;
	/** The ID in the path, where the operation is about one record. */
	recordId?: string;
	/** A value from the node, such as a switch under Options. */
	parameter(name: string, fallback?: unknown): unknown;
	/** The collection Options. */
	options: IDataObject;
	/** Kept while the node runs, for what several items share. */
	shared: Map<string, unknown>;
}

export type Output = Pick<INodeExecutionData, 'json' | 'binary'>;

/** One operation, said once: form and request both come from it. */
export interface Operation {
	value: string;
	/** Name in the list, Title Case: "Get Many". */
	name: string;
	/** Sentence case with the resource: "Get many vendors". */
	action: string;
	/** One sentence that a person, or an AI agent, can choose it by. */
	description: string;
	method: IHttpRequestMethods;
	/** `/v3/vendors/{vendorId}`; placeholders are filled from fields of that path. */
	path: string;
	/** Shown flat, in this order. */
	fields: Field[];
	/** Shown in a collection. */
	optional?: { as: 'additionalFields' | 'updateFields'; fields: Field[] };
	/** Choices about what is done, not sent to BILL; shown first. */
	choices?: INodeProperties[];
	/** The body can also be given as JSON. */
	jsonForm?: boolean;
	list?: ListForm;
	/** The most used members, as paths; offers Simplify. */
	simplify?: string[];
	/** More entries for the collection Options. */
	options?: INodeProperties[];
	bulk?: Bulk;
	/** What a write belongs to beside the IDs in its path; writes that belong together keep their order. */
	belongsTo?(body: Record<string, unknown>, parameter: Call['parameter']): unknown;
	/** Looks at all items before anything is sent. @throws FieldError when together they are not meant */
	checkItems?(calls: Call[]): void;
	/** Sends or receives a file, which may take longer. */
	file?: boolean;
	/** Shape of one output item. */
	output?: Shape;
	/** Takes the place of "send the request, give the answer". */
	run?(call: Call): Promise<Output[]>;
}

export interface Resource {
	value: string;
	/** Title Case singular: "Vendor". */
	name: string;
	description: string;
	operations: Operation[];
}

/** The `resource` and `operation` lists and every operation's form. */
export function propertiesOf(resources: Resource[], firstResource: string): INodeProperties[] {
	const sorted = sortedByName(resources);
	return [
		dropDown(
			'Resource',
			'resource',
			firstResource,
			sorted.map(({ name, value, description }) => ({ name, value, description })),
			{ noDataExpression: true },
		),
		...sorted.map(operationProperty),
		...sorted.flatMap(formOf),
	];
}

function operationProperty(resource: Resource): INodeProperties {
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

/** The operation a resource opens with: its list, which changes nothing, or else the first of the table. */
function firstOf({ operations }: Resource): string {
	return (operations.find(({ value }) => value === 'getAll') ?? operations[0]).value;
}

/** @throws Error when there is no such operation, which only an expression or an old workflow can ask for */
export function findOperation(
	resources: Resource[],
	resource: string,
	operation: string,
): Operation {
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (!found)
		throw new Error(`This version of the node has no operation "${operation}" of "${resource}"`);
	return found;
}

/** Fields that fill placeholders of the path. */
export function pathFields({ path, fields }: Operation): Field[] {
	return fields.filter((field) => path.includes(`{${field.path}}`));
}

/** Flat fields that go into body or query. */
export function contentFields(operation: Operation): Field[] {
	const inPath = pathFields(operation);
	return operation.fields.filter((field) => !inPath.includes(field));
}

/**
 * A complete valid body for the JSON form: all that is required. Where nothing is (updates), one field
 * that can be changed.
 */
export function jsonExample(operation: Operation): Record<string, unknown> {
	const required = contentFields(operation).filter((field) => !field.inQuery);
	if (required.length > 0) return exampleOf(required);
	const optional = operation.optional?.fields ?? [];
	// n8n's linter takes "id" in a placeholder for a word of the text.
	const plain = optional.find((field) => !JSON.stringify(exampleOf([field])).includes('"id"'));
	return exampleOf([plain ?? optional[0]]);
}

/** A part of a form, and who shows it. */
interface Shown {
	/** Property and condition as text: what is equal is shown once. */
	key: string;
	property: INodeProperties;
	when?: Record<string, string[] | boolean[]>;
	by: string[];
}

/** The form of a resource; what several operations show alike is there once. */
function formOf(resource: Resource): INodeProperties[] {
	const forms = resource.operations.map((operation) => ({ by: operation.value, operation }));
	return laidOver(forms).map(({ property, when, by }) => ({
		...property,
		displayOptions: { show: { resource: [resource.value], operation: by, ...when } },
	}));
}

/** Forms laid over each other in their order: what several show alike is there once. */
export function laidOver(forms: Array<{ by: string; operation: Operation }>): Shown[] {
	const form: Shown[] = [];
	for (const { by, operation } of forms) {
		let at = -1;
		for (const entry of entriesOf(operation)) {
			const key = JSON.stringify([entry.property, entry.when]);
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

/** The form of one operation, from top to bottom. */
function entriesOf(operation: Operation): Array<Pick<Shown, 'property' | 'when'>> {
	const byFields = operation.jsonForm ? { inputMode: ['fields'] } : undefined;
	const entries: Array<Pick<Shown, 'property' | 'when'>> = [];
	const add = (property: INodeProperties, when?: Shown['when']) =>
		entries.push({ property, ...(when && { when }) });

	for (const property of operation.choices ?? []) add(property);
	for (const field of pathFields(operation)) add(field.property);
	if (operation.jsonForm) {
		add(INPUT_MODE);
		add(bodyProperty(operation), { inputMode: ['json'] });
	}
	for (const field of contentFields(operation)) {
		const when = { ...(field.inQuery ? {} : byFields), ...field.when };
		add(field.property, Object.keys(when).length > 0 ? when : undefined);
	}
	if (operation.optional) add(collection(operation.optional), byFields);
	if (operation.list?.paged) {
		add(RETURN_ALL);
		add(LIMIT, { returnAll: [false] });
	}
	if (operation.list?.filters) add(filtersProperty(operation.list.filters));
	if (operation.list?.sort) add(sortProperty(operation.list.sort));
	if (operation.simplify) add(SIMPLIFY);
	add({
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: sortedByName([
			...(operation.options ?? []),
			...(operation.bulk ? [BATCHING] : []),
			...(operation.list?.filters ? [filterText(operation.list.filters)] : []),
			operation.file ? FILE_TIMEOUT : TIMEOUT,
		]),
	});
	return entries;
}

function collection({ as, fields }: NonNullable<Operation['optional']>): INodeProperties {
	const isUpdate = as === 'updateFields';
	return {
		displayName: isUpdate ? 'Update Fields' : 'Additional Fields',
		name: as,
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		...(isUpdate && {
			description:
				'Only these are changed. A field that is added and left empty is emptied in BILL.',
		}),
		options: sortedByName(fields.map(({ property }) => property)),
	};
}

const INPUT_MODE: INodeProperties = {
	displayName: 'Input',
	name: 'inputMode',
	type: 'options',
	noDataExpression: true,
	default: 'fields',
	options: [
		{ name: 'Define Below', value: 'fields' },
		{ name: 'JSON', value: 'json' },
	],
};

function bodyProperty(operation: Operation): INodeProperties {
	const example = jsonExample(operation);
	// An example of an update would change a record if it were sent as it stands.
	// A form that begins with the example would make a record of it when it is run as it stands. Where the
	// example holds an "id", n8n's linter allows no placeholder; BILL knows none of its records, so it is refused.
	const isPlain = !JSON.stringify(example).includes('"id"');
	const initially = isPlain ? '{}' : JSON.stringify(example, null, 2);
	return {
		displayName: 'JSON Body',
		name: 'body',
		type: 'json',
		default: initially,
		required: true,
		...(isPlain && { placeholder: `e.g. ${JSON.stringify(example)}` }),
		typeOptions: { rows: 10 },
		description: "The request's body in BILL's own names",
	};
}

const RETURN_ALL: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const LIMIT: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

function filterText(filters: Filter[]): INodeProperties {
	// n8n's linter takes "id" in a placeholder for a word of the text.
	const plain = filters.filter(({ path }) => path !== 'id');
	const shown =
		plain.find(({ path }) => path === 'createdTime') ??
		plain.find(({ value }) => typeof value.example === 'string') ??
		plain[0];
	return {
		displayName: 'Filter Text',
		name: 'filterText',
		type: 'string',
		default: '',
		...(shown && {
			placeholder: `e.g. ${shown.path}:${shown.operators[0]}:"${String(shown.value.example)}"`,
		}),
		description: "More conditions in BILL's own notation, added to Filters",
	};
}

const BATCHING: INodeProperties = {
	displayName: 'Batching',
	name: 'batching',
	type: 'options',
	default: 'automatic',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'Several items travel in one request where BILL can take them',
		},
		{ name: 'One by One', value: 'single', description: 'Each item is a request of its own' },
	],
};

const timeout = (seconds: number): INodeProperties => ({
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: seconds,
	description: 'How long to wait for each answer of BILL',
});
const TIMEOUT = timeout(60);
const FILE_TIMEOUT = timeout(300);

import type { IHttpRequestMethods } from 'n8n-workflow';

import type { Field } from './field';
import type { Filter } from './filters';
import type { Shape } from './shape';

/** How a list is requested. */
export interface ListForm {
	/** False for lists that BILL returns as a whole. */
	paged: boolean;
	filters?: Filter[];
	sort?: string[];
	/** The member that holds the list, if it is not `results` or the response itself. */
	member?: string;
	/** The response itself is the list: an array without anything around it. */
	bare?: boolean;
	/** BILL returns `{}` when there is nothing. For other lists, `{}` is not a list. */
	leftOut?: boolean;
	/** BILL sets the page size and does not accept `max`. */
	fixedPages?: boolean;
	/** BILL pages by offset (`start` and `max`) instead of tokens. */
	counted?: boolean;
	/** The maximum page size of this list, if it differs from the API's other lists. */
	pageSize?: number;
	/** BILL sorts by one member only. */
	oneSort?: boolean;
	/** The member that identifies a record: if rows may shift while the list is read, each record is returned once. */
	once?: string;
}

/** BILL's bulk endpoint, which accepts many records in one request; it is called with the operation's method. */
export interface Bulk {
	/** BILL documents that it accepts all of them or none. */
	allOrNone?: boolean;
	path: string;
	/** The maximum number of records; https://developer.bill.com/reference gives it for each endpoint. */
	most: number;
	/** The member of the response that holds the records; without it the response is the list. */
	member?: string;
	/** How to identify the records of a response. */
	records: NewRecords | ExistingRecords;
	/**
	 * The body members that BILL documents for the bulk endpoint, if they are fewer; items with others are sent one by
	 * one.
	 */
	takes?: string[];
}

/** New records: the members of the body, as paths, that distinguish them. */
export interface NewRecords {
	toldApartBy: string[];
}

/** Existing records: their IDs are sent as `id` in each body, or all in the query key `ids`, without a body. */
export interface ExistingRecords {
	ids: 'body' | 'query';
}

/**
 * Names of records for which BILL returns only the ID. Each name is read once, from a list that BILL filters by many
 * IDs: https://developer.bill.com/docs/filterable-fields
 */
export interface NamedElsewhere {
	/** The member that holds the ID. */
	id: string;
	/** The list, such as `/v3/customers`. */
	path: string;
	/** What is added to the record, with its path in the list: `{ customerName: 'name' }`. */
	adds: Record<string, string>;
}

/** What users see of one operation, and how it becomes a request. */
export interface OperationForm {
	value: string;
	/** Name in the list, Title Case: "Get Many". */
	name: string;
	/** Sentence case with the resource: "Get many vendors". */
	action: string;
	/** One sentence by which a person, or an AI agent, can choose it. */
	description: string;
	method: IHttpRequestMethods;
	/** `/v3/vendors/{vendorId}`; placeholders are filled from the fields with that path. */
	path: string;
	/** Shown flat, in this order. */
	fields: Field[];
	/** Shown in a collection. */
	optional?: { as: 'additionalFields' | 'updateFields'; fields: Field[] };
	/** Choices about what is done, which are not sent to BILL; shown first. */
	choices?: Field[];
	/**
	 * The binary fields that hold the files to send; shown below the record, whether the rest is given in fields or as
	 * JSON.
	 */
	files?: Field[];
	/** More entries for the Options collection; not sent to BILL. */
	options?: Field[];
	/** The body can also be given as JSON. */
	jsonForm?: boolean;
	list?: ListForm;
	/** The request body names what is deleted. */
	deletesByBody?: boolean;
	/** The most used members, as paths, in the order of their columns; enables Simplify. */
	simplify?: string[];
	/** The members that come first in a full record, as paths: what users look for in a table. */
	columns?: string[];
	/** Enables Add Names. */
	names?: NamedElsewhere;
	bulk?: Bulk;
	/** How long to look up what a lost write has done, in seconds; or why it cannot be looked up. */
	lookUp?: { seconds: number } | { cannot: string };
	/** It changes nothing in BILL, although its method is that of a write. */
	readsOnly?: boolean;
	/** Sends or receives a file, which may take longer. */
	file?: boolean;
	/** Shape of one output item, before it is simplified. */
	output?: Shape;
}

/** A kind of record, or a topic, with its operations. */
export interface ResourceForm<Operation extends OperationForm = OperationForm> {
	value: string;
	/** Title Case singular: "Vendor". */
	name: string;
	description: string;
	/** The only credential that BILL accepts for it; hidden with any other. */
	onlyWith?: string;
	operations: Operation[];
}

/** @throws Error when there is no such operation, which only an expression or an old workflow can request */
export function findOperation<Operation extends OperationForm>(
	resources: Array<ResourceForm<Operation>>,
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
export function pathFields({ path, fields }: OperationForm): Field[] {
	return fields.filter((field) => path.includes(`{${field.path}}`));
}

/** Flat fields that go into the body or the query. */
export function contentFields(operation: OperationForm): Field[] {
	const inPath = pathFields(operation);
	return operation.fields.filter((field) => !inPath.includes(field));
}

/** Whether the operation only reads or removes: its values then go into the query. */
export function hasNoBody({ method, deletesByBody }: OperationForm): boolean {
	return method === 'GET' || (method === 'DELETE' && !deletesByBody);
}

import type { IHttpRequestMethods } from 'n8n-workflow';

import type { Field } from './field';
import type { Filter } from './filters';
import type { Shape } from './shape';

/** How a list is asked for. */
export interface ListForm {
	/** Lists that BILL gives whole have no paging. */
	paged: boolean;
	filters?: Filter[];
	sort?: string[];
	/** The member that holds the list, where it is not `results` or the answer itself. */
	member?: string;
	/** The answer itself is the list: an array without anything around it. */
	bare?: boolean;
	/** BILL answers `{}` when there is nothing. Anywhere else that is no list. */
	leftOut?: boolean;
	/** BILL sets the size of the pages and takes no `max`. */
	fixedPages?: boolean;
	/** BILL counts (`start` and `max`) instead of handing out tokens. */
	counted?: boolean;
	/** The most that a page of this list may hold, where that is not what the API's other lists allow. */
	pageSize?: number;
	/** BILL sorts by one member only. */
	oneSort?: boolean;
	/** The member that tells records apart: where rows may shift while a list is walked, each is given once. */
	once?: string;
}

/** BILL's endpoint that takes many records in one request; its method is the operation's. */
export interface Bulk {
	/** BILL documents that it takes all of them or none. */
	allOrNone?: boolean;
	path: string;
	/** https://developer.bill.com/reference gives the number for each endpoint. */
	most: number;
	/** The member of the answer that holds the records; without it the answer is the list. */
	member?: string;
	/** What tells the records of an answer apart. */
	records: NewRecords | ExistingRecords;
	/** The members of a body that BILL documents for many at once, where they are fewer; others go one by one. */
	takes?: string[];
}

/** Records that are made: the members of the body, as paths, that tell one from another. */
export interface NewRecords {
	toldApartBy: string[];
}

/** Records that exist: their IDs stand as `id` in each body, or all in the query key `ids`, without a body. */
export interface ExistingRecords {
	ids: 'body' | 'query';
}

/**
 * What BILL gives only the ID of. What it is called is read once for each, in a list that BILL filters by many IDs:
 * https://developer.bill.com/docs/filterable-fields
 */
export interface NamedElsewhere {
	/** The member that holds the ID. */
	id: string;
	/** The list, such as `/v3/customers`. */
	path: string;
	/** What is added to the record, with its path in the list: `{ customerName: 'name' }`. */
	adds: Record<string, string>;
}

/** What a person sees of one operation, and what becomes of it in a request. */
export interface OperationForm {
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
	choices?: Field[];
	/** Which binary fields hold the files that are sent; shown below the record, whatever the form of the others. */
	files?: Field[];
	/** More entries for the collection Options; not sent to BILL. */
	options?: Field[];
	/** The body can also be given as JSON. */
	jsonForm?: boolean;
	list?: ListForm;
	/** What is deleted is named in the body of the request. */
	deletesByBody?: boolean;
	/** The most used members, as paths, in the order of their columns; offers Simplify. */
	simplify?: string[];
	/** The members that a whole record begins with, as paths: what a person looks for in a table. */
	columns?: string[];
	/** Offers Add Names. */
	names?: NamedElsewhere;
	bulk?: Bulk;
	/** How long is looked for what a lost write has done, in seconds; or why that cannot be. */
	lookUp?: { seconds: number } | { cannot: string };
	/** It changes nothing at BILL, although its method is that of a change. */
	readsOnly?: boolean;
	/** Sends or receives a file, which may take longer. */
	file?: boolean;
	/** Shape of one output item, before it is simplified. */
	output?: Shape;
}

/** A kind of record, or a topic, with what can be done. */
export interface ResourceForm<Operation extends OperationForm = OperationForm> {
	value: string;
	/** Title Case singular: "Vendor". */
	name: string;
	description: string;
	/** The one credential that BILL takes for it; it does not show with another. */
	onlyWith?: string;
	operations: Operation[];
}

/** @throws Error when there is no such operation, which only an expression or an old workflow can ask for */
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

/** Flat fields that go into body or query. */
export function contentFields(operation: OperationForm): Field[] {
	const inPath = pathFields(operation);
	return operation.fields.filter((field) => !inPath.includes(field));
}

/** Whether the operation only reads, or removes: what is filled in then goes into the query. */
export function hasNoBody({ method, deletesByBody }: OperationForm): boolean {
	return method === 'GET' || (method === 'DELETE' && !deletesByBody);
}

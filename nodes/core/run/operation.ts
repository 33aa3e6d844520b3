import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Keep } from '../form/after-reading';
import type { ListForm, OperationForm, ResourceForm } from '../form/operation';
import type { Settings } from '../form/settings';
import { standardForms } from '../form/standard';
import type { BillClient } from '../wire/client';
import type { BillRequest } from '../wire/request';

/** One item of one operation, checked and ready to be sent. */
export interface Call {
	context: IExecuteFunctions;
	/** The client of this item. */
	client: BillClient;
	operation: Operation;
	/** Method, path, query and body, already written from the fields. */
	request: BillRequest;
	/** How the answer's list is read, where it holds one. */
	list?: ListForm & { keep?: Keep };
	item: number;
	/** The ID in the path, where the operation is about one record. */
	recordId?: string;
	settings: Settings;
	/** Kept while the node runs, for what several items share. */
	shared: Map<string, unknown>;
}

/** What one item gives. */
export type Output = Pick<INodeExecutionData, 'json' | 'binary'>;

/** What an operation does otherwise than "write the request, send it, give the answer". */
export interface Steps {
	/**
	 * Checks what only this operation knows, and completes the call. All items are prepared before anything is sent.
	 * @throws FieldError that names the field
	 */
	prepare?(call: Call): void | Promise<void>;
	/** Looks at all items before anything is sent. @throws FieldError when together they are not meant */
	checkItems?(calls: Call[]): void;
	/** What a write belongs to beside the IDs in its path; writes that belong together keep their order. */
	belongsTo?(call: Call): unknown;
	/** Takes the place of sending the request. */
	run?(call: Call): Promise<Output[]>;
	/** Each record of an answer, before it is simplified. */
	read?(record: IDataObject): IDataObject;
}

/** One operation, said once: form and request both come from it. */
export type Operation = OperationForm & Steps;

export type Resource = ResourceForm<Operation>;

/** The operations that most records share; see form/standard.ts. */
export const standard = standardForms<Steps>;

/** The members of a call's body. */
export function bodyOf({ request }: Call): IDataObject {
	return (request.body ?? {}) as IDataObject;
}

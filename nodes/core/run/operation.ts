import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Keep } from '../form/after-reading';
import type { ListForm, OperationForm, ResourceForm } from '../form/operation';
import type { Settings } from '../form/settings';
import { standardForms, withArticle } from '../form/standard';
import type { Basics } from '../form/standard';
import { newRecord } from '../look-up/new-record';
import type { NewRecord } from '../look-up/new-record';
import { hasChanges, ofItsRecord, recordState } from '../look-up/record-state';
import type { Lost, LookUpRule } from '../look-up/way';
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
	/** What is sent in place of `request`, where reads have decided it; another try does not decide again. */
	decided?: BillRequest;
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
	/** How it is found out what became of a request whose answer was lost. */
	lookUp?: LookUpRule;
	/** Looks whether it is done already, and sends unless it is. */
	guard?(call: Call, send: () => Promise<Output[]>): Promise<Output[]>;
}

/** One operation, said once: form and request both come from it. */
export type Operation = OperationForm & Steps;

export type Resource = ResourceForm<Operation>;

/**
 * The operations that most records share, see form/standard.ts, with how a lost write of each is looked up.
 *
 * @param looked how a new record is looked for, where that is not: by its time of creation, equal to what was sent
 */
export function standard(basics: Basics, looked: Partial<NewRecord> = {}) {
	const forms = standardForms<Steps>(basics);
	const aRecord = withArticle(basics.one);
	const made = newRecord({ aRecord, byTime: true, named: nameOf, ...looked });
	type Rest = Parameters<typeof forms.archive>[0];
	return {
		...forms,
		create: (rest: Parameters<typeof forms.create>[0]) => forms.create({ lookUp: made, ...rest }),
		update: (fields: Parameters<typeof forms.update>[0], rest?: Rest) =>
			forms.update(fields, { lookUp: changed, ...rest }),
		archive: (rest?: Rest) => forms.archive({ lookUp: archived, ...rest }),
		restore: (rest?: Rest) => forms.restore({ lookUp: restored, ...rest }),
	};
}

/** What most records are called by. */
function nameOf({ name, email, transactionNumber }: IDataObject): string | undefined {
	if (typeof transactionNumber === 'string') return `the transaction number ${transactionNumber}`;
	if (typeof name === 'string') return `the name "${name}"`;
	return typeof email === 'string' ? `the email address ${email}` : undefined;
}

type Expected = (lost: Lost) => IDataObject;

/** A record that is written anew as a whole. @param expected how it then is, where that is not the body */
export const replacedBy = (expected?: Expected) =>
	recordState({ words: 'as it was sent', expected });

/** A record some members of which are changed. @param expected how they then are, where that is not the body */
export const changedTo = (expected?: Expected) =>
	recordState({
		words: 'with the changes that were sent',
		isReached: (record, lost) => hasChanges(record, lost, { expected }),
	});

export const replaced = replacedBy();
export const changed = changedTo();

const archived = recordState({
	words: 'archived',
	path: ofItsRecord,
	isReached: (record) => record.archived === true,
});

const restored = recordState({
	words: 'not archived',
	path: ofItsRecord,
	isReached: (record) => record.archived === false,
});

/** The members of a call's body. */
export function bodyOf({ request }: Call): IDataObject {
	return (request.body ?? {}) as IDataObject;
}

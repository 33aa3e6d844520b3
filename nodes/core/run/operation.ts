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
	/** Method, path, query and body, already built from the fields. */
	request: BillRequest;
	/** How the list in the response is read, if there is one. */
	list?: ListForm & { keep?: Keep };
	item: number;
	/** The ID in the path, if the operation is about one record. */
	recordId?: string;
	settings: Settings;
	/** Kept while the node runs, for data that several items share. */
	shared: Map<string, unknown>;
	/** What is sent instead of `request`, if reads have decided it; another try does not decide again. */
	decided?: BillRequest;
}

/** One output of an item. */
export type Output = Pick<INodeExecutionData, 'json' | 'binary'>;

/** What an operation does differently from "build the request, send it, return the response". */
export interface Steps {
	/**
	 * Checks what only this operation knows, and completes the call. All items are prepared before anything is sent.
	 *
	 * @throws FieldError that names the field
	 */
	prepare?(call: Call): void | Promise<void>;
	/**
	 * Checks all items together before anything is sent.
	 *
	 * @throws FieldError when their combination cannot be intended
	 */
	checkItems?(calls: Call[]): void;
	/** What a write belongs to besides the IDs in its path; writes that belong together keep their order. */
	belongsTo?(call: Call): unknown;
	/** Runs instead of sending the request. */
	run?(call: Call): Promise<Output[]>;
	/** Converts each record of a response before it is simplified. */
	read?(record: IDataObject): IDataObject;
	/** How to find out what happened to a request whose response was lost. */
	lookUp?: LookUpRule;
	/** Checks whether the work is already done, and sends only if it is not. */
	guard?(call: Call, send: () => Promise<Output[]>): Promise<Output[]>;
}

/** One operation, defined once: form and request both come from it. */
export type Operation = OperationForm & Steps;

export type Resource = ResourceForm<Operation>;

/**
 * The operations that most records share, see form/standard.ts, with how a lost write of each is looked up.
 *
 * @param looked how a new record is looked up, if not by its creation time and by values equal to what was sent
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

/** What identifies most records, in words. */
function nameOf({ name, email, transactionNumber }: IDataObject): string | undefined {
	if (typeof transactionNumber === 'string') return `the transaction number ${transactionNumber}`;
	if (typeof name === 'string') return `the name "${name}"`;
	return typeof email === 'string' ? `the email address ${email}` : undefined;
}

type Expected = (lost: Lost) => IDataObject;

/**
 * For a record that is replaced as a whole.
 *
 * @param expected its state afterwards, if that is not the body
 */
export const replacedBy = (expected?: Expected) =>
	recordState({ words: 'as it was sent', expected });

/**
 * For a record with some changed members.
 *
 * @param expected their state afterwards, if that is not the body
 */
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

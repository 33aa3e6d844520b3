import type { IDataObject } from 'n8n-workflow';

import { areAll, holds } from './agrees';
import { bodyOfLost, SECONDS } from './way';
import type { Lost, Way } from './way';

/** The record that an operation is about, and the state that it is to have. */
export interface RecordState {
	/** How the wanted state is called, to end a sentence: "archived". */
	words: string;
	/** The path of the record; that of the write unless another is named. */
	path?(lost: Lost): string;
	/** The record in what is read there, where it is a list or a part. */
	within?(answer: unknown, lost: Lost): IDataObject | undefined;
	/** The record as it must be, where it is not the body. */
	expected?(lost: Lost): IDataObject;
	/** Whether the record is as it was to be; every expected member unless said otherwise. */
	isReached?(record: IDataObject, lost: Lost): boolean;
	/** What BILL would have answered with, where it is not the record. */
	answer?(record: IDataObject, lost: Lost): IDataObject;
	seconds?: number;
}

/** Looks whether a record that is there has the state that a lost write was to give it. */
export function recordState(how: RecordState): Way {
	return {
		seconds: how.seconds ?? SECONDS,
		words: () => `the record, ${how.words}`,
		async look(lost, reader) {
			const read = await reader.record(how.path?.(lost) ?? lost.request.path);
			const record = how.within ? how.within(read, lost) : read;
			if (!record) return [];
			const isReached = how.isReached?.(record, lost) ?? holds(expectedOf(lost, how), record);
			const answer = how.answer?.(record, lost) ?? record;
			return isReached ? [{ answer, ids: [], isProven: true }] : [];
		},
	};
}

/** A list that shows the state of what an operation is about. */
export interface ListedState {
	words: string;
	path(lost: Lost): string;
	query?(lost: Lost): Record<string, string>;
	/** What BILL would have answered with; nothing while the state is not reached. */
	answer(records: IDataObject[], lost: Lost): IDataObject | undefined;
}

/** Looks in a list whether what a lost write was to change has the wanted state. */
export function listedState({ words, path, query, answer }: ListedState): Way {
	return {
		seconds: SECONDS,
		words: () => words,
		async look(lost, reader) {
			const asked = { path: path(lost), query: query?.(lost) };
			const reached = answer(await reader.list(asked, { fixedPages: true }), lost);
			return reached ? [{ answer: reached, ids: [], isProven: true }] : [];
		},
	};
}

/** Looks whether a record is gone that a lost write was to remove. */
export function recordGone(path?: (lost: Lost) => string): Way {
	return {
		seconds: SECONDS,
		words: () => 'whether the record is gone',
		async look(lost, reader) {
			const record = await reader.record(path?.(lost) ?? lost.request.path);
			return record ? [] : [{ answer: { deleted: true }, ids: [], isProven: true }];
		},
	};
}

/** The path of the record whose action a request is: `/v3/bills/{id}` of `/v3/bills/{id}/archive`. */
export function ofItsRecord({ request }: Lost): string {
	return request.path.replace(/\/[^/]+$/, '');
}

/**
 * Whether a record has the members that were sent to change it. Lists are added to by BILL: an entry with an ID is
 * changed, and one without is new, so a list may have more entries, and must have been changed since.
 */
export function hasChanges(
	record: IDataObject,
	lost: Lost,
	how: Pick<RecordState, 'expected'> = {},
): boolean {
	return Object.entries(expectedOf(lost, how)).every(([name, sent]) => {
		const kept = record[name];
		if (!Array.isArray(sent) || !Array.isArray(kept)) return holds(sent, kept);
		const addsEntries = sent.some(({ id }: IDataObject) => !id);
		return areAll(sent, kept, holds) && (!addsEntries || wasChangedSince(record, lost));
	});
}

function expectedOf(lost: Lost, { expected }: Pick<RecordState, 'expected'>): IDataObject {
	return expected?.(lost) ?? bodyOfLost(lost);
}

function wasChangedSince({ updatedTime }: IDataObject, { since }: Lost): boolean {
	return (
		typeof updatedTime === 'string' && Date.parse(updatedTime) >= Math.floor(since / 1000) * 1000
	);
}

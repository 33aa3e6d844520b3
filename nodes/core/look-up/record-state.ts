import type { IDataObject } from 'n8n-workflow';

import type { ListRequest } from '../wire/pages';
import { areAll, holds, keptAs } from './agrees';
import { isSince } from './moment';
import { bodyOfLost, SECONDS } from './way';
import type { Lost, Way } from './way';

/** The record that an operation is about, and the state that it should have. */
export interface RecordState {
	/** The name of the wanted state, to end a sentence: "archived". */
	words: string;
	/** The path of the record; that of the write by default. */
	path?(lost: Lost): string;
	/** The record in what is read there, if that is a list or if the record is a part of it. */
	within?(answer: unknown, lost: Lost): IDataObject | undefined;
	/** The record as it must be, if that is not the body. */
	expected?(lost: Lost): IDataObject;
	/** Whether the record has the wanted state; by default every expected member is compared. */
	isReached?(record: IDataObject, lost: Lost): boolean;
	/** What BILL would have returned, if that is not the record. */
	answer?(record: IDataObject, lost: Lost): IDataObject;
	seconds?: number;
}

/** Checks whether an existing record has the state that a lost write was to give it. */
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
	/** How the list is read; by default with BILL's own page size. */
	how?: ListRequest;
	/** What BILL would have returned; undefined while the state is not reached. */
	answer(records: IDataObject[], lost: Lost): IDataObject | undefined;
}

/** Checks in a list whether what a lost write was to change has the wanted state. */
export function listedState({ words, path, query, how, answer }: ListedState): Way {
	return {
		seconds: SECONDS,
		words: () => words,
		async look(lost, reader) {
			const asked = { path: path(lost), query: query?.(lost) };
			const reached = answer(await reader.list(asked, how ?? { fixedPages: true }), lost);
			return reached ? [{ answer: reached, ids: [], isProven: true }] : [];
		},
	};
}

/**
 * Checks whether a record that a lost write was to remove is gone.
 *
 * @param isOver whether a record that BILL still shows counts as gone
 */
export function recordGone(
	path?: (lost: Lost) => string,
	isOver: (record: IDataObject, lost: Lost) => boolean = () => false,
): Way {
	return {
		seconds: SECONDS,
		words: () => 'whether the record is gone',
		async look(lost, reader) {
			const record = await reader.record(path?.(lost) ?? lost.request.path);
			const isThere = record !== undefined && !isOver(record, lost);
			return isThere ? [] : [{ answer: { deleted: true }, ids: [], isProven: true }];
		},
	};
}

/** The path of the record that an action belongs to: `/v3/bills/{id}` for `/v3/bills/{id}/archive`. */
export function ofItsRecord({ request }: Lost): string {
	return request.path.replace(/\/[^/]+$/, '');
}

/**
 * Whether a record has the members that were sent to change it. BILL adds to lists: an entry with an ID is changed, and
 * one without is new. So a list may have more entries than were sent, and after adding entries the record must have
 * been changed since.
 */
export function hasChanges(
	record: IDataObject,
	lost: Lost,
	how: Pick<RecordState, 'expected'> = {},
): boolean {
	const members = Object.entries(expectedOf(lost, how));
	// Without an expected member there is nothing to compare.
	if (members.length === 0) return false;
	return members.every(([name, sent]) =>
		keptAs(name, record).some((kept) => {
			if (!Array.isArray(sent) || !Array.isArray(kept)) return holds(sent, kept);
			if (sent.every((entry) => typeof entry === 'string')) return holds(sent, kept);
			const addsEntries = sent.some(({ id }: IDataObject) => !id);
			return areAll(sent, kept, holds) && (!addsEntries || wasChangedSince(record, lost));
		}),
	);
}

function expectedOf(lost: Lost, { expected }: Pick<RecordState, 'expected'>): IDataObject {
	return expected?.(lost) ?? bodyOfLost(lost);
}

function wasChangedSince({ updatedTime }: IDataObject, { since }: Lost): boolean {
	return isSince(updatedTime, since) === true;
}

import type { IDataObject } from 'n8n-workflow';

import { recordId } from '../form/shape';
import type { ListRequest } from '../wire/pages';
import { agrees } from './agrees';
import { isSince } from './moment';
import { bodyOfLost, SECONDS } from './way';
import type { Fit, Lost, Way } from './way';

/** Where and how to look for a record that a lost write may have created. */
export interface NewRecord {
	/** In lower case, with its article: "a vendor". */
	aRecord: string;
	/** The list that shows it; the path of the write by default. */
	list?: string | ((lost: Lost) => string);
	how?: ListRequest;
	/** BILL can filter the list by creation time. */
	byTime?: boolean;
	/** The member with the creation time; `createdTime` by default. */
	createdAs?: string;
	/** More conditions on the list, in BILL's notation. */
	conditions?(body: IDataObject): string[];
	/** The record as it must be, if that is not the body. */
	expected?(lost: Lost): IDataObject;
	/** What identifies it to users: members of the expected record, as "the name X". */
	named?(expected: IDataObject): string | undefined;
	/** A further condition, if members have other places in the record than in the request. */
	isSame?(record: IDataObject, lost: Lost): boolean;
	/** What BILL would have returned, if that is not the record. */
	answer?(record: IDataObject, lost: Lost): IDataObject;
	/** BILL's response is something other than the listed record. */
	answersOtherwise?: boolean;
	seconds?: number;
}

/** The clocks of BILL's servers differ a little; the records of the list are then compared with the exact moment. */
const MARGIN_MS = 5_000;

/**
 * Looks for a record that a lost write has created. It is proven if every member that was sent and that BILL returns is
 * the same, if it was created at or after the time of sending, by BILL's clock, and, if the record names its creator,
 * by the signed-in user. Archived records are included.
 */
export function newRecord(how: NewRecord): Way & Required<Pick<Way, 'fits'>> {
	const { aRecord, list, createdAs = 'createdTime', seconds = SECONDS } = how;
	const expected = (lost: Lost) => how.expected?.(lost) ?? bodyOfLost(lost);
	const createdIn = ({ since }: Lost, record: IDataObject) => isSince(record[createdAs], since);
	const fits = (lost: Lost, record: IDataObject) =>
		agrees(expected(lost), record) &&
		(how.isSame?.(record, lost) ?? true) &&
		(createdIn(lost, record) ?? true);
	return {
		seconds,
		answersOtherwise: how.answersOtherwise,
		words(lost) {
			const name = how.named?.(expected(lost));
			return name ? `${aRecord} with ${name}` : `${aRecord} as it was sent`;
		},
		fits,
		async look(lost, reader) {
			const path = typeof list === 'function' ? list(lost) : (list ?? lost.request.path);
			const time = new Date(lost.since - MARGIN_MS).toISOString();
			const filters = [
				...(how.conditions?.(bodyOfLost(lost)) ?? []),
				...(how.byTime ? [`${createdAs}:gte:"${time}"`] : []),
			].join(',');
			const query = {
				...(filters && { filters }),
				...(how.byTime && { sort: `${createdAs}:asc` }),
			};
			const records = await reader.list({ path, query }, how.how);
			const alike = records.filter((record) => fits(lost, record));
			const tellsUser = alike.some(({ createdBy }) => typeof createdBy === 'string');
			const user = tellsUser ? await reader.user() : undefined;
			return alike
				.filter(({ createdBy }) => !createdBy || !user || createdBy === user)
				.map((record): Fit => {
					const isProven = createdIn(lost, record) === true;
					const answer = how.answer?.(record, lost) ?? record;
					return { answer, record, ids: [recordId(record)], isProven };
				});
		},
	};
}

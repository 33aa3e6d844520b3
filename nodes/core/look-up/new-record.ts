import type { IDataObject } from 'n8n-workflow';

import { recordId } from '../form/shape';
import type { ListRequest } from '../wire/pages';
import { agrees } from './agrees';
import { isSince } from './moment';
import { bodyOfLost, SECONDS } from './way';
import type { Fit, Lost, Way } from './way';

/** Where and how a record is looked for that a lost write may have made. */
export interface NewRecord {
	/** Lower case, with its article: "a vendor". */
	aRecord: string;
	/** The list in which it shows; the path of the write unless another is named. */
	list?: string | ((lost: Lost) => string);
	how?: ListRequest;
	/** BILL can filter the list by the time of creation. */
	byTime?: boolean;
	/** The member that tells when a record was created; `createdTime` unless another is named. */
	createdAs?: string;
	/** More conditions on the list, in BILL's notation. */
	conditions?(body: IDataObject): string[];
	/** The record as it must be, where it is not the body. */
	expected?(lost: Lost): IDataObject;
	/** What names it to a person: members of the expected record, as "the name X". */
	named?(expected: IDataObject): string | undefined;
	/** More that must be so, where members have other places in the record than in the request. */
	isSame?(record: IDataObject, lost: Lost): boolean;
	/** What BILL would have answered with, where it is not the record. */
	answer?(record: IDataObject, lost: Lost): IDataObject;
	/** BILL answers with something else than the record that is listed. */
	answersOtherwise?: boolean;
	seconds?: number;
}

/** Clocks of BILL's machines differ a little; what the list gives is compared with the exact moment. */
const MARGIN_MS = 5_000;

/**
 * Looks for a record that a lost write has made. It is proven when every member that was sent and that BILL gives back
 * is the same, when it was created from the moment of sending on, by BILL's clock, and, where the record tells, by the
 * signed-in user. Archived records are looked at as well.
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

import type { IDataObject } from 'n8n-workflow';

import type { ListRequest } from '../wire/pages';
import type { BillRequest } from '../wire/request';

/** A write whose response was lost. */
export interface Lost {
	request: BillRequest;
	/** The earliest moment, by BILL's clock, at which it can have taken effect: milliseconds since 1970. */
	since: number;
}

/** A record that a lost write may have created or changed. */
export interface Fit {
	/** What BILL would have returned. */
	answer: IDataObject;
	/** The record that was read, if it is a different one. */
	record?: IDataObject;
	/** The records that were read, if there are several. */
	records?: IDataObject[];
	ids: string[];
	/** Everything that can be compared matches; otherwise the record is only named to the user. */
	isProven: boolean;
}

/** Reads for look-ups. Items that look for the same thing at the same time share one read. */
export interface Reader {
	/** All records of a list. */
	list(request: Asked, list?: ListRequest): Promise<IDataObject[]>;
	/** One record; undefined if BILL does not know it. */
	record(path: string): Promise<IDataObject | undefined>;
	/** The ID of the signed-in user; undefined if BILL does not say. */
	user(): Promise<string | undefined>;
}

type Asked = Pick<BillRequest, 'path' | 'query'>;

/** How to find out, with reads only, what happened to a write. */
export interface Way {
	/** How long to look, unless the user chooses otherwise. */
	seconds: number;
	/** What is looked for, as part of a sentence: "a vendor with the name X". */
	words(lost: Lost): string;
	/** Looks once: the records that may belong to this write. */
	look(lost: Lost, reader: Reader): Promise<Fit[]>;
	/**
	 * Whether a record could belong to a write. Ways with this function look for new records, and each write creates its
	 * own: there must be as many records as writes that fit.
	 */
	fits?(lost: Lost, record: IDataObject): boolean;
	/** BILL's response is something other than the record that is looked for, so a response does not identify a record. */
	answersOtherwise?: boolean;
}

/** A write that cannot be looked up, and why: it ends a sentence that begins with "It cannot be looked up: ". */
export interface NoWay {
	cannot: string;
}

/** What is defined for each operation that can change something. */
export type LookUpRule = Way | NoWay;

export const SECONDS = 15;
/** Money is looked up for longer. */
export const SECONDS_FOR_MONEY = 45;

/** @param why ends a sentence that begins with "It cannot be looked up: " */
export function cannotBeLookedUp(why: string): NoWay {
	return { cannot: why };
}

/** The body of a request, if it is one record. */
export function bodyOfLost({ request }: Lost): IDataObject {
	const { body } = request;
	const isRecord = typeof body === 'object' && body !== null && !Buffer.isBuffer(body);
	return isRecord ? (body as IDataObject) : {};
}

import type { IDataObject } from 'n8n-workflow';

import type { ListRequest } from '../wire/pages';
import type { BillRequest } from '../wire/request';

/** A write whose answer was lost. */
export interface Lost {
	request: BillRequest;
	/** The earliest moment, by BILL's clock, at which it can have taken effect: milliseconds since 1970. */
	since: number;
}

/** A record that a lost write may have made or changed. */
export interface Fit {
	/** What BILL would have answered with. */
	answer: IDataObject;
	/** What was read, where it is another. */
	record?: IDataObject;
	/** The records that were read, where they are several. */
	records?: IDataObject[];
	ids: string[];
	/** Everything that can be compared speaks for it; otherwise it is only named to the person. */
	isProven: boolean;
}

/** Reads for look-ups. Items that look for the same at the same time share one read. */
export interface Reader {
	/** All records of a list. */
	list(request: Asked, list?: ListRequest): Promise<IDataObject[]>;
	/** One record; nothing when BILL does not know it. */
	record(path: string): Promise<IDataObject | undefined>;
	/** The ID of the signed-in user; nothing when BILL does not tell. */
	user(): Promise<string | undefined>;
}

type Asked = Pick<BillRequest, 'path' | 'query'>;

/** How it is found out, by reads alone, what became of a write. */
export interface Way {
	/** How long is looked unless a person says otherwise. */
	seconds: number;
	/** What is looked for, for a sentence: "a vendor with the name X". */
	words(lost: Lost): string;
	/** One look: the records that may be this write's. */
	look(lost: Lost, reader: Reader): Promise<Fit[]>;
	/**
	 * Whether a record could be that of a write. Ways that have it look for new records, of which each write makes its
	 * own: as many are needed as there are writes that fit.
	 */
	fits?(lost: Lost, record: IDataObject): boolean;
	/** BILL answers with something else than the record that is looked for, so that its answers claim none. */
	answersOtherwise?: boolean;
}

/** A write that cannot be looked up, and why: it ends a sentence that begins with "It cannot be looked up: ". */
export interface NoWay {
	cannot: string;
}

/** What is said of each operation that can change something. */
export type LookUpRule = Way | NoWay;

export const SECONDS = 15;
/** Money is looked for longer. */
export const SECONDS_FOR_MONEY = 45;

/** @param why ends a sentence that begins with "It cannot be looked up: " */
export function cannotBeLookedUp(why: string): NoWay {
	return { cannot: why };
}

/** The body of a request, where it is one record. */
export function bodyOfLost({ request }: Lost): IDataObject {
	const { body } = request;
	const isRecord = typeof body === 'object' && body !== null && !Buffer.isBuffer(body);
	return isRecord ? (body as IDataObject) : {};
}

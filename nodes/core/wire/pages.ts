import { sleep } from 'n8n-workflow';
import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { pageKeyOf } from './api';
import type { ApiProfile } from './api';
import { isWrite } from './request';
import type { BillRequest } from './request';

/** How a list is read. */
export interface ListRequest {
	/** How many records are wanted. */
	limit?: number;
	/** The member that holds the list, where it is not `results` or the answer itself. */
	member?: string;
	/** BILL sets the size of the pages and takes no `max`. */
	fixedPages?: boolean;
	/** BILL counts (`start` and `max`) instead of handing out tokens. */
	counted?: boolean;
	/** The answer itself is the list: an array without anything around it. */
	bare?: boolean;
	/** BILL answers `{}` when there is nothing. Anywhere else that is no list. */
	leftOut?: boolean;
	/** The most that a page of this list may hold. */
	pageSize?: number;
	/** The member that tells records apart: none is given twice in a walk. */
	once?: string;
	/** Which of the records that were read are wanted. */
	keep?(record: IDataObject): boolean;
	/** The next page is asked for while the last one is worked on; only for those who read to the end. */
	ahead?: boolean;
}

/** One page of a list; without a token it is the last. */
export interface ListPage {
	records: IDataObject[];
	nextPage?: string;
}

/** What pages are read with. */
interface Sender {
	readonly api: ApiProfile;
	send(request: BillRequest): Promise<unknown>;
	refusal(message: string, description: string, unknown?: BillRequest): Error;
}

/** How the answer holds the list. */
type Form = Pick<ListRequest, 'member' | 'bare' | 'leftOut'>;

/**
 * The list in an answer: `results`, the member that is named, or the answer itself. A named member that is not there is
 * empty: BILL leaves out what is. An empty answer without a list in it says nothing: what decides whether something is
 * created or paid must not take it for "there is none".
 *
 * @returns undefined when there is no list in it
 */
export function listIn(
	answer: unknown,
	{ member, bare, leftOut }: Form = {},
): unknown[] | undefined {
	if (Array.isArray(answer)) return bare || answer.length > 0 ? answer : undefined;
	if (typeof answer !== 'object' || answer === null) return undefined;
	const found = (answer as IDataObject)[member ?? 'results'];
	if (Array.isArray(found)) return found;
	const isLeftOut = member ? found === undefined : leftOut && Object.keys(answer).length === 0;
	return isLeftOut ? [] : undefined;
}

/** The list in an answer. @throws NodeApiError when it holds none */
export function requireList(
	sender: Pick<Sender, 'refusal'>,
	request: BillRequest,
	answer: unknown,
	form: Form = {},
): unknown[] {
	const list = listIn(answer, form);
	if (list) return list;
	const { method, path } = request;
	throw isWrite(request)
		? sender.refusal(
				"The outcome is unknown: BILL's response does not contain the records",
				`${method} ${path} was sent once. It may have taken effect: look in BILL before you run it again.`,
				request,
			)
		: sender.refusal(
				"BILL's response does not contain the requested list",
				`GET ${path} gave no results, not even an empty list. Try again in a few minutes.`,
			);
}

/**
 * One page of a list.
 *
 * @param ask `token` names the page, as the page before has given it; `max` is how many records are wanted
 * @throws NodeApiError when the answer is no list
 */
export async function askPage(
	sender: Sender,
	request: BillRequest,
	ask: Form & { token?: string; max?: number } = {},
): Promise<ListPage> {
	const { token, max, ...form } = ask;
	const query = {
		...request.query,
		...(max !== undefined && { max: String(max) }),
		...(token !== undefined && { [pageKeyOf(sender.api, request.path)]: token }),
	};
	const asked = { ...request, ...(Object.keys(query).length > 0 && { query }) };
	const answer = await sender.send(asked);
	const records = requireList(sender, request, answer, form) as IDataObject[];
	const { nextPage } = (Array.isArray(answer) ? {} : answer) as { nextPage?: string | null };
	return { records, ...(nextPage && { nextPage }) };
}

/**
 * Walks a list, page by page, to its end or up to the limit. Filters and sort are sent with each page: whether BILL's
 * token carries them is not documented, and both ways are reported to work.
 *
 * @throws NodeApiError when a page comes back a second time, because the walk would never end
 */
export async function* walkPages(
	sender: Sender,
	request: BillRequest,
	list: ListRequest = {},
): AsyncGenerator<IDataObject[]> {
	let left = list.limit ?? Infinity;
	const given = new Set<string>();
	const { once = 'id', keep, ahead, pageSize = sender.api.pageSize } = list;
	// What came twice is not counted, so that only this loop knows how many are still wanted; how many have to be read
	// for so many that are kept shows only in reading.
	const wanted = () => (keep ? pageSize : Math.min(pageSize, left));
	const pages = (list.counted ? countedPages : tokenPages)(sender, request, list, wanted);
	for (let coming = pages.next(); ;) {
		const { done, value: records } = await coming;
		if (done) return;
		const fresh = withoutGiven(records, once, given);
		const kept = (keep ? fresh.filter(keep) : fresh).slice(0, left);
		left -= kept.length;
		if (left > 0 && ahead) {
			coming = pages.next();
			await begun(coming);
		}
		yield kept;
		if (left <= 0) return;
		if (!ahead) coming = pages.next();
	}
}

/** Waits until a request has left. That it fails is told when its answer's turn comes. */
async function begun(request: Promise<unknown>): Promise<void> {
	request.catch(() => undefined);
	// n8n hands a request over in several steps; whoever works on without a pause would hold it back.
	await sleep(0);
}

/** A record that moves to a later page while the list is read comes twice; it is given once. */
function withoutGiven(records: IDataObject[], once: string, given: Set<string>): IDataObject[] {
	const idOf = (record: IDataObject) => record[once];
	const before = records.filter((record) => {
		const id = idOf(record);
		return typeof id !== 'string' || !given.has(id);
	});
	for (const id of records.map(idOf)) if (typeof id === 'string') given.add(id);
	return before;
}

/** The end is a missing `nextPage`; an empty page with a token goes on. */
async function* tokenPages(
	sender: Sender,
	request: BillRequest,
	{ member, bare, leftOut, fixedPages }: ListRequest,
	wanted: () => number,
): AsyncGenerator<IDataObject[]> {
	const seen = new Set<string>();
	let token: string | undefined;
	for (;;) {
		const max = fixedPages ? undefined : wanted();
		const { records, nextPage } = await askPage(sender, request, {
			member,
			bare,
			leftOut,
			token,
			max,
		});
		yield records;
		if (!nextPage) return;
		if (seen.has(nextPage)) throw repeated(sender, request);
		seen.add(nextPage);
		token = nextPage;
	}
}

/** How many BILL gives at most is not documented for counted lists, so only an empty page is the end. */
async function* countedPages(
	sender: Sender,
	request: BillRequest,
	{ member, bare, leftOut }: ListRequest,
	wanted: () => number,
): AsyncGenerator<IDataObject[]> {
	let read = 0;
	let last = '';
	for (;;) {
		const query = { ...request.query, ...(read > 0 && { start: String(read) }) };
		const asked = { ...request, query };
		const { records } = await askPage(sender, asked, { member, bare, leftOut, max: wanted() });
		if (records.length === 0) return;
		const written = JSON.stringify(records);
		if (written === last) throw repeated(sender, request);
		last = written;
		yield records;
		read += records.length;
	}
}

function repeated(sender: Sender, { path }: BillRequest): Error {
	return sender.refusal(
		'BILL repeated a page of the list, so the list was not read to its end',
		`GET ${path} returned the same page twice. Run it again; if that does not help, narrow the list with a filter or use a Limit.`,
	) as NodeApiError;
}

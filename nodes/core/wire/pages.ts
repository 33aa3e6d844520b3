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
	/** The member that holds the list, if it is not `results` or the response itself. */
	member?: string;
	/** BILL sets the page size and does not accept `max`. */
	fixedPages?: boolean;
	/** BILL pages by offset (`start` and `max`) instead of tokens. */
	counted?: boolean;
	/** The response itself is the list: an array without anything around it. */
	bare?: boolean;
	/** BILL returns `{}` when there is nothing. For other lists, `{}` is not a list. */
	leftOut?: boolean;
	/** The maximum page size of this list. */
	pageSize?: number;
	/** The member that identifies a record: no record is returned twice in one walk. */
	once?: string;
	/** Which of the records that were read to keep. */
	keep?(record: IDataObject): boolean;
	/** Requests the next page while the last one is processed; only for callers that read to the end. */
	ahead?: boolean;
}

/** One page of a list; without a token it is the last one. */
export interface ListPage {
	records: IDataObject[];
	nextPage?: string;
}

/** What is needed to read pages. */
interface Sender {
	readonly api: ApiProfile;
	send(request: BillRequest): Promise<unknown>;
	refusal(message: string, description: string, unknown?: BillRequest): Error;
}

/** How the response contains the list. */
type Form = Pick<ListRequest, 'member' | 'bare' | 'leftOut'>;

/**
 * The list in a response: `results`, the named member, or the response itself. If the named member is missing, the list
 * is empty: BILL omits empty members. An empty response without a list proves nothing: code that decides whether
 * something is created or paid must not read it as "there is none".
 *
 * @returns undefined if the response contains no list
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

/**
 * The list in a response.
 *
 * @throws NodeApiError when there is none
 */
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
 * @param ask `token` is the page's token, as the page before gave it; `max` is how many records are wanted
 * @throws NodeApiError when the response is not a list
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
 * Reads a list page by page, to its end or up to the limit. Filters and sort are sent with each page: whether BILL's
 * token includes them is not documented, and both ways are reported to work.
 *
 * @throws NodeApiError when a page comes a second time, because the walk would never end
 */
export async function* walkPages(
	sender: Sender,
	request: BillRequest,
	list: ListRequest = {},
): AsyncGenerator<IDataObject[]> {
	let left = list.limit ?? Infinity;
	const given = new Set<string>();
	const { once = 'id', keep, ahead, pageSize = sender.api.pageSize } = list;
	// Repeated records do not count, so only this loop knows how many are still wanted. With `keep`, how many must be read
	// becomes known only while reading.
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

/** Waits until a request has been sent. A failure is reported when its response is awaited. */
async function begun(request: Promise<unknown>): Promise<void> {
	request.catch(() => undefined);
	// n8n sends a request in several asynchronous steps; code that continues without a pause would hold it back.
	await sleep(0);
}

/** A record that moves to a later page while the list is read comes twice; it is returned once. */
function withoutGiven(records: IDataObject[], once: string, given: Set<string>): IDataObject[] {
	const idOf = (record: IDataObject) => record[once];
	const before = records.filter((record) => {
		const id = idOf(record);
		return typeof id !== 'string' || !given.has(id);
	});
	for (const id of records.map(idOf)) if (typeof id === 'string') given.add(id);
	return before;
}

/** A missing `nextPage` is the end; after an empty page with a token, reading continues. */
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

/** The maximum page size of these lists is not documented, so only an empty page is the end. */
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
		'BILL repeated a page of the list, so the list was not read completely',
		`GET ${path} returned the same page twice. Run it again; if that does not help, narrow the list with a filter or use a Limit.`,
	) as NodeApiError;
}

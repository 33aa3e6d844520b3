import type { IDataObject } from 'n8n-workflow';

import type { BillClient } from '../wire/client';
import type { AccountWrites } from '../wire/writes';
import type { Call } from './operation';

/** The money moved for one bill or invoice, or for a payee without one. */
export interface Part {
	/** ID of the bill, the invoice or the payee. */
	about: string;
	/** `NaN` until the amount due has been read. */
	amount: number;
	/** The money goes to a payee without a bill or invoice. */
	isPayee?: boolean;
}

/** Where BILL shows which money has moved, and what is due. */
export interface Moves {
	/** The path of the list of what has moved, such as payments. */
	path: string;
	/** The path of the list of bills or invoices. */
	duePath: string;
	/** The member of a bill or invoice with the payee, if the list of what has moved can be filtered by it too. */
	payee?: string;
	/** Nothing of a bill or invoice has been paid or scheduled yet. */
	isUntouched(record: IDataObject): boolean;
}

/** What was read from BILL. */
export interface Picture {
	/** What was created in the last 24 hours. */
	moved: IDataObject[];
	/** Bills or invoices, by ID. */
	due: Map<string, IDataObject>;
	readAt: number;
}

const DAY_MS = 24 * 60 * 60_000;
const MOST_IDS = 50;
const MOST_REMEMBERED = 20_000;
const MOST_LOOKED_THROUGH = 300;

/** When this process last moved money for each bill, invoice or payee, by organization. */
const movedAt = new WeakMap<AccountWrites, Map<string, number>>();

function timesOf(account: AccountWrites): Map<string, number> {
	const times = movedAt.get(account) ?? new Map<string, number>();
	movedAt.set(account, times);
	return times;
}

/** Records that money has moved for these parts, or may have. */
export function noteMoved({ client }: Call, parts: Part[]): void {
	const times = timesOf(client.account);
	for (const { about } of parts) times.set(about, Date.now());
	while (times.size > MOST_REMEMBERED) times.delete(times.keys().next().value as string);
}

/**
 * What BILL shows for these parts, read after everything that this process has moved for them. The first item of a run
 * reads for all of them.
 *
 * @param planned the parts of all items of the run
 */
export async function pictureOf(
	{ client, shared }: Call,
	moves: Moves,
	parts: Part[],
	planned: Part[],
): Promise<Picture> {
	shared.set('moved money', shared.get('moved money') ?? readPicture(client, moves, planned));
	const ofRun = (await shared.get('moved money')) as Picture;
	const times = timesOf(client.account);
	const isOutdated = parts.some(({ about }) => (times.get(about) ?? 0) >= ofRun.readAt);
	return isOutdated ? await readPicture(client, moves, parts) : ofRun;
}

async function readPicture(client: BillClient, moves: Moves, parts: Part[]): Promise<Picture> {
	const readAt = Date.now();
	const ids = [...new Set(parts.filter(({ isPayee }) => !isPayee).map(({ about }) => about))];
	const due = new Map<string, IDataObject>();
	for (let at = 0; at < ids.length; at += MOST_IDS) {
		const filters = `id:in:"${ids.slice(at, at + MOST_IDS).join(',')}"`;
		const records = await client.list({ method: 'GET', path: moves.duePath, query: { filters } });
		for (const record of records) due.set(String(record.id as string), record);
	}
	const touched = [...due.values()].filter((record) => !moves.isUntouched(record));
	const isUntouched = touched.length === 0 && parts.every(({ about }) => due.has(about));
	// If nothing has been paid or scheduled yet, nothing can be repeated.
	return { readAt, due, moved: isUntouched ? [] : await readMoved(client, moves, parts, touched) };
}

async function readMoved(
	client: BillClient,
	{ path, payee }: Moves,
	parts: Part[],
	touched: IDataObject[],
): Promise<IDataObject[]> {
	const since = new Date(client.billNow - DAY_MS).toISOString();
	const payees = payee
		? [
				...touched.map((record) => record[payee]),
				...parts.filter(({ isPayee }) => isPayee).map(({ about }) => about),
			]
		: [];
	const distinct = [...new Set(payees)];
	const isNarrow =
		distinct.length > 0 && distinct.length <= MOST_IDS && !distinct.includes(undefined);
	const filters = [
		`createdTime:gte:"${since}"`,
		...(isNarrow ? [`${payee}:in:"${distinct.join(',')}"`] : []),
	].join(',');
	return await client.list({ method: 'GET', path, query: { filters, sort: 'createdTime:asc' } });
}

/** The newest record that moved money for a bill or invoice; undefined if it is too long ago. */
export async function findEarlier(
	client: BillClient,
	{ path, payee }: Moves,
	record: IDataObject,
	isFor: (moved: IDataObject) => boolean,
): Promise<IDataObject | undefined> {
	const filters = payee && record[payee] ? `${payee}:eq:${String(record[payee] as string)}` : '';
	const query = { ...(filters && { filters }), sort: 'createdTime:desc' };
	const list = await client.list({ method: 'GET', path, query }, { limit: MOST_LOOKED_THROUGH });
	return list.find(isFor);
}

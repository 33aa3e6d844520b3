import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { archivedOf } from '../form/record-fields';
import type { RecordKind } from '../form/record-fields';
import type { ApiProfile } from '../wire/api';
import { BillClient } from '../wire/client';
import { recordsById } from './names';
import { actingOf, missingFor } from './acting';
import type { ActingFields } from './acting';

/** A kind of record with the list that its pick list is read from. */
export interface ListedKind extends RecordKind {
	list: {
		/**
		 * `{organizationId}` is the organization in the credential. Any other placeholder is a parameter of the node: next to
		 * the one that is being filled in, or at the top of the form.
		 */
		path: string;
		query?: Record<string, string>;
		/** Queries for more of the list, read after it: records that are picked less often. */
		then?: Array<Record<string, string>>;
		/** Records that are read once for each page, because the names in the pick list contain values from them. */
		beside?: Record<string, Beside>;
		/** The query parameter of BILL's search, for a list that is empty until the user types. */
		foundBy?: string;
		/** The query parameter for the earliest time of a list, and how many days back that is. */
		since?: { query: string; days: number };
		/** BILL returns `{}` when there is nothing. */
		leftOut?: boolean;
		/** BILL sets the page size. */
		fixedPages?: boolean;
		/** The member that BILL can filter by while the user types ("starts with"). Without it, pages are searched here. */
		startsWith?: string;
		/** The member that holds the list, if the list is not paged. */
		member?: string;
		/** The maximum page size of the list, if it differs from the API's other lists. */
		pageSize?: number;
		/**
		 * The name that the user sees.
		 *
		 * @param beside the records that were read for it, as far as BILL returned them
		 */
		name(record: IDataObject, beside: Record<string, IDataObject | undefined>): string;
		id?(record: IDataObject): string;
		/** Records that name those of the list, for users to whom BILL does not show the list. */
		namedBy?: {
			path: string;
			query?: Record<string, string>;
			pageSize?: number;
			named(record: IDataObject): IDataObject;
		};
	};
}

/** Which record of another list belongs to a record of this one. */
interface Beside {
	/** A list that can be filtered by `id`. */
	path: string;
	id(record: IDataObject): unknown;
}

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

const ENOUGH = 20;
const PAGES_LOOKED_THROUGH = 10;

/**
 * The pick-list methods of a node, by the names that the locators use.
 *
 * @param fields the fields that choose a partner's organization
 */
export function searchMethods(
	kinds: ListedKind[],
	api: ApiProfile,
	fields?: ActingFields,
): Record<string, ListSearch> {
	return Object.fromEntries(
		[...kinds, ...kinds.map(ofArchived)].map((kind): [string, ListSearch] => [
			kind.searchMethod,
			async function (filter, token) {
				const opened = await BillClient.open(this, api);
				const acting = fields && actingOf(opened, fields, (name) => chosen(this, name));
				const client = acting ? opened.actingAs(acting) : opened;
				const path = listPath(this, client, kind);
				return path && !missingFor(client, path)
					? await search(client, kind, path, filter?.trim() ?? '', token)
					: { results: [] };
			},
		]),
	);
}

/** The same kind with the archived records of its list, for restoring them. */
function ofArchived(kind: ListedKind): ListedKind {
	return {
		...kind,
		searchMethod: archivedOf(kind.searchMethod),
		list: {
			...kind.list,
			query: { ...kind.list.query, filters: 'archived:eq:true' },
			then: undefined,
		},
	};
}

/** The path of the list; undefined until the record that the list belongs to is chosen. */
function listPath(
	context: ILoadOptionsFunctions,
	client: BillClient,
	{ list }: ListedKind,
): string | undefined {
	let isComplete = true;
	const path = list.path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = name === 'organizationId' ? client.organizationId : chosen(context, name);
		if (typeof value !== 'string' || value === '' || value.startsWith('=')) isComplete = false;
		return encodeURIComponent(String(value ?? ''));
	});
	return isComplete ? path : undefined;
}

function chosen(context: ILoadOptionsFunctions, name: string): unknown {
	const options = { extractValue: true };
	// In n8n, "&" means the list entry that contains the parameter.
	const beside = context.getCurrentNodeParameter(`&${name}`, options);
	return beside ?? context.getCurrentNodeParameter(name, options);
}

async function search(
	client: BillClient,
	kind: ListedKind,
	path: string,
	filter: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const { list } = kind;
	if (list.foundBy && !filter) return { results: [] };
	const typed = filter.split('"')[0];
	const queries = [list.query ?? {}, ...(list.then ?? [])].map((query) => ({
		...query,
		...(list.foundBy && { [list.foundBy]: filter }),
		...(list.since && { [list.since.query]: daysAgo(list.since.days) }),
		...(list.startsWith &&
			typed && {
				filters: [query.filters, `${list.startsWith}:sw:"${typed}"`].filter(Boolean).join(','),
			}),
	}));
	const onServer =
		(list.startsWith !== undefined && typed === filter) || list.foundBy !== undefined;
	const matches = (item: INodeListSearchItems) =>
		onServer ||
		!filter ||
		`${item.name} ${item.value}`.toLowerCase().includes(filter.toLowerCase());

	const request = (at: number) => ({ method: 'GET' as const, path, query: queries[at] });
	if (list.member !== undefined) {
		const { records } = await client.page(request(0), { member: list.member });
		return { results: (await itemsOf(client, kind, records)).filter(matches) };
	}
	const results: INodeListSearchItems[] = [];
	let place = placeOf(token);
	for (let page = 0; place && page < PAGES_LOOKED_THROUGH; page++) {
		const answer = await client.page(request(place.query), {
			token: place.page,
			max: list.fixedPages ? undefined : (list.pageSize ?? client.api.pageSize),
			leftOut: list.leftOut,
		});
		results.push(...(await itemsOf(client, kind, answer.records)).filter(matches));
		if (answer.nextPage) place = { ...place, page: answer.nextPage };
		else place = place.query + 1 < queries.length ? { query: place.query + 1 } : undefined;
		if (results.length >= ENOUGH) break;
	}
	if (results.length === 0 && !place) {
		return { results: await namedElsewhere(client, kind, filter) };
	}
	return { results, ...(place && { paginationToken: JSON.stringify(place) }) };
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** How far a list has been read: which of its queries, and the page token. */
interface Place {
	query: number;
	page?: string;
}

const placeOf = (token?: string): Place | undefined =>
	token ? (JSON.parse(token) as Place) : { query: 0 };

/** What the records of another list name, each once. */
async function namedElsewhere(
	client: BillClient,
	kind: ListedKind,
	filter: string,
): Promise<INodeListSearchItems[]> {
	const { namedBy } = kind.list;
	if (!namedBy) return [];
	const { path, query, pageSize: max } = namedBy;
	const { records } = await client.page({ method: 'GET', path, query }, { max });
	const named = await itemsOf(client, kind, records.map(namedBy.named));
	const items = named.filter(
		({ name, value }) => value && name.toLowerCase().includes(filter.toLowerCase()),
	);
	return [...new Map(items.map((item) => [item.value, item])).values()];
}

async function itemsOf(
	client: BillClient,
	{ list }: ListedKind,
	records: IDataObject[],
): Promise<INodeListSearchItems[]> {
	const read = await Promise.all(
		Object.entries(list.beside ?? {}).map(
			async ([name, { path, id }]) =>
				[name, id, await recordsOf(client, path, records.map(id))] as const,
		),
	);
	return records.map((record) => {
		const value = list.id?.(record) ?? String(record.id);
		const beside = Object.fromEntries(
			read.map(([name, id, found]) => [name, found.get(id(record))]),
		);
		return { name: list.name(record, beside) || value, value };
	});
}

/** Records by ID. A list is useful without them, so records that BILL refuses are left out. */
async function recordsOf(
	client: BillClient,
	path: string,
	wanted: unknown[],
): Promise<Map<unknown, IDataObject>> {
	const ids = wanted.filter((id): id is string => typeof id === 'string' && id !== '');
	return await recordsById(client, path, ids).catch(() => new Map<unknown, IDataObject>());
}

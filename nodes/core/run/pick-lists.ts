import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { RecordKind } from '../form/record-fields';
import type { ApiProfile } from '../wire/api';
import { BillClient } from '../wire/client';
import { actingOf, missingFor } from './acting';
import type { ActingFields } from './acting';

/** A kind of record with the list that its pick list is read from. */
export interface ListedKind extends RecordKind {
	list: {
		/**
		 * `{organizationId}` is the organization in the credential; any other placeholder is a parameter of the node:
		 * beside the one that is filled in, or at the top of the form.
		 */
		path: string;
		query?: Record<string, string>;
		/** The member BILL can filter by as one types ("starts with"). Without it, pages are looked through here. */
		startsWith?: string;
		/** The member that holds the list, where the list is not paged. */
		member?: string;
		/** The most that a page of the list may hold, where that is not what the API's other lists allow. */
		pageSize?: number;
		/** What a person reads. */
		name(record: IDataObject): string;
		id?(record: IDataObject): string;
		/** Records that name those of the list, for users to whom BILL shows nothing of the list. */
		namedBy?: {
			path: string;
			query?: Record<string, string>;
			pageSize?: number;
			named(record: IDataObject): IDataObject;
		};
	};
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
 * @param fields those that say for which organization of a partner the node is
 */
export function searchMethods(
	kinds: ListedKind[],
	api: ApiProfile,
	fields?: ActingFields,
): Record<string, ListSearch> {
	return Object.fromEntries(
		kinds.map((kind): [string, ListSearch] => [
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

/** The path of the list; nothing while the record is not chosen that the list belongs to. */
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
	// n8n's "&" begins at the entry of the list that the parameter is in.
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
	const query: Record<string, string> = { ...list.query };
	const typed = filter.split('"')[0];
	if (list.startsWith && typed) {
		query.filters = [query.filters, `${list.startsWith}:sw:"${typed}"`].filter(Boolean).join(',');
	}
	const onServer = list.startsWith !== undefined && typed === filter;
	const matches = (item: INodeListSearchItems) =>
		onServer ||
		!filter ||
		`${item.name} ${item.value}`.toLowerCase().includes(filter.toLowerCase());

	const request = { method: 'GET' as const, path, query };
	if (list.member !== undefined) {
		const { records } = await client.page(request, { member: list.member });
		return { results: itemsOf(kind, records).filter(matches) };
	}
	const results: INodeListSearchItems[] = [];
	let next = token;
	for (let page = 0; page < PAGES_LOOKED_THROUGH; page++) {
		const answer = await client.page(request, {
			token: next,
			max: list.pageSize ?? client.api.pageSize,
		});
		results.push(...itemsOf(kind, answer.records).filter(matches));
		next = answer.nextPage;
		if (!next || results.length >= ENOUGH) break;
	}
	if (results.length === 0 && !next) return { results: await namedElsewhere(client, kind, filter) };
	return { results, ...(next && { paginationToken: next }) };
}

/** What records of another list name, each once. */
async function namedElsewhere(
	client: BillClient,
	kind: ListedKind,
	filter: string,
): Promise<INodeListSearchItems[]> {
	const { namedBy } = kind.list;
	if (!namedBy) return [];
	const { path, query, pageSize: max } = namedBy;
	const { records } = await client.page({ method: 'GET', path, query }, { max });
	const items = itemsOf(kind, records.map(namedBy.named)).filter(
		({ name, value }) => value && name.toLowerCase().includes(filter.toLowerCase()),
	);
	return [...new Map(items.map((item) => [item.value, item])).values()];
}

function itemsOf(kind: ListedKind, records: IDataObject[]): INodeListSearchItems[] {
	return records.map((record) => {
		const value = kind.list.id?.(record) ?? String(record.id);
		return { name: kind.list.name(record) || value, value };
	});
}

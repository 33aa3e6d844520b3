import type { IDataObject } from 'n8n-workflow';

import { BillClient } from '../core/wire/client';
import type { BillRequest } from '../core/wire/request';
import { recordKinds } from '../tables';
import { momentOf } from './moment';
import type { Entry, MovingList } from './moving-list';
import { TIME_MEMBERS } from './source';
import type { Source, TriggerOn } from './source';

/** A list in BILL, and one of its records as a sample for the editor. */
export interface BillList extends MovingList<IDataObject> {
	sample(): Promise<IDataObject | undefined>;
}

/** The lists to poll: one, or one for each record that the list can belong to, if that record is left open. */
export async function listsOf(
	client: BillClient,
	source: Source,
	on: TriggerOn,
	request: BillRequest,
): Promise<BillList[]> {
	const [placeholder, name] = /\{(\w+)\}/.exec(request.path) ?? [];
	const parents = name ? await parentsOf(client, source, name) : [];
	const paths = placeholder
		? parents.map((id) => request.path.replace(placeholder, encodeURIComponent(id)))
		: [request.path];
	return paths.map((path) => billList(client, source, on, { ...request, path }));
}

/** The IDs of all records that the list can belong to: those that the form offers. */
async function parentsOf(client: BillClient, source: Source, name: string): Promise<string[]> {
	const field = source.operation.fields.find(({ path }) => path === name);
	const kind = recordKinds.find(({ searchMethod }) =>
		field?.property.modes?.some(
			({ typeOptions }) => typeOptions?.searchListMethod === searchMethod,
		),
	);
	if (!kind) throw new Error(`The list cannot be read without ${name}`);
	const { path, query } = kind.list;
	const found = await client.list({ method: 'GET', path, query });
	return [...new Set(found.map(({ id }) => String(id)))];
}

function billList(
	client: BillClient,
	{ id, timed, ordered, paged, operation, own }: Source,
	on: TriggerOn,
	request: BillRequest,
): BillList {
	const { member, conditions, remembers, ...rules } = own?.[on] ?? {
		member: TIME_MEMBERS[on],
		ordered: ordered.includes(on),
	};
	const isOrdered = rules.ordered === true;
	const isNarrowed = isOrdered || rules.narrowed === true;
	const { filters, ...query } = request.query ?? {};

	const ask = async (
		more: Record<string, string | undefined>,
		page: { max?: number; token?: string } = {},
	) => {
		const filled = Object.entries({ ...query, ...more }).filter(([, value]) => value);
		const asked = { ...request, query: Object.fromEntries(filled) as Record<string, string> };
		return await client.page(asked, { ...page, member: operation.list?.member });
	};
	const entryOf = (record: IDataObject): Entry<IDataObject> => {
		const recordId = String(record[id] ?? record.id ?? JSON.stringify(record));
		if (!timed) return { id: recordId, key: recordId, record };
		const time = member === undefined ? undefined : momentOf(record[member]);
		if (remembers !== undefined) return { id: recordId, time, key: recordId, record };
		// BILL leaves out empty members: without a time stamp, a record is new if its content is new.
		return { id: recordId, time, key: `${recordId}|${time ?? contentOf(record)}`, record };
	};
	const max = paged ? (operation.list?.pageSize ?? client.api.pageSize) : undefined;

	return {
		ordered: isOrdered,
		beginsLate: rules.beginsAgoMs !== undefined,
		async page({ from, token }) {
			const since = isNarrowed ? `${member}:gte:"${new Date(from).toISOString()}"` : undefined;
			const asked = {
				filters: [filters, conditions?.(Date.now()), since].filter(Boolean).join(','),
				sort: isOrdered ? `${member}:asc` : undefined,
			};
			const { records: found, nextPage } = await ask(asked, { max, token });
			return { entries: found.map(entryOf), next: nextPage };
		},
		async newest() {
			if (rules.beginsAgoMs !== undefined) return Date.now() - rules.beginsAgoMs;
			// From the whole list, because the filtered list may be empty.
			const { records: found } = await ask({ sort: `${member}:desc` }, { max: 1 });
			return found.length > 0 ? entryOf(found[0]).time : undefined;
		},
		async sample() {
			const { records: found } = isOrdered
				? await ask({ filters, sort: `${member}:desc` }, { max: 1 })
				: await ask({ filters }, { max });
			return found.map(entryOf).sort((a, b) => (b.time ?? 0) - (a.time ?? 0))[0]?.record;
		},
	};
}

/** A record as text, without the URLs of files, which are signed again each time. */
function contentOf(record: IDataObject): string {
	return JSON.stringify(record, (name, value: unknown) => (name === 'url' ? undefined : value));
}

import type { IDataObject } from 'n8n-workflow';

import type { NamedElsewhere } from '../form/operation';
import { flatName, memberAt } from '../form/shape';
import type { BillClient } from '../wire/client';
import type { BillError } from '../wire/errors';
import type { Call, Output } from './operation';

/** The page size of BILL's lists. */
const MOST_IDS = 100;

/** What was read for one item, and how it is output. */
interface Read extends Pick<Call, 'operation' | 'settings'> {
	outputs: Output[];
}

/**
 * Adds names to records in which BILL gives only the ID. Each name is read once for all items, many in one request, and
 * only where it is missing. All items have the same operation.
 *
 * @returns why no names were added, if BILL does not let the user read them
 * @throws NodeApiError when they cannot be read
 */
export async function addNames(client: BillClient, items: Read[]): Promise<string | undefined> {
	const names = items[0]?.operation.names;
	if (!names) return undefined;
	const lacking = items.flatMap((read) =>
		read.outputs.filter(({ json }) => lacksName(json, names)).map((output) => ({ output, read })),
	);
	const idOf = ({ json }: Output) => String(memberAt(json, names.id) as string);
	const ids = lacking.map(({ output }) => idOf(output));
	let refused: string | undefined;
	const found = await recordsById(client, names.path, ids).catch((error: BillError) => {
		// A user who may see invoices may not be allowed to see customers: the invoices are still returned.
		if (String(error.httpCode) === '403') refused = error.message;
		return refused === undefined ? Promise.reject(error) : new Map<string, IDataObject>();
	});
	for (const { output, read } of lacking) {
		const record = found.get(idOf(output));
		if (record) output.json = named(output.json, record, read);
	}
	return refused;
}

/** The records with these IDs, by ID, including archived ones; IDs that BILL does not know are left out. */
export async function recordsById(
	client: BillClient,
	path: string,
	ids: string[],
): Promise<Map<string, IDataObject>> {
	const distinct = [...new Set(ids)];
	const requests = Array.from({ length: Math.ceil(distinct.length / MOST_IDS) }, (_, page) => {
		const some = distinct.slice(page * MOST_IDS, (page + 1) * MOST_IDS);
		const query = { filters: `id:in:"${some.join(',')}"` };
		return client.list({ method: 'GET', path, query }, { limit: some.length });
	});
	const pages = await Promise.all(requests);
	return new Map(pages.flat().map((record) => [String(record.id as string), record]));
}

/** Whether a record has an ID that can be used in a filter, and lacks something that is to be added. */
function lacksName(json: IDataObject, { id, adds }: NamedElsewhere): boolean {
	const isId = /^[\w-]+$/.test(String(memberAt(json, id) ?? ''));
	return isId && Object.keys(adds).some((name) => isNothing(json[name]));
}

const isNothing = (value: unknown) => value === undefined || value === null || value === '';

/** A record with the missing names added: in their columns if the output is simplified, otherwise next to the ID. */
function named(json: IDataObject, record: IDataObject, { operation, settings }: Read): IDataObject {
	const { adds, id } = operation.names as NamedElsewhere;
	const read = Object.entries(adds).map(([name, path]) => [name, memberAt(record, path)] as const);
	const added = Object.fromEntries(
		read.filter(([name, value]) => !isNothing(value) && isNothing(json[name])),
	) as IDataObject;
	const all = { ...json, ...added };
	const columns = settings.simplify
		? (operation.simplify ?? []).map(flatName)
		: Object.keys(json).flatMap((name) => (name === id ? [name, ...Object.keys(added)] : [name]));
	const others = Object.keys(all).filter((name) => !columns.includes(name));
	const inOrder = [...columns, ...others].filter((name) => name in all);
	return Object.fromEntries(inOrder.map((name) => [name, all[name]]));
}

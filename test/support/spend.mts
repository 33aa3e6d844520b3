import { randomUUID } from 'node:crypto';
import type { CollectionName } from '../../local-bill/state/records/index.mts';
import { type Bill, type Data, type Rec, clientOf } from './bill.mts';
import type { Received } from './cases.mts';
import type { FilterPair } from './filters.mts';
import { byId } from './form.mts';

/** What is typed into the `billSpendExpenseApi` credential for a local BILL. */
export function spendCredential({ localBill }: Bill): Data {
	if (!localBill) throw new Error('Spend & Expense is tested against the local BILL only');
	return { environment: 'custom', gatewayUrl: localBill.url, apiToken: localBill.spendToken };
}

/** Why the cases of Spend & Expense run against the local BILL only. */
export const LOCAL = 'the sandbox of Spend & Expense is an account of its own, without charges';

/** A record of the seeded company that meets a condition. */
export function seeded(
	{ localBill }: Bill,
	collection: CollectionName,
	holds: (record: Rec) => boolean = () => true,
): Rec & { uuid: string } {
	const found = (localBill?.records(collection) as unknown as Rec[] | undefined)?.find(holds);
	if (!found) throw new Error(`None of ${collection} is as the test needs it`);
	return found as Rec & { uuid: string };
}

/** Calls Spend & Expense without the node. */
export async function spendCall(
	{ localBill }: Bill,
	method: string,
	path: string,
	body?: unknown,
): Promise<Rec> {
	const headers = {
		apiToken: localBill?.spendToken ?? '',
		...(path.startsWith('/connect-events') && { 'X-Idempotent-Key': randomUUID() }),
	};
	const root = path.startsWith('/connect-events') ? '' : '/connect/v3/spend';
	const client = clientOf(`${localBill?.url}${root}`, headers);
	const { status, data } = await client.request({ method, url: path, data: body });
	if (status >= 300)
		throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(data)}`);
	return data as Rec;
}

/*
 * Filters of Spend & Expense that every record of the seed meets, as they are filled in and as BILL is to get them.
 */

/** Both operators of a record that is named, by its UUID. */
export const eitherWay = (name: string, uuid: string, other = uuid): FilterPair => [
	name,
	[
		{ operator: 'eq', value: byId(uuid) },
		{ operator: 'in', values: `${uuid}, ${other}` },
	],
	`${name}:eq:${uuid},${name}:in:"${uuid},${other}"`,
];

/** A range of time; a day as its end means all of that day. */
export const anyDay = (name: string): FilterPair => [
	name,
	[
		{ operator: 'gte', value: '2020-01-01' },
		{ operator: 'lte', value: '2099-01-01' },
	],
	`${name}:gte:"2020-01-01T08:00:00.000Z",${name}:lte:"2099-01-02T07:59:59.999Z"`,
];

/** A filter with one value for each of its operators, as BILL gets it. */
export const each = (
	name: string,
	values: Record<string, string | number | boolean | string[]>,
	sent: string,
): FilterPair => [name, filled(values), sent];

/** The same for a filter that is applied after reading: nothing of it is sent. */
export const afterReading = (
	name: string,
	values: Record<string, string | number | boolean | string[]>,
): FilterPair => [name, filled(values), ''];

const filled = (values: Record<string, unknown>) =>
	Object.entries(values).map(([operator, value]) => {
		const isMany = operator === 'in' || operator === 'nin';
		return { operator, [isMany ? 'values' : 'value']: value };
	});

/** Filters as they are filled in. */
export const filtersForm = (pairs: FilterPair[]) =>
	Object.fromEntries(pairs.map(([name, form]) => [name, form]));

/** Filters as BILL is to get them. */
export const filtersText = (pairs: FilterPair[], ...more: string[]) =>
	[...pairs.map(([, , sent]) => sent), ...more].filter(Boolean).join(',');

/** The order of a list that BILL sorts by one member. */
export const oneSort = (field: string, direction: 'asc' | 'desc' = 'asc') => ({
	rules: { field, direction },
});

/*
 * Receipts.
 */

const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
export const png = Buffer.concat([PNG_HEAD, Buffer.from('a taxi to the airport')]);
export const jpg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
export const pdf = Buffer.from('%PDF-1.7\n');

/** An item with files in binary fields. What the item calls their type is wrong, as it often is. */
export const itemWithFiles = (files: Record<string, Buffer>) => ({
	json: {},
	binary: Object.fromEntries(
		Object.entries(files).map(([field, bytes]) => [
			field,
			{
				data: bytes.toString('base64'),
				fileName: `${field}.bin`,
				mimeType: 'application/octet-stream',
			},
		]),
	),
});

const PATHS = {
	transaction: '/v3/spend/transactions/receipt-upload-url',
	reimbursement: '/v3/spend/reimbursements/image-upload-url',
};

/** What BILL must get before a receipt can be attached: the question for an address, and the picture there. */
export const uploadOf = (kind: keyof typeof PATHS, file: Buffer): Received[] => [
	{ method: 'POST', path: PATHS[kind] },
	{
		method: 'PUT',
		path: expect.stringMatching(new RegExp(`^/storage/receipts/${kind}-img_`)) as never,
		query: expect.objectContaining({ signature: expect.any(String) }) as never,
		file,
	},
];

/** The address of a receipt that was uploaded. */
export const uploaded = (kind: keyof typeof PATHS): string =>
	expect.stringMatching(new RegExp(`/storage/receipts/${kind}-img_.*signature=`)) as never;

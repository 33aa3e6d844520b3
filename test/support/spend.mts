import { randomUUID } from 'node:crypto';
import type { CollectionName } from '../../local-bill/state/records/index.mts';
import { type Bill, type Data, type Rec, clientOf } from './bill.mts';
import type { Received } from './cases.mts';
import type { FilterPair } from './filters.mts';
import { byId } from './form.mts';

/** The fields of the `billSpendExpenseApi` credential for a local BILL. */
export function spendCredential({ localBill }: Bill): Data {
	if (!localBill) throw new Error('Spend & Expense is tested against the local BILL only');
	return { environment: 'custom', gatewayUrl: localBill.url, apiToken: localBill.spendToken };
}

/** Why the cases of Spend & Expense run only against the local BILL. */
export const LOCAL = 'the sandbox of Spend & Expense is an account of its own, without charges';

/** A matching record of the seeded company. */
export function seeded(
	{ localBill }: Bill,
	collection: CollectionName,
	holds: (record: Rec) => boolean = () => true,
): Rec & { uuid: string } {
	const found = (localBill?.records(collection) as unknown as Rec[] | undefined)?.find(holds);
	if (!found) throw new Error(`None of ${collection} is as the test needs it`);
	return found as Rec & { uuid: string };
}

/** The seeded budget with a name. */
export const budgetNamed = (bill: Bill, name: string) =>
	seeded(bill, 'spendBudgets', (budget) => budget.name === name);

/** The seeded user with a first name. */
export const userNamed = (bill: Bill, firstName: string) =>
	seeded(bill, 'spendUsers', (user) => user.firstName === firstName);

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
 * Filters of Spend & Expense that every record of the seed matches: the values in the form, and the text that BILL
 * must receive.
 */

/** Both operators for a record referred to by its UUID. */
export const eitherWay = (name: string, uuid: string, other = uuid): FilterPair => [
	name,
	[
		{ operator: 'eq', value: byId(uuid) },
		{ operator: 'in', values: `${uuid}, ${other}` },
	],
	`${name}:eq:${uuid},${name}:in:"${uuid},${other}"`,
];

/** A time range. A day as its end includes the whole day. */
export const anyDay = (name: string): FilterPair => [
	name,
	[
		{ operator: 'gte', value: '2020-01-01' },
		{ operator: 'lte', value: '2099-01-01' },
	],
	`${name}:gte:"2020-01-01T08:00:00.000Z",${name}:lte:"2099-01-02T07:59:59.999Z"`,
];

/** A filter with one value for each of its operators, and the text that BILL must receive. */
export const each = (
	name: string,
	values: Record<string, string | number | boolean | string[]>,
	sent: string,
): FilterPair => [name, filled(values), sent];

/** The same for a filter that is applied after reading: nothing is sent. */
export const afterReading = (
	name: string,
	values: Record<string, string | number | boolean | string[]>,
): FilterPair => [name, filled(values), ''];

const filled = (values: Record<string, unknown>) =>
	Object.entries(values).map(([operator, value]) => {
		const isMany = operator === 'in' || operator === 'nin';
		return { operator, [isMany ? 'values' : 'value']: value };
	});

/** The filters' values in the form. */
export const filtersForm = (pairs: FilterPair[]) =>
	Object.fromEntries(pairs.map(([name, form]) => [name, form]));

/** The filters as BILL must receive them. */
export const filtersText = (pairs: FilterPair[], ...more: string[]) =>
	[...pairs.map(([, , sent]) => sent), ...more].filter(Boolean).join(',');

/** The sort order of a list that BILL can sort by one field only. */
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

/** An item with files in binary fields. Their media type is wrong, as is often the case. */
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

/**
 * The requests BILL must receive before a receipt can be attached: one for an upload URL, and one that uploads the
 * image there.
 */
export const uploadOf = (kind: keyof typeof PATHS, file: Buffer): Received[] => [
	{ method: 'POST', path: PATHS[kind] },
	{
		method: 'PUT',
		path: expect.stringMatching(new RegExp(`^/storage/receipts/${kind}-img_`)) as never,
		query: expect.objectContaining({ signature: expect.any(String) }) as never,
		file,
	},
];

/** The URL of an uploaded receipt. */
export const uploaded = (kind: keyof typeof PATHS): string =>
	expect.stringMatching(new RegExp(`/storage/receipts/${kind}-img_.*signature=`)) as never;

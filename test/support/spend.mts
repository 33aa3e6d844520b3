import type { CollectionName } from '../../local-bill/state/records/index.mts';
import { type Bill, type Data, type Rec, clientOf } from './bill.mts';

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
	const headers = { apiToken: localBill?.spendToken ?? '' };
	const client = clientOf(`${localBill?.url}/connect/v3/spend`, headers);
	const { status, data } = await client.request({ method, url: path, data: body });
	if (status >= 300)
		throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(data)}`);
	return data as Rec;
}

/** Waits for nothing: a list in pages of so many, as BILL is asked for it. */
export const uuidsOf = (records: Rec[]) => records.map(({ uuid }) => String(uuid));

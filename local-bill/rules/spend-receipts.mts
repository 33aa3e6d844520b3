import { must } from '../errors/bill-error.mts';
import type { SpendReceipt } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';

/** What a receipt is uploaded for. An upload URL for one kind is not accepted for the other. */
export type ReceiptKind = 'transaction' | 'reimbursement';

/** How long an upload URL is valid. BILL does not say. */
export const UPLOAD_MS = 15 * 60_000;

/** The URL for uploading and downloading an image: a signed link, which takes no key of BILL's. */
export function storageUrl(world: World, key: string, until: number): string {
	const signature = Buffer.from(`${key} ${until}`).toString('base64url');
	return `${world.url}/storage/receipts/${key}?expires=${until}&signature=${signature}`;
}

/** A URL for one upload. */
export function uploadUrl(world: World, kind: ReceiptKind): string {
	const now = world.clock.now();
	const until = world.spend.expiredUploads ? now - 1 : now + UPLOAD_MS;
	return storageUrl(world, `${kind}-${world.ids.uuid('img')}`, until);
}

/** A receipt as BILL returns it. How long its link is valid is not documented. */
export function showReceipt(world: World, { uuid, filename, key }: SpendReceipt) {
	return { filename, url: storageUrl(world, key, world.clock.now() + UPLOAD_MS), uuid };
}

/** The receipt for an upload URL. That BILL checks whether a file was uploaded is not documented. */
export function receiptOf(
	world: World,
	kind: ReceiptKind,
	{ url, filename }: { url: string; filename?: string },
): SpendReceipt {
	const prefix = `${world.url}/storage/receipts/`;
	must(url.startsWith(prefix), 'url', 'is not an upload URL');
	const key = url.slice(prefix.length).split('?')[0];
	must(key.startsWith(`${kind}-`), 'url', `is not an upload URL for the receipt of a ${kind}`);
	const file = world.files.get(key);
	must(file !== undefined, 'url', 'nothing was uploaded there');
	return { uuid: world.ids.uuid('rct'), filename: filename || file.name, key };
}

import type { ReceiptKind } from '../rules/spend-receipts.mts';
import type { SpendReceipt } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';

/** The smallest possible image. */
const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

/** A receipt that was uploaded earlier. */
export function receiptFile(world: World, kind: ReceiptKind, filename: string): SpendReceipt {
	const key = `${kind}-${world.ids.uuid('img')}`;
	world.files.set(key, { name: filename, type: 'image/png', bytes: PNG });
	return { uuid: world.ids.uuid('rct'), filename, key };
}

import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../core/run/operation';
import { nodeError } from '../../../core/wire/errors';

/**
 * Refuses an upload that BILL has not taken in. BILL documents the status IN_PROGRESS and UPLOADED
 * (https://developer.bill.com/reference/uploadstatus). How it says that an upload failed is not documented, so any word
 * for it counts.
 *
 * @throws NodeApiError
 */
export function refuseFailedUpload({ client, request }: Call, { status }: IDataObject): void {
	if (!/FAIL|ERROR|REJECT|INVALID|INFECTED|CANCEL/i.test(String(status ?? ''))) return;
	throw nodeError(
		client.node,
		`BILL did not process the file (${String(status)})`,
		'Check that the file can be opened and has a type that BILL accepts, then upload it again.',
		{ item: client.item, outcome: 'refused', request: `${request.method} ${request.path}` },
	);
}

import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../core/run/operation';
import { nodeError } from '../../../core/wire/errors';

/**
 * Refuses an upload that BILL has not accepted. BILL documents the statuses IN_PROGRESS and UPLOADED
 * (https://developer.bill.com/reference/uploadstatus). It is not documented how BILL reports a failed upload, so any
 * word for a failure counts.
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

import type { IDataObject } from 'n8n-workflow';

import { text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { withDownload } from '../../core/run/files';
import type { Call, Output, Resource } from '../../core/run/operation';
import * as records from '../records';
import { outputField } from './shared/file-fields';

/** https://developer.bill.com/docs/export-bill-records */
const PATH = '/v3/exports';

export const exportResource: Resource = {
	value: 'export',
	name: 'Export',
	description: 'CSV files that BILL exports on a schedule set up in the BILL web app',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many exports',
			description: 'Read the exported files that can be downloaded',
			method: 'GET',
			path: PATH,
			fields: [],
			list: { paged: true },
			// BILL accepts filters here, but does not document by which members.
			options: [
				text('filterText', {
					eg: 'createdTime:gte:"2026-12-30T00:00:00.000Z"',
					description: "Conditions in BILL's filter syntax",
				}),
			],
			output: { exportId: 'string' },
		},
		{
			value: 'download',
			name: 'Download',
			action: 'Download an export',
			description: 'Download an exported CSV file into a binary field',
			method: 'GET',
			path: `${PATH}/{exportId}/download-link`,
			fields: [record('exportId', records.exportedFile, { required: true })],
			options: [outputField],
			file: true,
			output: { exportId: 'string' },
			run: download,
		},
	],
};

/** The link is pre-signed: it is a secret as long as it works, so it is not part of the item. */
async function download(call: Call): Promise<Output[]> {
	const { client, recordId: exportId, request } = call;
	const answer = (await client.send(request)) as IDataObject;
	const found = {
		record: { exportId },
		link: answer?.downloadLink,
		fileName: `export-${exportId}.csv`,
	};
	return [
		await withDownload(call, found, {
			message: 'BILL offers no download for this export',
			description: 'Get Many lists the exports that can be downloaded.',
		}),
	];
}

import type { IDataObject } from 'n8n-workflow';

import { notSent } from '../../core/form/field';
import { flag } from '../../core/form/kinds';
import { keptIfNew } from '../../core/form/meant-filters';
import { record, records as ids } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { fileToUpload, requireFile, withDownload } from '../../core/run/files';
import type { Call, Output, Resource } from '../../core/run/operation';
import * as records from '../records';
import { newFile } from './shared/new-file';
import { fileName, inputField, outputField } from './shared/file-fields';
import { refuseFailedUpload } from './shared/upload-status';

/** https://developer.bill.com/docs/documents-attachments */
const PATH = '/v3/documents';

const billId = record('billId', records.bill, { required: true });

const listedFor = notSent(
	record('billId', records.bill, {
		description: 'Only for the list of documents below. Not needed with By ID.',
	}),
);

const documentId = record('documentId', records.document, { required: true });

const upload = { label: 'Upload', eg: '0du01ABCDEFGHIJKLMNO', pattern: /^0du[0-9A-Za-z_-]+$/ };

const documentShape: Shape = {
	...strings('id', 'name', 'createdTime', 'downloadLink', 'scanStatus'),
	numOfPages: 'number',
};

const uploadShape = strings('id', 'uploadId', 'documentId', 'status', 'name');

const POLL_MS = 1000;
const LONGEST_POLL_MS = 5000;

export const documentResource: Resource = {
	value: 'document',
	name: 'Document',
	description: "Files attached to bills, such as the vendor's invoice",
	operations: [
		{
			value: 'upload',
			name: 'Upload',
			action: 'Upload a document to a bill',
			description: 'Attach a file from a binary field, such as a PDF, to a bill; up to 6 MB',
			method: 'POST',
			path: `${PATH}/bills/{billId}`,
			fields: [billId],
			files: [inputField],
			options: [
				fileName,
				flag('wait', {
					label: 'Wait for BILL',
					initially: true,
					description:
						'Whether to wait until BILL has processed the file and the document has its ID, or to continue immediately',
				}),
			],
			file: true,
			output: uploadShape,
			lookUp: newFile('a document', { answersOtherwise: true }),
			prepare: requireFile,
			run: uploadDocument,
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get a document',
			description: 'Read the name, pages, virus scan and download link of a document',
			method: 'GET',
			path: `${PATH}/{documentId}`,
			fields: [listedFor, documentId],
			output: documentShape,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many documents of a bill',
			description: 'Read the documents of one bill',
			method: 'GET',
			path: `${PATH}/bills/{billId}`,
			fields: [billId],
			list: { paged: true, filters: [keptIfNew] },
			output: documentShape,
		},
		{
			value: 'getUploadStatus',
			name: 'Get Upload Status',
			action: 'Get the status of uploads',
			description: 'Read the status of uploads started with Wait for BILL switched off',
			method: 'GET',
			path: `${PATH}/upload-status`,
			fields: [
				ids(
					'ids',
					{ ...upload, searchMethod: '', mustBe: 'must be an upload ID that begins with 0du' },
					{ label: 'Upload IDs', as: 'uploadIds', required: true },
				),
			],
			list: { paged: false },
			output: strings('documentId', 'uploadId', 'status'),
		},
		{
			value: 'download',
			name: 'Download',
			action: 'Download a document',
			description:
				'Download the file of a document into a binary field; it is available a few minutes after the upload',
			method: 'GET',
			path: `${PATH}/{documentId}`,
			fields: [listedFor, documentId],
			options: [outputField],
			file: true,
			output: documentShape,
			run: download,
		},
	],
};

/**
 * Sends the bytes. BILL processes them afterwards, and only then assigns the document its ID. If that takes longer than
 * the timeout, the item says `IN_PROGRESS`: the file has arrived at BILL and must not be sent again.
 */
async function uploadDocument(call: Call): Promise<Output[]> {
	const { client, request, settings } = call;
	const file = await fileToUpload(call);
	const sent = (await client.send({
		...request,
		query: { name: file.name },
		body: file.bytes,
	})) as IDataObject;
	// A look-up in BILL finds the document itself, not its upload.
	if (client.writes.hasFound) {
		return [{ json: { ...sent, documentId: sent.id, status: 'UPLOADED' } }];
	}
	const uploadId = String(sent?.id ?? '');
	refuseFailedUpload(call, sent ?? {});
	const answer = { ...sent, uploadId, status: 'IN_PROGRESS' };
	if (settings.options.wait === false || !uploadId.startsWith('0du')) return [{ json: answer }];
	const deadline = Date.now() + (request.timeoutMs as number);
	for (let pause = POLL_MS; Date.now() < deadline; pause = Math.min(pause * 1.5, LONGEST_POLL_MS)) {
		const list = await uploadStatus(client, uploadId);
		if (!list) break;
		const found = Array.isArray(list)
			? list.find((entry) => entry.uploadId === uploadId)
			: undefined;
		if (found) refuseFailedUpload(call, found);
		if (found && found.status !== 'IN_PROGRESS') {
			return [
				{ json: { ...answer, ...found, ...(found.documentId ? { id: found.documentId } : {}) } },
			];
		}
		await client.wait(pause);
		if (client.cancelled) break;
	}
	return [{ json: answer }];
}

/** Undefined if BILL cannot say: the file has arrived, and an error would make users send it again. */
async function uploadStatus(
	client: Call['client'],
	uploadId: string,
): Promise<IDataObject[] | undefined> {
	const path = `${PATH}/upload-status`;
	const request = { method: 'GET' as const, path, query: { ids: uploadId } };
	return (await client.send(request).catch(() => undefined)) as IDataObject[] | undefined;
}

async function download(call: Call): Promise<Output[]> {
	const document = (await call.client.send(call.request)) as IDataObject;
	const found = { record: document, link: document?.downloadLink, fileName: document?.name };
	return [
		await withDownload(call, found, {
			message: 'BILL offers no download for this document yet',
			description: 'A file is available a few minutes after the upload. Try again later.',
		}),
	];
}

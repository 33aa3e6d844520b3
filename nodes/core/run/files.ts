import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { FILE_TIMEOUT_MS } from '../wire/api';
import type { BillClient } from '../wire/client';
import { nameForKind, nameInHeader, nameOf, plainName } from './file-names';
import type { Call, Output } from './operation';

/** BILL's limit for one upload: https://developer.bill.com/docs/documents-attachments */
export const MAX_UPLOAD_BYTES = 6 * 1024 * 1024;

const MAX_REDIRECTS = 5;

export interface FileToUpload {
	name: string;
	bytes: Buffer;
}

/**
 * Checks that the file to upload is in the item and not too large, as far as possible without reading it.
 *
 * @throws NodeApiError
 */
export function requireFile(call: Call): void {
	const field = inputFieldOf(call);
	const { bytes, id, data } = binaryOf(call, field);
	// Without an ID the item contains the file itself, as base64.
	const size = bytes ?? (id === undefined ? Buffer.byteLength(data, 'base64') : undefined);
	if (size !== undefined) checkSize(call, field, size);
}

/**
 * The file in the binary field that "Input Binary Field" names.
 *
 * @throws NodeApiError when the file is empty, or larger than BILL accepts
 */
export async function fileToUpload(call: Call): Promise<FileToUpload> {
	const { name, bytes } = await fileIn(call, inputFieldOf(call));
	const { fileName } = call.settings.options;
	const typed = typeof fileName === 'string' ? plainName(fileName) : undefined;
	return { name: typed ?? name, bytes };
}

/**
 * The file in a binary field of the item.
 *
 * @throws NodeApiError when it is empty, or larger than BILL accepts
 */
export async function fileIn(call: Call, field: string): Promise<FileToUpload> {
	const found = binaryOf(call, field);
	const bytes = await call.context.helpers.getBinaryDataBuffer(call.item, field);
	checkSize(call, field, bytes.length);
	return { name: nameOf(found), bytes };
}

const inputFieldOf = ({ settings }: Call) => String(settings.options.inputField);

function binaryOf({ context, client, item }: Call, field: string): IBinaryData {
	const files = context.getInputData()[item]?.binary ?? {};
	if (files[field]) return files[field];
	const present = Object.keys(files);
	throw client.refusal(
		`Input Binary Field "${field}" is not in the item`,
		present.length > 0
			? `The item has: ${present.join(', ')}.`
			: 'The item has no files. Add a node before this one that reads or downloads the file.',
	);
}

function checkSize({ client }: Call, field: string, bytes: number): void {
	if (bytes === 0) {
		throw client.refusal('The file is empty', `Input Binary Field "${field}" has no content.`);
	}
	if (bytes > MAX_UPLOAD_BYTES) {
		throw client.refusal(
			`The file is too large for BILL: ${megabytes(bytes)} of at most ${megabytes(MAX_UPLOAD_BYTES)}`,
			`Make it smaller, or split it. ${client.whatWasSent}`,
		);
	}
}

function megabytes(bytes: number): string {
	return `${Math.ceil((bytes / 1024 / 1024) * 100) / 100} MB`;
}

/**
 * The record in a response together with the file that its download link points to, in the binary field that "Put
 * Output File in Field" names.
 *
 * @param found `link` as BILL returns it; `record` is the JSON that is output with the file
 * @param missing the error text if there is no link
 * @throws NodeApiError
 */
export async function withDownload(
	call: Call,
	found: { record: IDataObject; link: unknown; fileName?: unknown },
	missing: { message: string; description: string },
): Promise<Output> {
	const { record, link, fileName: name } = found;
	if (typeof link !== 'string' || !link) {
		throw call.client.refusal(missing.message, missing.description);
	}
	const file = await download(call, link, typeof name === 'string' ? name : undefined);
	return { json: record, binary: { [String(call.settings.options.outputField)]: file } };
}

/**
 * Downloads the file that a BILL download link points to. The session is sent only to the gateway and to https hosts
 * under bill.com. Any other host, including one that a redirect names, gets only the bare address (pre-signed links).
 *
 * @returns n8n's binary data
 */
async function download(call: Call, link: string, name: string | undefined): Promise<IBinaryData> {
	const { context, client } = call;
	const timeoutMs = call.request.timeoutMs ?? FILE_TIMEOUT_MS;
	let address = absolute(client, link);
	for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
		const request = { method: 'GET' as const, path: address, binary: true, timeoutMs };
		const answer = client.mayCarrySecrets(address)
			? await client.follow(request)
			: await client.fetchBare(request);
		if (answer.location === undefined) {
			const contentType = answer.headers['content-type'] ?? '';
			if (/^text\/html\b/i.test(contentType)) {
				throw client.refusal(
					'BILL returned a web page instead of the file',
					'A file is available a few minutes after the upload. Try again later.',
				);
			}
			const bytes = Buffer.isBuffer(answer.body)
				? answer.body
				: Buffer.from((answer.body ?? new ArrayBuffer(0)) as ArrayBuffer);
			const mimeType = contentType.split(';')[0].trim() || undefined;
			const fileName =
				(name && plainName(name)) ||
				nameInHeader(answer.headers['content-disposition']) ||
				nameForKind(mimeType);
			return await context.helpers.prepareBinaryData(bytes, fileName, mimeType);
		}
		address = new URL(answer.location, address).toString();
	}
	throw client.refusal(
		'The download link redirects in a loop',
		'BILL redirected the download too many times. Try again in a few minutes.',
	);
}

/** Links are full addresses; a bare path is treated as a path of the gateway. */
function absolute(client: BillClient, link: string): string {
	return client.address(/^https?:/i.test(link) || link.startsWith('/') ? link : `/${link}`);
}

import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { BillClient } from './client';
import { FILE_TIMEOUT_MS } from './api';
import { nodeError } from './errors';

/** BILL's limit for one upload: https://developer.bill.com/docs/documents-attachments */
export const MAX_UPLOAD_BYTES = 6 * 1024 * 1024;

const MAX_REDIRECTS = 5;

export interface FileToUpload {
	name: string;
	bytes: Buffer;
}

/**
 * The file in a binary field of an item.
 *
 * @param field the name typed into "Input Binary Field"
 * @param name a file name that takes the place of the file's own
 * @throws NodeApiError when the field is missing, the file is empty, or it is larger than BILL takes
 */
export async function fileToUpload(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string,
	name: string,
): Promise<FileToUpload> {
	const refuse = (message: string, description: string) =>
		nodeError(context.getNode(), message, description, itemIndex);
	const found = context.getInputData()[itemIndex]?.binary?.[field];
	if (!found) {
		const present = Object.keys(context.getInputData()[itemIndex]?.binary ?? {});
		throw refuse(
			`Input Binary Field "${field}" is not in the item`,
			present.length > 0
				? `The item has: ${present.join(', ')}.`
				: 'The item has no files. Put a node in front that reads or downloads the file.',
		);
	}
	const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, field);
	if (bytes.length === 0)
		throw refuse('The file is empty', `Input Binary Field "${field}" holds no bytes.`);
	if (bytes.length > MAX_UPLOAD_BYTES) {
		throw refuse(
			`The file is too large for BILL: ${megabytes(bytes.length)} of at most ${megabytes(MAX_UPLOAD_BYTES)}`,
			'Make it smaller, or split it. Nothing was sent.',
		);
	}
	return { name: name || fileName(found), bytes };
}

function fileName({ fileName: own, fileExtension }: IBinaryData): string {
	return own ?? `file${fileExtension ? `.${fileExtension}` : ''}`;
}

function megabytes(bytes: number): string {
	return `${Math.ceil((bytes / 1024 / 1024) * 100) / 100} MB`;
}

/**
 * Downloads what a BILL download link points to. The session goes along only to the gateway and to
 * https hosts under bill.com; any other host, also one that a redirect names, gets the bare
 * address (links that are signed in themselves).
 *
 * @returns n8n's binary data
 */
export async function downloadLink(
	context: IExecuteFunctions,
	client: BillClient,
	link: string,
	options: { itemIndex: number; fileName?: string; timeoutMs?: number },
): Promise<IBinaryData> {
	const { itemIndex } = options;
	const timeoutMs = options.timeoutMs ?? FILE_TIMEOUT_MS;
	let address = absolute(client, link);
	for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
		const request = { method: 'GET' as const, path: address, binary: true, timeoutMs, itemIndex };
		const answer = client.mayCarrySecrets(address)
			? await client.follow(request)
			: await client.fetchBare(request);
		if (answer.location === undefined) {
			const bytes = Buffer.isBuffer(answer.body)
				? answer.body
				: Buffer.from((answer.body ?? new ArrayBuffer(0)) as ArrayBuffer);
			if (/^text\/html\b/i.test(answer.headers['content-type'] ?? '')) {
				throw nodeError(
					context.getNode(),
					'A web page came instead of the file',
					'BILL serves a file some minutes after the upload. Try again later.',
					itemIndex,
				);
			}
			const mimeType = (answer.headers['content-type'] ?? '').split(';')[0].trim() || undefined;
			const name = options.fileName || nameInHeaders(answer.headers) || undefined;
			return await context.helpers.prepareBinaryData(bytes, name, mimeType);
		}
		address = new URL(answer.location, address).toString();
	}
	throw nodeError(
		context.getNode(),
		'The download link leads in a circle',
		'BILL redirected the download too often. Try again in a few minutes.',
		itemIndex,
	);
}

/** Links are full addresses; a bare path is taken as one on the gateway. */
function absolute(client: BillClient, link: string): string {
	return client.address(/^https?:/i.test(link) || link.startsWith('/') ? link : `/${link}`);
}

function nameInHeaders(headers: Record<string, string>): string | undefined {
	const match = /filename\*?=(?:UTF-8'')?"?([^";]+)"?/i.exec(headers['content-disposition'] ?? '');
	if (!match) return undefined;
	try {
		return decodeURIComponent(match[1]);
	} catch {
		return match[1];
	}
}

/** A record next to the file that belongs to it. */
export function withFile(record: IDataObject, field: string, file: IBinaryData) {
	return { json: record, binary: { [field]: file } };
}

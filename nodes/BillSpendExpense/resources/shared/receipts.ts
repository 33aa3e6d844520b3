import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../../core/form/field';
import { flag, text } from '../../../core/form/kinds';
import { fileIn } from '../../../core/run/files';
import type { Call } from '../../../core/run/operation';
import { nodeError } from '../../../core/wire/errors';
import type { BillError } from '../../../core/wire/errors';

/*
 * A receipt takes three steps (https://developer.bill.com/docs/spend-expense-receipts): BILL returns a pre-signed URL,
 * the picture is uploaded there without any key, and the same URL is attached to the record.
 */

const name = text('inputField', {
	label: 'Input Binary Field',
	eg: 'data',
	description:
		'The name of the input binary field that holds the receipt: JPG or PNG, up to 6 MB. Separate several with commas.',
});

/** The binary fields that hold the receipts. */
export const receiptFiles: Field = { ...name, property: { ...name.property, default: 'data' } };

/** Options of every operation that accepts receipts. */
export const receiptOptions: Field[] = [
	flag('allowPdf', {
		label: 'Allow PDF',
		description:
			'Whether to send PDF files too. BILL documents only JPG and PNG, and may not show a PDF.',
	}),
];

/** The first bytes of files that can be receipts. The type in the item is not used, because it is often wrong. */
const SIGNATURES: Array<[contentType: string, bytes: Buffer]> = [
	['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
	['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
	['application/pdf', Buffer.from('%PDF-')],
];

interface Receipt {
	name: string;
	bytes: Buffer;
	contentType: string;
}

/** A receipt that has been uploaded. */
export interface Uploaded extends IDataObject {
	url: string;
	filename: string;
}

const fieldsOf = ({ settings }: Call) => [
	...new Set(
		String(settings.options.inputField)
			.split(',')
			.map((each) => each.trim())
			.filter(Boolean),
	),
];

/**
 * Checks all receipts of an item before anything is sent.
 *
 * @throws NodeApiError that says what is wrong with one
 */
export async function checkReceipts(call: Call): Promise<void> {
	const fields = fieldsOf(call);
	if (fields.length === 0) {
		throw call.client.refusal(
			'Input Binary Field is empty',
			'Name the field that holds the receipt.',
		);
	}
	for (const field of fields) await readReceipt(call, field);
}

async function readReceipt(call: Call, field: string): Promise<Receipt> {
	const { name: fileName, bytes } = await fileIn(call, field);
	const [contentType] =
		SIGNATURES.find(([, signature]) => bytes.subarray(0, signature.length).equals(signature)) ?? [];
	if (contentType === undefined) {
		throw call.client.refusal(
			`The receipt in "${field}" is neither a JPG nor a PNG`,
			'Its content is a different type of file, whatever its name says. Convert it, or choose another field.',
		);
	}
	if (contentType === 'application/pdf' && call.settings.options.allowPdf !== true) {
		throw call.client.refusal(
			`The receipt in "${field}" is a PDF, but BILL documents only JPG and PNG`,
			'Convert it to a picture, or switch on Options > Allow PDF to send it anyway.',
		);
	}
	return { name: fileName, bytes, contentType };
}

/**
 * Uploads the receipts of an item, one after the other.
 *
 * @param addressPath the path that returns an upload URL for each
 */
export async function uploadReceipts(call: Call, addressPath: string): Promise<Uploaded[]> {
	const uploaded: Uploaded[] = [];
	for (const field of fieldsOf(call)) {
		const receipt = await readReceipt(call, field);
		uploaded.push({ url: await upload(call, addressPath, receipt), filename: receipt.name });
	}
	return uploaded;
}

const TRIES = 3;

/** Each try uses a new URL, because BILL does not say how long a URL is valid. */
async function upload(
	call: Call,
	addressPath: string,
	{ bytes, contentType }: Receipt,
): Promise<string> {
	const { client, request } = call;
	const { timeoutMs } = request;
	for (let tried = 1; ; tried++) {
		const asked = { method: 'POST' as const, path: addressPath, timeoutMs, readsOnly: true };
		const { url } = ((await client.send(asked)) ?? {}) as { url?: unknown };
		if (typeof url !== 'string' || url === '') {
			throw client.refusal(
				'BILL returned no upload URL for the receipt',
				'Nothing was attached. Try again in a few minutes.',
			);
		}
		try {
			const headers = { 'content-type': contentType };
			// The storage's response is not used, and may not be data.
			const put = { method: 'PUT' as const, path: url, body: bytes, headers, timeoutMs };
			await client.fetchBare({ ...put, binary: true, readsOnly: true });
			return url;
		} catch (error) {
			if (tried < TRIES && !client.cancelled) {
				await client.wait(500 * 2 ** tried);
				continue;
			}
			throw notUploaded(call, error as BillError);
		}
	}
}

function notUploaded({ client, item }: Call, { message, httpCode }: BillError): Error {
	const status = httpCode ? ` (HTTP ${httpCode})` : '';
	const why = `${message.replace(/ \[item \d+\]$/, '')}${status}`;
	return nodeError(
		client.node,
		`The receipt could not be uploaded: ${why}`,
		`It was tried ${TRIES} times, each time with a new URL. Nothing was attached.`,
		{ item, outcome: client.hasWritten ? 'unknown' : 'notSent' },
	);
}

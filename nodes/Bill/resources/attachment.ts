import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { nodeError } from '../../core/errors';
import { record, text } from '../../core/fields';
import type { Field } from '../../core/fields';
import { downloadLink, fileToUpload, withFile } from '../../core/files';
import { strings } from '../../core/operation';
import type { Call, Operation, Output, Resource, Shape } from '../../core/operation';
import { toFlag } from '../../core/values';
import * as records from '../records';
import { OUTPUT_FIELD, fileName, inputField, outputField } from './shared';

/** https://developer.bill.com/docs/documents-attachments */
const PATH = '/v3/attachments';

const attachmentId = text('attachmentId', {
	label: 'Attachment ID',
	eg: 'att01ABCDEFGHIJKLMNO',
	pattern: /^att[0-9A-Za-z_-]+$/,
	mustBe: 'must be an ID that begins with att',
	required: true,
});

const attachmentShape: Shape = strings('id', 'name', 'createdTime', 'downloadLink');

/** https://developer.bill.com/docs/ar-invoice-pdf-email-attachments */
const replaceInvoicePdf: INodeProperties = {
	displayName: 'Replace Invoice PDF',
	name: 'replaceInvoicePdf',
	type: 'boolean',
	default: false,
	description:
		'Whether the file, a PDF, becomes the PDF of the invoice that customers get in e-mails and see with the payment link. It is on you that it shows what the invoice says.',
};

/** The operations of the records that can have attachments. */
function of(one: string, many: string, id: Field, options: INodeProperties[] = []): Operation[] {
	const article = /^[aeiou]/.test(one) ? 'an' : 'a';
	const Name = one.charAt(0).toUpperCase() + one.slice(1);
	const common = { path: `${PATH}/${many}/{${id.path}}`, fields: [id], output: attachmentShape };
	return [
		{
			...common,
			value: `getAllOf${Name}`,
			name: `Get Many of ${Name}`,
			action: `Get many attachments of ${article} ${one}`,
			description: `Read the list of the attachments of one ${one}`,
			method: 'GET',
			list: { paged: true },
		},
		{
			...common,
			value: `uploadTo${Name}`,
			name: `Upload to ${Name}`,
			action: `Upload an attachment to ${article} ${one}`,
			description: `Attach a file from a binary field to ${article} ${one}; up to 6 MB`,
			method: 'POST',
			options: [inputField, fileName, ...options],
			file: true,
			run: upload,
		},
	];
}

export const attachmentResource: Resource = {
	value: 'attachment',
	name: 'Attachment',
	description: 'Files of vendors, customers and invoices',
	operations: [
		...of('invoice', 'invoices', record('invoiceId', records.invoice, { required: true }), [
			replaceInvoicePdf,
		]),
		...of('customer', 'customers', record('customerId', records.customer, { required: true })),
		...of('vendor', 'vendors', record('vendorId', records.vendor, { required: true })),
		{
			value: 'get',
			name: 'Get',
			action: 'Get an attachment',
			description: 'Read name and download link of an attachment by its ID',
			method: 'GET',
			path: `${PATH}/{attachmentId}`,
			fields: [attachmentId],
			output: attachmentShape,
		},
		{
			value: 'download',
			name: 'Download',
			action: 'Download an attachment',
			description:
				'Download the file of an attachment into a binary field; BILL serves it some minutes after the upload',
			method: 'GET',
			path: `${PATH}/{attachmentId}`,
			fields: [attachmentId],
			options: [outputField],
			file: true,
			output: attachmentShape,
			run: download,
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete an attachment',
			description: 'Remove an attachment from its vendor, customer or invoice for good',
			method: 'DELETE',
			path: `${PATH}/{attachmentId}`,
			fields: [attachmentId],
			output: { deleted: 'boolean' },
			run: async ({ client, request }) => {
				await client.send(request);
				return [{ json: { deleted: true } }];
			},
		},
	],
};

async function upload({ context, client, request, itemIndex, options }: Call): Promise<Output[]> {
	const { name, bytes } = await fileToUpload(
		context,
		itemIndex,
		String(options.inputField ?? OUTPUT_FIELD),
		String(options.fileName ?? ''),
	);
	const replaces = toFlag(options.replaceInvoicePdf ?? false, 'Replace Invoice PDF');
	const query = { name, ...(replaces && { replaceInvoicePdf: 'true' }) };
	return [{ json: (await client.send({ ...request, query, body: bytes })) as IDataObject }];
}

async function download({ context, client, request, itemIndex, options }: Call): Promise<Output[]> {
	const attachment = (await client.send(request)) as IDataObject;
	const link = attachment?.downloadLink;
	if (typeof link !== 'string' || !link) {
		throw nodeError(
			client.node,
			'BILL offers no download for this attachment yet',
			'It serves a file some minutes after the upload. Try again later.',
			itemIndex,
		);
	}
	const file = await downloadLink(context, client, link, {
		itemIndex,
		fileName: typeof attachment.name === 'string' ? attachment.name : undefined,
		timeoutMs: request.timeoutMs,
	});
	return [withFile(attachment, String(options.outputField ?? OUTPUT_FIELD), file)];
}

import type { IDataObject } from 'n8n-workflow';

import { notSent, onlyWhen } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { choice, flag } from '../../core/form/kinds';
import { keptIfNew } from '../../core/form/meant-filters';
import { recordGone } from '../../core/look-up/record-state';
import { record } from '../../core/form/record-fields';
import type { RecordKind } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { withArticle } from '../../core/form/standard';
import { fileToUpload, requireFile, withDownload } from '../../core/run/files';
import type { Call, Operation, Output, Resource } from '../../core/run/operation';
import { output, remove } from '../../core/run/output';
import * as records from '../records';
import { newFile } from './shared/new-file';
import { fileName, inputField, outputField } from './shared/file-fields';
import { refuseFailedUpload } from './shared/upload-status';

/** https://developer.bill.com/docs/documents-attachments */
const PATH = '/v3/attachments';

const listedFor = (many: string, kind: RecordKind) =>
	onlyWhen(
		{ attachedTo: [many] },
		notSent(
			record('attachedToId', kind, {
				description: 'Only for the list of attachments below. Not needed with By ID.',
			}),
		),
	);

/** The attachment, and the record whose attachments the pick list shows. */
const picked = [
	notSent(
		choice(
			'attachedTo',
			[
				{ value: 'invoices', name: 'Invoice' },
				{ value: 'customers', name: 'Customer' },
				{ value: 'vendors', name: 'Vendor' },
			],
			{ description: 'Whose attachments the list below shows' },
		),
	),
	listedFor('invoices', records.invoice),
	listedFor('customers', records.customer),
	listedFor('vendors', records.vendor),
	record('attachmentId', records.attachment, { required: true }),
];

const attachmentShape: Shape = strings('id', 'name', 'createdTime', 'downloadLink');

/** https://developer.bill.com/docs/ar-invoice-pdf-email-attachments */
const replaceInvoicePdf = flag('replaceInvoicePdf', {
	label: 'Replace Invoice PDF',
	description:
		"Whether to replace the invoice's PDF with this file, a PDF. Customers receive it by email and see it with the payment link. Make sure that it matches the invoice.",
});

/** The operations of the records that can have attachments. */
function attachmentsOf(one: string, many: string, id: Field, options: Field[] = []): Operation[] {
	const Name = one.charAt(0).toUpperCase() + one.slice(1);
	const common = { path: `${PATH}/${many}/{${id.path}}`, fields: [id], output: attachmentShape };
	return [
		{
			...common,
			value: `getAllOf${Name}`,
			name: `Get Many of ${Name}`,
			action: `Get many attachments of ${withArticle(one)}`,
			description: `Read the attachments of one ${one}`,
			method: 'GET',
			list: { paged: true, filters: [keptIfNew] },
		},
		{
			...common,
			value: `uploadTo${Name}`,
			name: `Upload to ${Name}`,
			action: `Upload an attachment to ${withArticle(one)}`,
			description: `Attach a file from a binary field to ${withArticle(one)}; up to 6 MB`,
			method: 'POST',
			files: [inputField],
			options: [fileName, ...options],
			file: true,
			lookUp: newFile('an attachment'),
			prepare: requireFile,
			run: upload,
		},
	];
}

export const attachmentResource: Resource = {
	value: 'attachment',
	name: 'Attachment',
	description: 'Files attached to vendors, customers and invoices',
	operations: [
		...attachmentsOf(
			'invoice',
			'invoices',
			record('invoiceId', records.invoice, { required: true }),
			[replaceInvoicePdf],
		),
		...attachmentsOf(
			'customer',
			'customers',
			record('customerId', records.customer, { required: true }),
		),
		...attachmentsOf('vendor', 'vendors', record('vendorId', records.vendor, { required: true })),
		{
			value: 'get',
			name: 'Get',
			action: 'Get an attachment',
			description: 'Read the name and download link of an attachment by its ID',
			method: 'GET',
			path: `${PATH}/{attachmentId}`,
			fields: picked,
			output: attachmentShape,
		},
		{
			value: 'download',
			name: 'Download',
			action: 'Download an attachment',
			description:
				'Download the file of an attachment into a binary field; it is available a few minutes after the upload',
			method: 'GET',
			path: `${PATH}/{attachmentId}`,
			fields: picked,
			options: [outputField],
			file: true,
			output: attachmentShape,
			run: download,
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete an attachment',
			description: 'Delete an attachment of a vendor, customer or invoice permanently',
			method: 'DELETE',
			path: `${PATH}/{attachmentId}`,
			fields: picked,
			output: { deleted: 'boolean' },
			lookUp: recordGone(),
			run: remove,
		},
	],
};

async function upload(call: Call): Promise<Output[]> {
	const { client, request, settings } = call;
	const { name, bytes } = await fileToUpload(call);
	const query = {
		name,
		...(settings.options.replaceInvoicePdf === true && { replaceInvoicePdf: 'true' }),
	};
	const sent = (await client.send({ ...request, query, body: bytes })) as IDataObject;
	refuseFailedUpload(call, sent ?? {});
	return [output(sent, call)];
}

async function download(call: Call): Promise<Output[]> {
	const attachment = (await call.client.send(call.request)) as IDataObject;
	const found = { record: attachment, link: attachment?.downloadLink, fileName: attachment?.name };
	return [
		await withDownload(call, found, {
			message: 'BILL offers no download for this attachment yet',
			description: 'A file is available a few minutes after the upload. Try again later.',
		}),
	];
}

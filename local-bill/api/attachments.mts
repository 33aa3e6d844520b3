import { answerList, pageQuery } from '../engine/list.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { must } from '../errors/bill-error.mts';
import type { Attachment } from '../state/records/receivables.mts';
import { readUpload, typeOf } from './documents.mts';
import { linkOf, storeFile } from './downloads.mts';

const owners = ['vendors', 'customers', 'invoices'] as const;

/**
 * Files of vendors, customers and invoices: https://developer.bill.com/docs/documents-attachments. In BILL it takes
 * some minutes until a file can be downloaded; here it can be downloaded at once.
 */
export const attachmentRoutes: Route[] = [
	...owners.flatMap(routesOf),
	{
		method: 'GET',
		path: '/v3/attachments/:attachmentId',
		handle: (call) => show(call)(call.world.of('attachments').get(call.params.attachmentId)),
	},
	{
		method: 'DELETE',
		path: '/v3/attachments/:attachmentId',
		handle: remove,
	},
];

function routesOf(owner: (typeof owners)[number]): Route[] {
	const path = `/v3/attachments/${owner}/:ownerId`;
	const query = { name: is.text(255) };
	return [
		{
			method: 'GET',
			path,
			query: pageQuery,
			handle: (call) => {
				const { id } = call.world.of(owner).get(call.params.ownerId);
				const rules = { filters: {}, sort: [] };
				return answerList(call, call.world.of('attachments'), rules, show(call), {
					key: id,
					holds: (attachment) => attachment._ownerId === id,
				});
			},
		},
		{
			method: 'POST',
			path,
			bytes: true,
			query: owner === 'invoices' ? { ...query, replaceInvoicePdf: is.queryFlag } : query,
			requiredQuery: ['name'],
			handle: (call) => upload(call, owner),
		},
	];
}

function upload(call: Call, owner: (typeof owners)[number]) {
	const { world, params, query } = call;
	const { id: _ownerId } = world.of(owner).get(params.ownerId);
	const bytes = readUpload(call.body);
	const attachment = world.of('attachments').add({ name: query.name, _ownerId });
	storeFile(world, attachment.id, { name: query.name, type: typeOf(query.name), bytes });
	// The invoice's PDF is what the customer sees: https://developer.bill.com/docs/ar-invoice-pdf-email-attachments.
	if (query.replaceInvoicePdf === 'true') {
		const isPdf = bytes.subarray(0, 4).toString() === '%PDF';
		must(isPdf, 'replaceInvoicePdf', 'The file is not a PDF');
		const invoices = world.of('invoices');
		invoices.save({ ...invoices.get(_ownerId), invoicePdfId: attachment.id });
	}
	return show(call)(attachment);
}

/** Which `status` the response has is not documented. */
function remove({ world, params }: Call) {
	const { id, _ownerId } = world.of('attachments').get(params.attachmentId);
	world.of('attachments').remove(id);
	world.files.delete(id);
	const invoice = world.of('invoices').find(_ownerId);
	if (invoice?.invoicePdfId === id) {
		const { invoicePdfId: _gone, ...rest } = invoice;
		world.of('invoices').save(rest);
	}
	return { status: 'SUCCESS' };
}

function show({ world }: Call) {
	return ({ id, name, createdTime }: Attachment) => ({
		...{ id, name, createdTime },
		downloadLink: linkOf(world, id),
	});
}

import { extname } from 'node:path';
import { answerList, pageQuery } from '../engine/list.mts';
import type { Call, Route } from '../engine/route.mts';
import { text } from '../engine/schema.mts';
import { BillError } from '../errors/bill-error.mts';
import { prefixes } from '../state/ids.mts';
import type { BillDocument, Upload } from '../state/records/payables.mts';
import { linkOf, storeFile } from './downloads.mts';

/** 6 MB per file. BILL does not say whether that means 6,000,000 or 6 x 1,048,576 bytes; the smaller one is used. */
const MAX_BYTES = 6_000_000;

/** An upload is finished after this many status requests or this time, whichever comes first. */
const POLLS = 2;
const UPLOAD_MS = 2_000;

const types: Record<string, string> = {
	'.pdf': 'application/pdf',
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
	'.jpeg': 'image/jpeg',
	'.csv': 'text/csv',
	'.txt': 'text/plain',
};

/**
 * Documents of bills. An upload has its own id (0du...) until BILL has processed it:
 * https://developer.bill.com/docs/documents-attachments.
 */
export const documentRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/documents/bills/:billId',
		bytes: true,
		query: { name: text(255) },
		requiredQuery: ['name'],
		handle: upload,
	},
	{
		method: 'GET',
		path: '/v3/documents/bills/:billId',
		query: pageQuery,
		handle: (call) => {
			const { id } = call.world.of('bills').get(call.params.billId);
			finishUploads(call, []);
			return answerList(call, call.world.of('documents'), { filters: {}, sort: [] }, show(call), {
				key: id,
				holds: (document) => document._billId === id,
			});
		},
	},
	{
		method: 'GET',
		path: '/v3/documents/upload-status',
		query: { ids: text() },
		requiredQuery: ['ids'],
		handle: (call) => {
			const ids = call.query.ids.split(',').map((id) => id.trim());
			const uploads = ids.map((id) => call.world.of('uploads').get(id));
			finishUploads(
				call,
				uploads.map(({ id }) => id),
			);
			return ids.map((uploadId) => {
				const { _documentId: documentId } = call.world.of('uploads').get(uploadId);
				return documentId === undefined
					? { uploadId, status: 'IN_PROGRESS' }
					: { documentId, uploadId, status: 'UPLOADED' };
			});
		},
	},
	{
		method: 'GET',
		path: '/v3/documents/:documentId',
		handle: (call) => {
			finishUploads(call, []);
			return show(call)(call.world.of('documents').get(call.params.documentId));
		},
	},
];

function upload({ world, params, query, body }: Call) {
	const bill = world.of('bills').get(params.billId);
	const bytes = readUpload(body);
	const { id, createdTime } = world
		.of('uploads')
		.add({ name: query.name, _billId: bill.id, _polls: 0, _since: world.clock.now() });
	storeFile(world, id, { name: query.name, type: typeOf(query.name), bytes });
	return { id, name: query.name, createdTime };
}

/** The bytes of an upload. Throws if there are none or too many. */
export function readUpload(body: unknown): Buffer {
	if (!Buffer.isBuffer(body) || body.length === 0) throw BillError.missing('file');
	if (body.length > MAX_BYTES) throw BillError.invalid('file', 'The file is larger than 6 MB');
	return body;
}

/** Media type, from the file extension. */
export function typeOf(name: string): string {
	return types[extname(name).toLowerCase()] ?? 'application/octet-stream';
}

/** Turns finished uploads into documents. Each status request brings an upload closer to being finished. */
function finishUploads({ world }: Call, asked: string[]): void {
	const uploads = world.of('uploads');
	for (const upload of uploads.all()) {
		if (upload._documentId !== undefined) continue;
		const polls = upload._polls + (asked.includes(upload.id) ? 1 : 0);
		const due = polls >= POLLS || world.clock.now() - upload._since >= UPLOAD_MS;
		const documentId = due ? makeDocument(world, upload) : undefined;
		uploads.put({ ...upload, _polls: polls, _documentId: documentId });
	}
}

function makeDocument(world: Call['world'], { id, name, createdTime, _billId }: Upload): string {
	const file = world.files.get(id)!;
	world.files.delete(id);
	const documentId = world.ids.next(prefixes.documents);
	storeFile(world, documentId, file);
	world.of('documents').add({
		id: documentId,
		name,
		createdTime,
		scanStatus: 'CLEAN',
		numOfPages: pagesOf(file.bytes),
		_billId,
	});
	return documentId;
}

/** Counts the page objects of a PDF. Other files have one page. */
function pagesOf(bytes: Buffer): number {
	const pages = bytes.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g);
	return bytes.subarray(0, 4).toString() === '%PDF' ? Math.max(1, pages?.length ?? 0) : 1;
}

function show({ world }: Call) {
	return ({ id, name, createdTime, scanStatus, numOfPages }: BillDocument) => ({
		...{ id, name, createdTime, scanStatus, numOfPages },
		downloadLink: linkOf(world, id),
	});
}

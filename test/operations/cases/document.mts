import { lately } from '../../support/filters.mts';
import type { Bill } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf } from '../../support/cases.mts';
import { byId, fromList, itemWithFile } from '../../support/form.mts';
import { makeVendorAndBill } from '../../support/records.mts';

const { caseOf, bothForms } = casesOf('document');
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<</Type /Page>>\nendobj\n%%EOF\n');

const oneBill = async (bill: Bill) => (await makeVendorAndBill(bill)).bill;

/** A bill with a document, and the upload it was created from. */
async function uploaded(bill: Bill) {
	const { id } = await oneBill(bill);
	const upload = await bill.call('POST', `/v3/documents/bills/${id}`, pdf, {
		name: 'an invoice.pdf',
	});
	for (let poll = 0; poll < 20; poll++) {
		const status = '/v3/documents/upload-status';
		const found = await bill.first(`${status}?ids=${upload.id}`);
		if (found.documentId)
			return { billId: id, uploadId: upload.id, id: found.documentId as string };
		if (!bill.localBill) await new Promise((resolve) => setTimeout(resolve, 2000));
	}
	throw new Error('BILL did not take the document in');
}

export const documentCases: Case[] = [
	caseOf('upload', 'smallest', {
		setUp: oneBill,
		items: () => [itemWithFile(pdf, 'invoice 1.pdf', 'application/pdf')],
		parameters: ({ id }) => ({ billId: byId(id) }),
		// The node asks until BILL has processed the file.
		received: ({ id }) => [
			{
				method: 'POST',
				path: `/v3/documents/bills/${id}`,
				query: { name: 'invoice 1.pdf' },
				file: pdf,
			},
			...Array.from({ length: 2 }, () =>
				get('/v3/documents/upload-status', {
					ids: expect.stringMatching(/^0du/) as unknown as string,
				}),
			),
		],
		added: { uploads: 1, documents: 1 },
		kept: (_, [{ json }]) => ({
			documents: [{ id: json.id, name: 'invoice 1.pdf', numOfPages: 1 }],
		}),
		given: () => [
			{
				id: expect.stringMatching(/^00h/),
				documentId: expect.stringMatching(/^00h/),
				uploadId: expect.stringMatching(/^0du/),
				status: 'UPLOADED',
				name: 'invoice 1.pdf',
			},
		],
	}),
	caseOf('upload', 'fullest', {
		setUp: oneBill,
		items: () => [itemWithFile(pdf, 'scan.pdf', 'application/pdf', 'invoice')],
		parameters: ({ id }) => ({
			billId: fromList(id),
			inputField: 'invoice',
			options: {
				fileName: 'Rechnung März & Co.pdf',
				wait: false,
				timeout: 30,
				lookUpSeconds: 20,
			},
		}),
		received: ({ id }) => [
			{
				method: 'POST',
				path: `/v3/documents/bills/${id}`,
				query: { name: 'Rechnung März & Co.pdf' },
				file: pdf,
			},
		],
		added: { uploads: 1 },
		given: () => [{ id: expect.stringMatching(/^0du/), status: 'IN_PROGRESS' }],
	}),
	...bothForms('get', (full) => ({
		setUp: uploaded,
		parameters: ({ id, billId }) => ({
			// The bill is used only for the list of its documents. It is not sent.
			...(full && { billId: fromList(billId) }),
			documentId: full ? fromList(id) : byId(id),
			...optionsIf(full),
		}),
		received: ({ id }) => [get(`/v3/documents/${id}`)],
		given: ({ id }) => [{ id, name: 'an invoice.pdf', downloadLink: expect.any(String) }],
	})),
	...bothForms('getAll', (full) => ({
		setUp: uploaded,
		parameters: ({ billId }) => ({
			billId: full ? fromList(billId) : byId(billId),
			...(full && {
				returnAll: true,
				filters: { createdWithin: lately('createdWithin')[1] },
			}),
			...optionsIf(full),
		}),
		received: ({ billId }) => [get(`/v3/documents/bills/${billId}`, { max: full ? '100' : '50' })],
		given: ({ id }) => [{ id, name: 'an invoice.pdf' }],
	})),
	...bothForms('getUploadStatus', (full) => ({
		setUp: async (bill) => [await uploaded(bill), await uploaded(bill)].slice(full ? 0 : 1),
		parameters: (known: Array<{ uploadId: string }>) => ({
			uploadIds: known.map(({ uploadId }) => uploadId).join(', '),
			...optionsIf(full),
		}),
		received: (known: Array<{ uploadId: string }>) => [
			get('/v3/documents/upload-status', { ids: known.map(({ uploadId }) => uploadId).join(',') }),
		],
		given: (known: Array<{ uploadId: string; id: string }>) =>
			known.map(({ uploadId, id }) => ({ uploadId, documentId: id, status: 'UPLOADED' })),
	})),
	...bothForms('download', (full) => ({
		localOnly: 'BILL serves a file only some minutes after its upload',
		setUp: uploaded,
		parameters: ({ id, billId }) => ({
			...(full && { billId: fromList(billId) }),
			documentId: full ? fromList(id) : byId(id),
			...(full && { options: { outputField: 'invoice', timeout: 30 } }),
		}),
		received: ({ id }) => [get(`/v3/documents/${id}`), get(`/v3/downloads/${id}`)],
		given: ({ id }) => [{ id, numOfPages: 1 }],
		files: () => [
			{
				field: full ? 'invoice' : 'data',
				fileName: 'an invoice.pdf',
				mimeType: 'application/pdf',
				bytes: pdf,
			},
		],
	})),
];

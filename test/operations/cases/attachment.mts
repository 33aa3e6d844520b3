import { lately } from '../../support/filters.mts';
import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, remove } from '../../support/cases.mts';
import { byId, fromList, itemWithFile } from '../../support/form.mts';
import { makeCustomer, makeCustomerAndInvoice, makeVendor } from '../../support/records.mts';
import { pages } from '../../support/standard-cases.mts';
import { times } from './receivables.mts';

const { caseOf, bothForms } = casesOf('attachment');
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<</Type /Page>>\nendobj\n%%EOF\n');
/** Bytes that are not valid text in any encoding. */
const bytes = Buffer.from(Array.from({ length: 1024 }, (_, i) => (i * 7) % 256));

const owners = [
	{ one: 'Invoice', many: 'invoices', field: 'invoiceId' },
	{ one: 'Customer', many: 'customers', field: 'customerId' },
	{ one: 'Vendor', many: 'vendors', field: 'vendorId' },
] as const;

async function makeOwner(bill: Bill, many: (typeof owners)[number]['many']): Promise<string> {
	if (many === 'vendors') return (await makeVendor(bill)).id;
	if (many === 'customers') return (await makeCustomer(bill)).id;
	return (await makeCustomerAndInvoice(bill)).invoice.id;
}

const upload = async (bill: Bill, path: string, name: string) =>
	await bill.call('POST', path, bytes, { name });

async function uploaded(bill: Bill) {
	const { id: customerId } = await makeCustomer(bill);
	const file = await upload(bill, `/v3/attachments/customers/${customerId}`, 'a scan.png');
	return { ...file, customerId } as Rec;
}

/** The owner is used only for the pick list. It is not sent. */
const picked = (full: boolean, { id, customerId }: Rec) =>
	full
		? { attachedTo: 'customers', attachedToId: fromList(customerId), attachmentId: fromList(id) }
		: { attachmentId: byId(id) };

const ofOwners = owners.flatMap(({ one, many, field }): Case[] => [
	caseOf(`uploadTo${one}`, 'smallest', {
		setUp: (bill) => makeOwner(bill, many),
		items: () => [itemWithFile(bytes, 'a scan.png', 'image/png')],
		parameters: (id) => ({ [field]: byId(id) }),
		received: (id) => [
			{
				method: 'POST',
				path: `/v3/attachments/${many}/${id}`,
				query: { name: 'a scan.png' },
				file: bytes,
			},
		],
		added: { attachments: 1 },
		kept: (id, [{ json }]) => ({
			attachments: [{ id: json.id, name: 'a scan.png', _ownerId: id }],
		}),
		given: () => [
			{
				id: expect.stringMatching(/^att/),
				name: 'a scan.png',
				downloadLink: expect.any(String),
			},
		],
	}),
	caseOf(`uploadTo${one}`, 'fullest', {
		setUp: (bill) => makeOwner(bill, many),
		items: () => [itemWithFile(pdf, 'scan.pdf', 'application/pdf', 'paper')],
		parameters: (id) => ({
			[field]: fromList(id),
			inputField: 'paper',
			options: {
				fileName: 'Rechnung März & Co.pdf',
				...(one === 'Invoice' && { replaceInvoicePdf: true }),
				timeout: 30,
				lookUpSeconds: 20,
			},
		}),
		received: (id) => [
			{
				method: 'POST',
				path: `/v3/attachments/${many}/${id}`,
				query: {
					name: 'Rechnung März & Co.pdf',
					...(one === 'Invoice' && { replaceInvoicePdf: 'true' }),
				},
				file: pdf,
			},
		],
		added: { attachments: 1 },
		kept: (id, [{ json }]) => ({
			attachments: [{ id: json.id, name: 'Rechnung März & Co.pdf' }],
			...(one === 'Invoice' && { invoices: [{ id, invoicePdfId: json.id }] }),
		}),
		given: () => [{ name: 'Rechnung März & Co.pdf' }],
	}),
	...bothForms(`getAllOf${one}`, (full) => ({
		localOnly: full ? 'uploads more than a hundred files' : undefined,
		setUp: async (bill) => {
			const id = await makeOwner(bill, many);
			const path = `/v3/attachments/${many}/${id}`;
			await times(full ? 101 : 2, async (index) => await upload(bill, path, `${index}.png`));
			await upload(bill, `/v3/attachments/${many}/${await makeOwner(bill, many)}`, 'other.png');
			return id;
		},
		parameters: (id) => ({
			[field]: full ? fromList(id) : byId(id),
			...(full && {
				returnAll: true,
				filters: { createdWithin: lately('createdWithin')[1] },
			}),
			...optionsIf(full),
		}),
		received: (id) =>
			full
				? pages(`/v3/attachments/${many}/${id}`, 2)
				: [get(`/v3/attachments/${many}/${id}`, { max: '50' })],
		given: () =>
			full
				? [{ name: '0.png' }, ...Array<Data>(99).fill({}), { name: '100.png' }]
				: [{ name: '0.png' }, { name: '1.png' }],
	})),
]);

export const attachmentCases: Case[] = [
	...ofOwners,
	...bothForms('get', (full) => ({
		setUp: uploaded,
		parameters: (file) => ({ ...picked(full, file), ...optionsIf(full) }),
		received: ({ id }) => [get(`/v3/attachments/${id}`)],
		given: ({ id, createdTime }) => [
			{ id, name: 'a scan.png', createdTime, downloadLink: expect.any(String) },
		],
	})),
	...bothForms('download', (full) => ({
		localOnly: 'BILL serves a file only some minutes after its upload',
		setUp: uploaded,
		parameters: (file) => ({
			...picked(full, file),
			...(full && { options: { outputField: 'scan', timeout: 30 } }),
		}),
		received: ({ id }) => [get(`/v3/attachments/${id}`), get(`/v3/downloads/${id}`)],
		given: ({ id }) => [{ id, name: 'a scan.png' }],
		files: () => [
			{ field: full ? 'scan' : 'data', fileName: 'a scan.png', mimeType: 'image/png', bytes },
		],
	})),
	...bothForms('delete', (full) => ({
		setUp: uploaded,
		parameters: (file) => ({ ...picked(full, file), ...optionsIf(full) }),
		received: ({ id }) => [remove(`/v3/attachments/${id}`)],
		added: { attachments: -1 },
		given: () => [{ deleted: true }],
	})),
];

import { describe, expect, it } from '@jest/globals';
import { localBench, sessionOf } from './support.mts';

const bench = localBench();

const pdf = Buffer.from('%PDF-1.4\n1 0 obj << /Type /Page >> endobj\n');
const upload = (path: string, params: object, bytes = pdf) =>
	bench.api.post(`/v3/attachments/${path}`, bytes, {
		params,
		headers: { 'content-type': 'application/octet-stream' },
	});

describe.each(['vendors', 'customers', 'invoices'] as const)('attachments of %s', (owner) => {
	it('are uploaded, listed, downloaded and removed', async () => {
		const { id } = bench.localBill.records(owner)[0];
		const { status, data } = await upload(`${owner}/${id}`, { name: 'terms.pdf' });
		expect(status).toBe(200);
		expect(data).toEqual({
			id: expect.stringMatching(/^att/),
			name: 'terms.pdf',
			createdTime: expect.any(String),
			downloadLink: expect.stringContaining('http'),
		});
		expect((await bench.api.get(`/v3/attachments/${owner}/${id}`)).data.results).toEqual([data]);
		const other = bench.localBill.records(owner)[1].id;
		expect((await bench.api.get(`/v3/attachments/${owner}/${other}`)).data.results).toEqual([]);
		const one = `/v3/attachments/${data.id}`;
		expect((await bench.api.get(one)).data).toEqual(data);
		const sessionId = sessionOf(bench.api);
		const client = bench.with({ sessionId });
		const file = await client.get(data.downloadLink, { responseType: 'arraybuffer' });
		expect(Buffer.from(file.data)).toEqual(pdf);
		expect((await bench.plain.get(data.downloadLink)).status).toBe(401);
		const removed = await bench.api.delete(one);
		expect([removed.status, Object.keys(removed.data)]).toEqual([200, ['status']]);
		expect((await bench.api.get(one)).status).toBe(404);
		expect((await client.get(data.downloadLink)).status).toBe(404);
	});

	it('need a name, a file of at most 6 MB, and someone they belong to', async () => {
		const { id } = bench.localBill.records(owner)[0];
		expect((await upload(`${owner}/${id}`, {})).status).toBe(400);
		expect((await upload(`${owner}/${id}`, { name: 'a.txt' }, Buffer.alloc(0))).status).toBe(400);
		const big = Buffer.alloc(6_000_001);
		expect((await upload(`${owner}/${id}`, { name: 'a.txt' }, big)).status).toBe(400);
		expect((await upload(`${owner}/none`, { name: 'a.txt' })).status).toBe(404);
	});
});

it('replaces the PDF of an invoice, with a PDF only', async () => {
	const { id } = bench.localBill.records('invoices')[0];
	const pdfId = async () => (await bench.api.get(`/v3/invoices/${id}`)).data.invoicePdfId;
	const params = { name: 'own.pdf', replaceInvoicePdf: true };
	expect((await upload(`invoices/${id}`, params, Buffer.from('text'))).status).toBe(400);
	expect(await pdfId()).toBeUndefined();
	expect(bench.localBill.records('attachments')).toEqual([]);
	const { data } = await upload(`invoices/${id}`, params);
	expect(await pdfId()).toBe(data.id);
	await bench.api.delete(`/v3/attachments/${data.id}`);
	expect(await pdfId()).toBeUndefined();
	const vendor = bench.localBill.records('vendors')[0].id;
	expect((await upload(`vendors/${vendor}`, params)).status).toBe(400);
});

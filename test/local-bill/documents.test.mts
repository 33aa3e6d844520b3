import { beforeEach, expect, it } from '@jest/globals';
import { localBench, seededBill, sessionOf } from './support.mts';

const bench = localBench();
let billId: string;
const pdf = Buffer.from(
	'%PDF-1.4\n1 0 obj<</Type /Pages>>\n<</Type /Page>><</Type/Page >>\xff',
	'latin1',
);

beforeEach(async () => {
	billId = seededBill(bench, 'AO-2291').id;
});

const upload = (bytes: Buffer, name = 'invoice.pdf', type = 'application/octet-stream') =>
	bench.api.post(`/v3/documents/bills/${billId}`, bytes, {
		params: { name },
		headers: { 'content-type': type },
	});
const statusOf = async (ids: string) =>
	(await bench.api.get('/v3/documents/upload-status', { params: { ids } })).data;

it('accepts bytes, processes them for a while, and returns them', async () => {
	const { status, data } = await upload(pdf);
	expect(status).toBe(200);
	expect(data).toMatchObject({ id: expect.stringMatching(/^0du.{17}$/), name: 'invoice.pdf' });
	expect((await bench.api.get(`/v3/documents/${data.id}`)).status).toBe(404);
	expect(await statusOf(data.id)).toEqual([{ uploadId: data.id, status: 'IN_PROGRESS' }]);
	const [{ documentId, status: done }] = await statusOf(data.id);
	expect([documentId.slice(0, 3), done]).toEqual(['00h', 'UPLOADED']);

	const document = (await bench.api.get(`/v3/documents/${documentId}`)).data;
	expect(document).toMatchObject({ name: 'invoice.pdf', scanStatus: 'CLEAN', numOfPages: 2 });
	const listed = (await bench.api.get(`/v3/documents/bills/${billId}`)).data;
	expect(listed.results).toEqual([document]);

	const { downloadLink } = document;
	expect(downloadLink.startsWith(`${bench.localBill.url}/`)).toBe(true);
	expect((await bench.plain.get(downloadLink)).status).toBe(401);
	const sessionId = sessionOf(bench.api);
	const file = await bench.with({ sessionId }).get(downloadLink, {
		responseType: 'arraybuffer',
	});
	expect(file.headers['content-type']).toBe('application/pdf');
	expect(Buffer.compare(Buffer.from(file.data), pdf)).toBe(0);
});

it('is also finished after a short time without being asked', async () => {
	const { data } = await upload(Buffer.from('hello'), 'note.txt', 'text/plain');
	bench.localBill.advanceClock(2_000);
	const { results } = (await bench.api.get(`/v3/documents/bills/${billId}`)).data;
	expect(results).toMatchObject([{ name: 'note.txt', numOfPages: 1 }]);
	expect(await statusOf(data.id)).toMatchObject([
		{ documentId: results[0].id, status: 'UPLOADED' },
	]);
});

it('takes JSON files as files', async () => {
	const { status } = await upload(Buffer.from('{"not": parsed'), 'data.json', 'application/json');
	expect(status).toBe(200);
});

it('refuses no name, no bytes, more than 6 MB, and unknown bills', async () => {
	const nameless = await bench.api.post(`/v3/documents/bills/${billId}`, pdf, {
		headers: { 'content-type': 'application/pdf' },
	});
	expect(nameless.status).toBe(400);
	expect((await upload(Buffer.alloc(0))).status).toBe(400);
	expect((await upload(Buffer.alloc(6_000_000))).status).toBe(200);
	const big = await upload(Buffer.alloc(6_000_001));
	expect([big.status, big.data[0].message]).toEqual([400, 'file: The file is larger than 6 MB']);
	billId = '00nNOTTHERE000000000';
	expect((await upload(pdf)).status).toBe(404);
	expect((await bench.api.get('/v3/documents/upload-status')).status).toBe(400);
});

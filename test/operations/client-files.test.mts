import { byId, itemWithFile } from '../support/form.mts';
import type { Item } from '../support/direct-node.mts';
import { failureOf, local } from '../support/local.mts';
import { makeVendorAndBill } from '../support/records.mts';

/* Files: problems are reported before anything is sent. */

const at = local();
const MB = 1024 * 1024;
const pdf = (bytes: number) => itemWithFile(Buffer.alloc(bytes, 'a'), 'a.pdf', 'application/pdf');

async function upload(items: Item[], options: object = {}) {
	const { bill } = await makeVendorAndBill(at.bill);
	at.localBill.clearRequests();
	return await at.run('document', 'upload', { billId: byId(bill.id), options }, { items });
}

test('a file of more than 6 MB is refused before anything is sent', async () => {
	const error = await failureOf(upload([pdf(6 * MB + 1)]));
	expect(error.message).toMatch(/too large for BILL: 6.00 MB of at most 6.00 MB|too large/);
	expect(at.localBill.requests).toEqual([]);
});

test('a file of just under 6 MB is sent whole', async () => {
	const [{ json }] = await upload([pdf(6_000_000)], { wait: false });
	expect(json.status).toBe('IN_PROGRESS');
	expect(at.log()[0].rawBody).toMatchObject({ bytes: 6_000_000 });
});

test('a file that BILL finds too large is refused in its words', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/documents/*' },
		then: { status: 413, body: [{ code: 'BDC_1129', message: 'The file is too large' }] },
	});
	expect((await failureOf(upload([pdf(10)]))).message).toContain('The file is too large');
});

test('a missing binary field is named, with those that there are', async () => {
	const item = itemWithFile(Buffer.from('x'), 'a.pdf', 'application/pdf', 'invoice');
	const error = await failureOf(upload([item]));
	expect(error.message).toContain('Input Binary Field "data"');
	expect(error.description).toContain('invoice');
	expect(at.localBill.requests).toEqual([]);
});

test('an item without files says so', async () => {
	const error = await failureOf(upload([{ json: {} }]));
	expect(error.description).toContain('no files');
});

test('an empty file is refused before anything is sent', async () => {
	expect((await failureOf(upload([pdf(0)]))).message).toContain('empty');
	expect(at.localBill.requests).toEqual([]);
});

test('an upload that BILL does not finish in time says so, and is not sent again', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/documents/upload-status' },
		times: 99,
		then: { status: 200, body: [] },
	});
	const [{ json }] = await upload([pdf(10)], { timeout: 1 });
	expect(json).toMatchObject({ status: 'IN_PROGRESS', uploadId: expect.stringMatching(/^0du/) });
	expect(at.sent().filter((sent) => sent.startsWith('POST'))).toHaveLength(1);
});

test('the question how far BILL is may be cut off; the upload is not sent again', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/documents/upload-status' },
		then: { drop: 'before' },
	});
	const [{ json }] = await upload([pdf(10)]);
	expect(json.status).toBe('UPLOADED');
	expect(at.sent().filter((sent) => sent.startsWith('POST'))).toHaveLength(1);
});

test('two uploads to one bill keep the order of the items', async () => {
	const { bill } = await makeVendorAndBill(at.bill);
	at.localBill.clearRequests();
	const items = ['1.pdf', '2.pdf', '3.pdf'].map((name) =>
		itemWithFile(Buffer.from(name), name, 'application/pdf'),
	);
	const options = { wait: false };
	await at.run('document', 'upload', { billId: byId(bill.id), options }, { items });
	expect(at.log().map(({ query }) => query.name)).toEqual(['1.pdf', '2.pdf', '3.pdf']);
});

test('a download that BILL does not have yet gives its reason', async () => {
	const id = '00h01ABCDEFGHIJKLMNO';
	const downloadLink = `${at.localBill.url}/connect/v3/downloads/nothing`;
	at.localBill.addFault({
		match: { path: `/connect/v3/documents/${id}` },
		then: { status: 200, body: { id, downloadLink } },
	});
	const error = await failureOf(at.run('document', 'download', { documentId: id }));
	expect(error.message).toContain('BDC_1205');
});

test('a document without a link says that it is not there yet', async () => {
	const id = '00h01ABCDEFGHIJKLMNO';
	at.localBill.addFault({
		match: { path: `/connect/v3/documents/${id}` },
		then: { status: 200, body: { id } },
	});
	const error = await failureOf(at.run('document', 'download', { documentId: id }));
	expect(error.message).toContain('no download for this document yet');
});

test('a download that is cut off is begun again', async () => {
	const id = '00h01ABCDEFGHIJKLMNO';
	const link = '/connect/v3/downloads/x';
	at.localBill.addFault({
		match: { path: `/connect/v3/documents/${id}` },
		then: { status: 200, body: { id, downloadLink: `${at.localBill.url}${link}` } },
	});
	at.localBill.addFault({ match: { path: link }, then: { drop: 'before' } });
	at.localBill.addFault({
		match: { path: link },
		then: { status: 200, body: 'whole', headers: { 'content-type': 'application/pdf' } },
	});
	const [{ binary }] = await at.run('document', 'download', { documentId: id });
	expect(Buffer.from(binary?.data.data ?? '', 'base64').toString()).toBe('whole');
});

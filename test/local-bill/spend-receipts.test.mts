import { describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { clientOf } from '../support/bill.mts';
import { spendOf } from './spend-support.mts';
import { localBench, messages, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
const seeded = spendOf(bench);

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

const addressFor = async (kind: 'transaction' | 'reimbursement') => {
	const path =
		kind === 'transaction'
			? '/transactions/receipt-upload-url'
			: '/reimbursements/image-upload-url';
	const { status, data } = await bench.spend.post(path);
	expect([status, Object.keys(data)]).toEqual([200, ['url']]);
	return data.url as string;
};
/** Uploads the bytes unchanged, with exactly these headers. */
const put = async (url: string, headers: object = { 'Content-Type': 'image/jpeg' }, bytes = JPEG) =>
	await axios.put(url, bytes, {
		headers: { 'Content-Type': undefined, ...headers },
		transformRequest: [(data: Buffer) => data],
		validateStatus: () => true,
		responseType: 'text',
	});
const purchase = () => seeded.transaction('Bluebird Ads', 240);
const receipts = () => `/transactions/${purchase().uuid}/receipts`;

describe('a receipt of a transaction', () => {
	it('is uploaded without a key, attached by its address, read back and taken away', async () => {
		const url = await addressFor('transaction');
		expect([(await put(url)).status, bench.localBill.requests.at(-1)]).toEqual([
			200,
			expect.objectContaining({ auth: {}, rawBody: expect.objectContaining({ bytes: 7 }) }),
		]);
		const { status, data } = await bench.spend.post(receipts(), { url });
		expect([status, data]).toEqual([
			200,
			{ filename: 'receipt.jpg', url: expect.any(String), uuid: expect.stringMatching(/^rct_/) },
		]);
		const shown = async () => (await bench.spend.get(`/transactions/${purchase().uuid}`)).data;
		expect(await shown()).toMatchObject({ receiptStatus: 'ATTACHED', receipts: [data] });
		const picture = await clientOf('').get(data.url, { responseType: 'arraybuffer' });
		expect([picture.headers['content-type'], Buffer.from(picture.data)]).toEqual([
			'image/jpeg',
			JPEG,
		]);
		const gone = await bench.spend.delete(`${receipts()}/${data.uuid}`);
		expect([gone.status, gone.data]).toEqual([200, '']);
		expect(await shown()).toMatchObject({ receiptStatus: 'NOT_ATTACHED', receipts: [] });
		expect((await bench.spend.delete(`${receipts()}/${data.uuid}`)).status).toBe(404);
	});

	it('keeps the type that it came with', async () => {
		const url = await addressFor('transaction');
		await put(url, {});
		const { data } = await bench.spend.post(receipts(), { url });
		const picture = await clientOf('').get(data.url, { responseType: 'arraybuffer' });
		expect(picture.headers['content-type']).not.toMatch(/image/);
	});

	it.each([
		['a key of BILL', 403, 'SignatureDoesNotMatch', { apiToken: 'x', 'Content-Type': 'image/png' }],
		['a bearer', 403, 'SignatureDoesNotMatch', { Authorization: 'Bearer x' }],
	])('is refused in XML with %s beside the signature', async (_what, status, code, headers) => {
		const answer = await put(await addressFor('transaction'), headers);
		expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/xml']);
		expect(answer.data).toContain(`<Code>${code}</Code>`);
	});

	it('is refused when the address is changed, too old or expired, and above 6 MB', async () => {
		const url = await addressFor('transaction');
		expect((await put(url.replace(/expires=\d+/, 'expires=9999999999999'))).status).toBe(403);
		expect((await put(url, undefined, Buffer.alloc(6_000_001))).data).toContain('EntityTooLarge');
		bench.localBill.advanceClock(15 * 60_000 + 1);
		expect((await put(url)).data).toContain('Request has expired');
		await bench.control.post('/spend', { expiredUploads: true });
		expect((await put(await addressFor('transaction'))).status).toBe(403);
	});

	it('needs a URL that something was uploaded to', async () => {
		const attach = async (body: object) => await bench.spend.post(receipts(), body);
		const url = await addressFor('transaction');
		expect(messages((await attach({ url })).data)).toEqual(['url: nothing was uploaded there']);
		await put(url);
		expect(messages((await attach({ uploadUrl: url })).data)).toEqual(['url: must not be empty']);
		expect(messages((await attach({ url: '' })).data)).toEqual(['url: must not be empty']);
		expect((await attach({ url: 'https://pictures.example/a.png' })).status).toBe(400);
		const other = await addressFor('reimbursement');
		await put(other);
		expect((await attach({ url: other })).status).toBe(400);
		const locked = `/transactions/${seeded.transaction('Juniper Air', 418.6).id}/receipts`;
		expect((await bench.spend.post(locked, { url })).status).toBe(400);
	});
});

describe('a receipt of a reimbursement', () => {
	it('has a name, and is read with the reimbursement', async () => {
		const path = `/reimbursements/${seeded.reimbursement('Paper Lane').uuid}`;
		const url = await addressFor('reimbursement');
		await put(url, { 'Content-Type': 'image/png' });
		const { data } = await bench.spend.post(`${path}/receipts`, { url, filename: 'lane.png' });
		expect(data.filename).toBe('lane.png');
		expect((await bench.spend.get(path)).data.receipts).toContainEqual(data);
		expect((await bench.spend.delete(`${path}/receipts/${data.uuid}`)).data).toBe('');
		expect((await bench.spend.get(path)).data.receipts).toHaveLength(1);
	});
});

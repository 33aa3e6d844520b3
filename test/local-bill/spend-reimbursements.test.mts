import { describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { spendOf } from './spend-support.mts';
import { localBench, messages, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
const seeded = spendOf(bench);

async function uploaded(): Promise<string> {
	const { url } = (await bench.spend.post('/reimbursements/image-upload-url')).data;
	await axios.put(url, Buffer.from('png'), { headers: { 'Content-Type': 'image/png' } });
	return url;
}

const body = () => ({
	userId: seeded.user('Ed').uuid,
	budgetId: seeded.budget('Meals').uuid,
	amount: 12.5,
	note: 'Coffee',
	merchantName: 'Bean Bar',
	occurredDate: '2026-03-02',
	receipts: [] as object[],
});
const create = async (members: object = {}) =>
	await bench.spend.post('/reimbursements', { ...body(), ...members });
const path = (merchantName: string) => `/reimbursements/${seeded.reimbursement(merchantName).uuid}`;
const act = async (merchantName: string, action: string, note?: string) =>
	await bench.spend.post(`${path(merchantName)}/action`, { action, note });

describe('reimbursements', () => {
	it('are made with receipts and custom fields, and wait for approval', async () => {
		const category = { customFieldId: seeded.field('Category').uuid };
		const { status, data } = await create({
			receipts: [{ url: await uploaded(), filename: 'bean.png' }, { url: await uploaded() }],
			customFields: [{ ...category, selectedValues: [seeded.value('Meals').uuid] }],
		});
		const { uuid } = seeded.user('Ed');
		expect([status, data]).toEqual([
			200,
			expect.objectContaining({
				...{ amount: 12.5, note: 'Coffee', status: 'AWAITING_APPROVAL', type: 'PURCHASE' },
				...{ retired: false, userUuid: uuid, budgetUuid: seeded.budget('Meals').uuid },
				statusHistory: [expect.objectContaining({ actorId: uuid, actorRole: 'SUBMITTER' })],
			}),
		]);
		const names = data.receipts.map(({ filename }: { filename: string }) => filename);
		expect(names).toEqual(['bean.png', 'receipt.png']);
		expect(data.customFields[0].selectedValues[0].value).toBe('Meals');
	});

	it.each<[object, number]>([
		[{ receipts: undefined }, 400],
		[{ note: '' }, 400],
		[{ amount: 0 }, 400],
		[{ amount: '12.5' }, 400],
		[{ occurredDate: '2026-03-02T10:00:00Z' }, 400],
		[{ type: 'MILEAGE' }, 400],
		[{ userId: 'usr_none' }, 404],
		[{ receipts: [{ filename: 'a.png' }] }, 400],
		[{ receipts: [{ url: 'https://pictures.example/a.png' }] }, 400],
	])('are not made with %j', async (members, status) => {
		const before = bench.localBill.records('spendReimbursements').length;
		expect((await create(members)).status).toBe(status);
		expect(bench.localBill.records('spendReimbursements')).toHaveLength(before);
	});

	it('can be changed until somebody decides; new receipts replace the old ones', async () => {
		const before = (await bench.spend.get(path('Paper Lane'))).data;
		const added = await uploaded();
		const receipts = [{ url: before.receipts[0].url }, { url: added, filename: 'two.png' }];
		const { data } = await bench.spend.patch(path('Paper Lane'), { amount: 50, receipts });
		expect(data.amount).toBe(50);
		expect(data.receipts[0].uuid).toBe(before.receipts[0].uuid);
		expect(data.receipts[1].filename).toBe('two.png');
		const fewer = await bench.spend.patch(path('Paper Lane'), { receipts: receipts.slice(1) });
		expect(fewer.data.receipts).toEqual([data.receipts[1]]);
		expect((await bench.spend.patch(path('Paper Lane'), { note: '' })).status).toBe(400);
		expect((await bench.spend.patch(path('Frame Shop'), { amount: 1 })).status).toBe(400);
	});

	it('are approved or denied once', async () => {
		const { status, data } = await act('Paper Lane', 'APPROVE', 'Fine');
		expect([status, data.status]).toEqual([200, 'APPROVED']);
		expect(data.statusHistory.at(-1)).toMatchObject({
			...{ actorId: seeded.user('Ana').uuid, actorRole: 'ADMIN', note: 'Fine', status: 'APPROVED' },
		});
		expect((await act('Paper Lane', 'DENY')).status).toBe(400);
		expect((await act('Tool Barn', 'DENY', 'Private')).data.status).toBe('DENIED');
		expect((await act('Tool Barn', 'APPROVE')).status).toBe(400);
		expect((await act('City Cabs', 'HOLD')).status).toBe(400);
	});

	it('of large amounts are approved twice', async () => {
		expect((await act('Juniper Air', 'APPROVE')).data.status).toBe('AWAITING_TIER2_APPROVAL');
		expect((await act('Juniper Air', 'APPROVE')).data.status).toBe('APPROVED');
		expect((await act('Juniper Air', 'APPROVE')).status).toBe(400);
	});

	it('are deleted permanently, but can still be read', async () => {
		expect((await bench.spend.delete(path('Paper Lane'))).data).toBe('');
		expect((await bench.spend.get(path('Paper Lane'))).data).toMatchObject({
			...{ status: 'DELETED', retired: true },
		});
		expect((await bench.spend.delete(path('Paper Lane'))).status).toBe(400);
		expect(messages((await act('Paper Lane', 'APPROVE')).data)).toEqual([
			'status: The reimbursement is DELETED',
		]);
	});

	it('are filtered and sorted', async () => {
		const list = async (params: object) =>
			(await bench.spend.get('/reimbursements', { params: { max: 100, ...params } })).data.results;
		const merchants = async (filters: string) =>
			(await list({ filters })).map(({ merchantName }: { merchantName: string }) => merchantName);
		expect(await merchants('type:eq:MILEAGE')).toEqual(['Mileage']);
		expect(await merchants(`userIds:eq:${seeded.user('Fay').uuid}`)).toEqual([
			...['Paper Lane', 'Corner Table'],
		]);
		const two = [seeded.reimbursement('Frame Shop').id, seeded.reimbursement('Banner Works').uuid];
		expect(await merchants(`reimbursementIds:in:"${two.join()}"`)).toHaveLength(2);
		expect(await merchants(`budgetIds:eq:${seeded.budget('Trade show').id}`)).toEqual([
			'Banner Works',
		]);
		expect(await merchants(`customFieldValueIds:eq:${seeded.value('Meals').uuid}`)).toHaveLength(3);
		expect(await merchants('submittedTime:gte:"2026-02-25T00:00:00.000Z"')).toEqual([
			...['City Cabs', 'Paper Lane'],
		]);
		const amounts = (await list({ sort: 'amount:desc' })).map(
			({ amount }: { amount: number }) => amount,
		);
		expect(amounts.slice(0, 2)).toEqual([1250, 640]);
		const paid = (await list({ sort: 'batchId:desc' })).slice(0, 2);
		expect(paid.map(({ batchAmount }: { batchAmount: number }) => batchAmount)).toEqual([85, 85]);
	});

	it('of the seed have all kinds of statuses', () => {
		const statuses = bench.localBill.records('spendReimbursements').map(({ status }) => status);
		expect(statuses).toEqual([
			...['CREATED', 'AWAITING_APPROVAL', 'AWAITING_APPROVAL', 'AWAITING_APPROVAL'],
			...['AWAITING_TIER2_APPROVAL', 'APPROVED', 'READY_TO_PAY', 'PAYMENT_PENDING', 'PAID', 'PAID'],
			...['PAYMENT_FAILED', 'DENIED', 'DELETED', 'AWAITING_APPROVAL'],
		]);
	});
});

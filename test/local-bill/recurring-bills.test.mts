import { expect, it } from '@jest/globals';
import { localBench, messages, seededBank, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

const path = '/v3/recurringbills';
const body = (changes: object = {}) => ({
	vendorId: bench.localBill.records('vendors')[0].id,
	schedule: { period: 'MONTHLY', frequency: 1, nextDueDate: '2026-04-01', daysInAdvance: 5 },
	recurringBillLineItems: [{ amount: 10 }, { amount: 20, description: 'Two' }],
	...changes,
});

it('makes, reads, changes and replaces', async () => {
	const { status, data } = await bench.api.post(path, body());
	expect([status, data.archived]).toEqual([201, false]);
	expect((await bench.api.get(`${path}/${data.id}`)).data).toEqual(data);
	const [one, two] = data.recurringBillLineItems;
	const patched = await bench.api.patch(`${path}/${data.id}`, {
		schedule: { endDate: '2026-12-01' },
		recurringBillLineItems: [{ id: two.id, amount: 25 }],
	});
	expect(patched.data).toMatchObject({
		schedule: { period: 'MONTHLY', endDate: '2026-12-01' },
		recurringBillLineItems: [one, { ...two, amount: 25 }],
	});
	const put = await bench.api.put(
		`${path}/${data.id}`,
		body({ recurringBillLineItems: [{ id: two.id, amount: 1 }, { amount: 2 }] }),
	);
	expect(put.data.schedule).not.toHaveProperty('endDate');
	expect(put.data.recurringBillLineItems).toEqual([
		{ id: two.id, amount: 1 },
		{ id: expect.any(String), amount: 2 },
	]);
});

it.each(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])('takes the period %s', async (period) => {
	const schedule = { period, frequency: 1, nextDueDate: '2026-04-01' };
	expect((await bench.api.post(path, body({ schedule }))).data).toMatchObject({ schedule });
});

it('archives, restores and lists', async () => {
	const list = async (filters: string) =>
		(await bench.api.get(path, { params: { filters } })).data.results;
	const [first] = await list('archived:eq:false');
	expect((await bench.api.post(`${path}/${first.id}/archive`)).data.archived).toBe(true);
	expect(await list('archived:eq:true')).toHaveLength(2);
	expect((await bench.api.post(`${path}/${first.id}/restore`)).data.archived).toBe(false);
	expect(await list(`vendorId:in:"${first.vendorId}"`)).toHaveLength(1);
	const byTime = { params: { filters: 'updatedTime:gte:2026-01-01' } };
	expect((await bench.api.get(path, byTime)).status).toBe(400);
});

it('needs a trusted session only where it turns automatic payment on', async () => {
	const paymentInformation = { bankAccountId: seededBank(bench, 'Operating').id };
	const paid = body({ processingOptions: { autoPayment: true }, paymentInformation });
	expect((await bench.api.post(path, paid)).status).toBe(403);
	const { status, data } = await bench.trusted.post(path, paid);
	expect([status, data.processingOptions]).toEqual([201, { autoPayment: true }]);
	const change = (autoPayment: boolean) =>
		bench.api.patch(`${path}/${data.id}`, { processingOptions: { autoPayment } });
	expect((await change(true)).status).toBe(403);
	expect((await change(false)).status).toBe(200);
});

it.each([
	[{ vendorId: undefined }, 'vendorId: The vendorId field is required'],
	[{ recurringBillLineItems: [] }, 'recurringBillLineItems: must NOT have fewer than 1 items'],
	[
		{ schedule: { period: 'MONTHLY', frequency: 1 } },
		'schedule.nextDueDate: The schedule.nextDueDate field is required',
	],
	[
		{ schedule: { period: 'NONE', frequency: 1, nextDueDate: '2026-04-01' } },
		'schedule.period: Must be one of DAILY, WEEKLY, MONTHLY, YEARLY',
	],
	[
		{ recurringBillLineItems: [{ id: 'x', amount: 1 }] },
		'recurringBillLineItems[0].id: A new line has no id',
	],
])('refuses %j', async (changes, message) => {
	const { status, data } = await bench.api.post(path, body(changes));
	expect([status, ...messages(data)]).toEqual([400, message]);
});

import { expect, it } from '@jest/globals';
import { localBench, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

const path = '/v3/recurring-invoices';
const base = () => ({
	customerId: bench.localBill.records('customers')[0].id,
	schedule: { period: 'MONTHLY', frequency: 1, nextDueDate: '2026-04-01', endDate: '2027-03-01' },
	recurringInvoiceLineItems: [{ quantity: 1, amount: 19.99 }],
});
const create = (members: object = {}) => bench.api.post(path, { ...base(), ...members });

it('is made, changed, replaced, archived and restored', async () => {
	const { status, data } = await create({ description: 'Old', sendEmail: true });
	expect(status).toBe(201);
	expect(data).toMatchObject({ ...base(), description: 'Old', sendEmail: true, archived: false });
	const [line] = data.recurringInvoiceLineItems;
	const one = `${path}/${data.id}`;
	const patched = await bench.api.patch(one, {
		schedule: { frequency: 2 },
		recurringInvoiceLineItems: [{ id: line.id, price: 3, quantity: 2 }],
	});
	expect(patched.data.schedule).toEqual({ ...base().schedule, frequency: 2 });
	expect(patched.data.recurringInvoiceLineItems).toEqual([
		{ id: line.id, price: 3, quantity: 2, amount: 6 },
	]);
	const replaced = await bench.api.put(one, base());
	expect(replaced.data).not.toHaveProperty('description');
	expect(replaced.data.recurringInvoiceLineItems[0].id).not.toBe(line.id);
	expect((await bench.api.get(one)).data).toEqual(replaced.data);
	for (const archived of [true, true, false, false]) {
		const done = await bench.api.post(`${one}/${archived ? 'archive' : 'restore'}`);
		expect([done.status, done.data.archived]).toEqual([200, archived]);
	}
});

it.each([
	[{ schedule: { period: 'NONE', frequency: 1, nextDueDate: '2026-04-01' } }],
	[{ schedule: { frequency: 1, nextDueDate: '2026-04-01' } }],
	[
		{
			schedule: {
				period: 'DAILY',
				frequency: 1,
				nextDueDate: '2026-04-01',
				endDate: '2026-03-01',
			},
		},
	],
	[{ recurringInvoiceLineItems: [{ amount: 1 }] }],
	[{ recurringInvoiceLineItems: [{ quantity: 1 }] }],
	[{ customer: { id: '0cu' } }],
])('refuses %j', async (members) => {
	expect((await create(members)).status).toBe(400);
});

it('has the classifications that it was made with', async () => {
	const [{ id: departmentId }] = bench.localBill.records('departments');
	const classifications = { departmentId };
	const { data } = await create({ classifications });
	const one = `${path}/${data.id}`;
	expect((await bench.api.patch(one, { classifications })).status).toBe(400);
	expect((await bench.api.put(one, { ...base(), classifications })).status).toBe(400);
	expect((await bench.api.put(one, base())).data).toMatchObject({ classifications });
});

it('lists templates by customer', async () => {
	const { customerId } = base();
	const params = { filters: `customerId:eq:${customerId},archived:eq:false` };
	const { results } = (await bench.api.get(path, { params })).data;
	expect(results).toMatchObject([{ customerId, schedule: { period: 'WEEKLY' } }]);
});

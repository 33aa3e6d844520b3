import { examples, putCredential, putExamples } from '../../playground/content.mts';
import { outputOf, withExamples } from '../support/examples.mts';
import { callerOf } from '../support/bill.mts';
import { dayFromNow } from '../support/form.mts';
import { makeBill, makeVendor } from '../support/records.mts';
import { executionIds, publish, triggeredTimes, unpublish } from '../support/trigger.mts';

const { n8n, bill, run, workflow } = withExamples();

test('set up a second time, the examples are there once', async () => {
	await putExamples(n8n.client, [await putCredential(n8n.client, bill)]);
	const names = (await n8n.client.workflows()).map(({ name }) => name);
	for (const { name } of await examples()) {
		expect(names.filter((each) => each === name)).toHaveLength(1);
	}
});

test('"Create a vendor and a bill with its PDF" does so, and a second run finds the vendor', async () => {
	for (const round of [1, 2]) {
		await run('Create a vendor and a bill with its PDF');
		expect(
			bill.records('bills').filter(({ description }) => description === 'Office supplies'),
		).toHaveLength(round);
	}
	const vendors = bill
		.records('vendors')
		.filter(({ name }) => name === 'Northwind Office Supplies');
	expect(vendors).toHaveLength(1);
	const uploads = bill.requests.filter(
		({ method, path }) => method === 'POST' && /\/documents\//.test(path),
	);
	expect(uploads).toHaveLength(2);
	for (const { status } of uploads) expect(status).toBeLessThan(300);
});

test('"Pay the bills that are due this week" pays what is due and approved up to its limit, and nothing twice', async () => {
	const LIMIT = 5000;
	const payments = () =>
		bill.requests.filter(
			({ method, path }) => method === 'POST' && path === '/connect/v3/payments',
		);
	const caller = { ...callerOf(bill.url, bill.credentials), unique: (text: string) => text };
	const vendor = await makeVendor(caller);
	// Due yesterday, so both are due on any day of the week, and one run cannot pay both.
	for (let count = 0; count < 2; count++) {
		await makeBill(caller, vendor, {
			...{ amount: LIMIT / 2 + 1, dueDate: dayFromNow(-1) },
			invoice: { invoiceNumber: `HALF-${count}`, invoiceDate: dayFromNow(-9) },
		});
	}

	let left: unknown[] | undefined;
	for (let runs = 0; left === undefined || left.length; runs++) {
		const before = payments().length;
		const execution = await run('Pay the bills that are due this week');
		const paid = outputOf(execution, 'Pay the bill');
		if (left) {
			// What was left is first in the next run. Because of the limit, some of it may be left once more.
			const ids: unknown[] = paid.map(({ billId }) => billId);
			expect(left).toEqual(expect.arrayContaining(ids));
		}
		expect(paid.length).toBeGreaterThan(0);
		expect(paid.filter(({ error }) => error)).toEqual([]);
		expect(payments()).toHaveLength(before + paid.length);
		expect(paid.reduce((sum, { amount }) => sum + Number(amount), 0)).toBeLessThanOrEqual(LIMIT);
		left = outputOf(execution, 'Left for the next run').map(({ id }) => id);
		if (runs === 0) expect(left.length).toBeGreaterThan(0);
	}

	const last = await run('Pay the bills that are due this week');
	expect(last.data.resultData.runData['Pay the bill']).toBeUndefined();
	const paidBills = payments().map(({ body }) => (body as { billId: string }).billId);
	expect(new Set(paidBills).size).toBe(paidBills.length);
}, 120_000);

test('"Act once on each payment status" starts when a payment changes, and drops what it has acted on', async () => {
	const example = await workflow('Act once on each payment status');
	const { id } = example;
	await publish(n8n.client, bill, example);
	const nodesOf = async (executionId: string) =>
		Object.keys((await n8n.client.finished(executionId)).data.resultData.runData);
	try {
		for (const [time, status, last] of [
			[1, 'DELIVERED', 'Note the new status'],
			// Another event with the same status.
			[2, 'DELIVERED', 'Drop what was acted on'],
			[3, 'DISBURSEMENT_FAILED_ACTION_NEEDED', 'Alert somebody'],
		] as const) {
			bill.sendEvent('payment.updated', { id: 'stp01', status });
			await triggeredTimes(n8n.client, id, time, 'When a payment changes');
			const [latest] = await executionIds(n8n.client, id);
			expect((await nodesOf(latest)).at(-1)).toBe(last);
		}
	} finally {
		await unpublish(n8n.client, bill, example);
	}
}, 120_000);

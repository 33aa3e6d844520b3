import type { LocalBill } from '../../local-bill/server.mts';
import { BillSpendExpenseApi } from '../../credentials/BillSpendExpenseApi.credentials.ts';
import { forgetPaces } from '../../nodes/core/wire/pace.ts';
import { type Bill, type Data, openLocalBill } from '../support/bill.mts';
import { directPoll } from '../support/direct-poll.mts';
import type { Item } from '../support/direct-node.mts';
import { seeded, spendCall, spendCredential } from '../support/spend.mts';

/*
 * Bill Poll Trigger with transactions and reimbursements of Spend & Expense. Their records do not show when they were
 * created, and their lists cannot be sorted by the last change.
 */

let bill: Bill & { localBill: LocalBill };
let workflow = 0;
const HOUR = 3_600_000;

beforeAll(async () => {
	bill = await openLocalBill();
});
beforeEach(() => {
	bill.localBill.reset();
	bill.localBill.setLimits({ spendPerMinute: 100_000 });
	forgetPaces();
});
afterAll(async () => await bill.localBill.close());

/** A trigger in a separate workflow. Each poll behaves as if it ran in a new minute. */
function triggerOn(polledResource: string, triggerOn: string, more: Data = {}) {
	const credential = new BillSpendExpenseApi();
	const parameters = { polledResource, triggerOn, simplify: false, ...more };
	const trigger = directPoll(spendCredential(bill), parameters, `spend ${++workflow}`, credential);
	return {
		activate: async () => await trigger.activate(),
		poll: async () => {
			forgetPaces();
			return await trigger.poll();
		},
		restart: async () => await trigger.restart(),
		fetchTestEvent: async () => await trigger.fetchTestEvent(),
	};
}

const of = (items: Item[], member: string) => items.map(({ json }) => json[member]);
const sent = () =>
	bill.localBill.requests.map(({ path, query }) => ({ path, filters: String(query.filters) }));

describe('transactions', () => {
	test('that are created are given once, and none that is only changed', async () => {
		const trigger = triggerOn('transaction', 'created');
		expect(await trigger.activate()).toEqual([]);
		const [made] = bill.localBill.useCard({ amount: 31.4, merchantName: 'New Shop' });
		const old = seeded(bill, 'spendTransactions', ({ amount }) => amount === 900);
		const marketing = seeded(bill, 'spendBudgets', ({ name }) => name === 'Marketing');
		await spendCall(bill, 'PUT', `/transactions/${old.uuid}`, { budgetId: marketing.uuid });
		expect(of(await trigger.poll(), 'uuid')).toEqual([made.uuid]);
		await spendCall(bill, 'PUT', `/transactions/${made.uuid}`, { budgetId: marketing.uuid });
		expect(await trigger.poll()).toEqual([]);
	});

	test('that clear come in a row of their own', async () => {
		const [pending] = bill.localBill.useCard({ amount: 12, merchantName: 'New Shop' });
		const trigger = triggerOn('transaction', 'created');
		await trigger.activate();
		const cleared = bill.localBill.clearTransaction(pending.id);
		expect(of(await trigger.poll(), 'uuid')).toEqual([cleared.uuid]);
	});

	test('that are changed are given with each change', async () => {
		const trigger = triggerOn('transaction', 'updated');
		await trigger.activate();
		const old = seeded(bill, 'spendTransactions', ({ amount }) => amount === 900);
		for (const name of ['Marketing', 'Travel']) {
			const { uuid } = seeded(bill, 'spendBudgets', (budget) => budget.name === name);
			await spendCall(bill, 'PUT', `/transactions/${old.uuid}`, { budgetId: uuid });
			const items = await trigger.poll();
			expect(of(items, 'uuid')).toEqual([old.uuid]);
			expect(of(items, 'budgetName')).toEqual([name]);
		}
		expect(await trigger.poll()).toEqual([]);
	});

	test('are asked for from the last change on, in pages of fifty', async () => {
		const trigger = triggerOn('transaction', 'updated');
		await trigger.activate();
		bill.localBill.useCard({ amount: 5, merchantName: 'Bakery' }, 3);
		expect(await trigger.poll()).toHaveLength(3);
		bill.localBill.clearRequests();
		await trigger.poll();
		expect(sent()).toHaveLength(1);
		const [, since] = /^updatedTime:gte:"(.*)"$/.exec(sent()[0].filters) ?? [];
		expect(Date.now() - Date.parse(since)).toBeLessThan(HOUR);
		expect(bill.localBill.requests[0].query).toMatchObject({ max: '50' });
		expect(bill.localBill.requests[0].query).not.toHaveProperty('sort');
	});

	test('are filtered, also by what BILL cannot filter by', async () => {
		const trigger = triggerOn('transaction', 'created', {
			filters: { transactionType: [{ operator: 'ne', value: 'DECLINE' }] },
		});
		await trigger.activate();
		const [declined] = bill.localBill.useCard({ amount: 900_000, merchantName: 'Too Much' });
		expect(declined.transactionType).toBe('DECLINE');
		expect(await trigger.poll()).toEqual([]);
		const [made] = bill.localBill.useCard({ amount: 8, merchantName: 'Bakery' });
		expect(of(await trigger.poll(), 'uuid')).toEqual([made.uuid]);
	});

	test('show one of them in the editor', async () => {
		const [item] = await triggerOn('transaction', 'created').fetchTestEvent();
		expect(item.json).toMatchObject({ uuid: expect.stringMatching(/^txr_/) });
	});
});

describe('reimbursements', () => {
	const approve = async (uuid: string) =>
		await spendCall(bill, 'POST', `/reimbursements/${uuid}/action`, { action: 'APPROVE' });
	const waiting = () => seeded(bill, 'spendReimbursements', ({ note }) => note === 'Box cutters');

	/** Submits a reimbursement. */
	async function handIn(): Promise<string> {
		const { url } = await spendCall(bill, 'POST', '/reimbursements/image-upload-url');
		await fetch(String(url), {
			method: 'PUT',
			body: 'a picture',
			headers: { 'content-type': 'image/png' },
		});
		const { uuid } = await spendCall(bill, 'POST', '/reimbursements', {
			userId: seeded(bill, 'spendUsers').uuid,
			budgetId: seeded(bill, 'spendBudgets', ({ name }) => name === 'Meals').uuid,
			...{ amount: 9.5, note: 'Tea', merchantName: 'Tea House', occurredDate: '2026-11-20' },
			receipts: [{ url }],
		});
		return String(uuid);
	}

	test('that are handed in are given once, and none that is only decided on', async () => {
		const trigger = triggerOn('reimbursement', 'created');
		expect(await trigger.activate()).toEqual([]);
		await approve(waiting().uuid);
		expect(await trigger.poll()).toEqual([]);
		const uuid = await handIn();
		expect(of(await trigger.poll(), 'uuid')).toEqual([uuid]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('that are decided on or changed are given with each change, and not for a new link', async () => {
		const trigger = triggerOn('reimbursement', 'updated');
		await trigger.activate();
		const { uuid } = waiting();
		await spendCall(bill, 'PATCH', `/reimbursements/${uuid}`, { note: 'Two box cutters' });
		expect(of(await trigger.poll(), 'note')).toEqual(['Two box cutters']);
		// Each response signs the links to its receipts again.
		bill.localBill.advanceClock(HOUR);
		expect(await trigger.poll()).toEqual([]);
		await approve(uuid);
		expect(of(await trigger.poll(), 'status')).toEqual(['APPROVED']);
		expect(await trigger.restart()).toEqual([]);
	});

	test('are filtered by their status, after reading', async () => {
		const trigger = triggerOn('reimbursement', 'updated', {
			filters: { status: [{ operator: 'eq', value: 'APPROVED' }] },
		});
		await trigger.activate();
		const { uuid } = waiting();
		await spendCall(bill, 'PATCH', `/reimbursements/${uuid}`, { note: 'Changed' });
		expect(await trigger.poll()).toEqual([]);
		await approve(uuid);
		expect(of(await trigger.poll(), 'status')).toEqual(['APPROVED']);
	});
});

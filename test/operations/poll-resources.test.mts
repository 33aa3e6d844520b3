import { sources } from '../../nodes/BillPollTrigger/sources.ts';
import type { Data, Rec } from '../support/bill.mts';
import { localCredential } from '../support/bill.mts';
import { directPoll } from '../support/direct-poll.mts';
import { byId, dayFromNow } from '../support/form.mts';
import { failureOf, local } from '../support/local.mts';
import {
	makeBill,
	makeCredit,
	makeCustomer,
	makeCustomerAndInvoice,
	makeVendor,
} from '../support/records.mts';
import { BillSpendExpenseApi } from '../../credentials/BillSpendExpenseApi.credentials.ts';
import { SPEND_EXPENSE } from '../../nodes/apis/spend-expense.ts';
import { spendCredential } from '../support/spend.mts';
import { makeMemo } from './cases/receivables.mts';

/* Every resource of Bill Poll Trigger, and the special features of some. */

const at = local();
let count = 0;
const trigger = (polledResource: string, parameters: Data = {}) =>
	directPoll(
		localCredential(at.localBill),
		{ polledResource, ...parameters },
		`resources ${++count}`,
	);
/** The same for a resource of Spend & Expense. */
const spendTrigger = (polledResource: string, parameters: Data) =>
	directPoll(
		spendCredential(at.bill),
		{ polledResource, ...parameters },
		`resources ${++count}`,
		new BillSpendExpenseApi(),
	);
const idsOf = (items: Array<{ json: Data }>, member = 'id') =>
	items.map(({ json }) => json[member]);

describe.each(sources.map((source) => [source.name, source] as const))('%s', (_, source) => {
	const moments = source.timed ? (['created', 'updated'] as const) : (['new'] as const);

	test.each(moments)('BILL takes the requests: %s', async (triggerOn) => {
		const make = source.api === SPEND_EXPENSE ? spendTrigger : trigger;
		const poller = make(source.value, source.timed ? { triggerOn } : {});
		expect(await poller.activate()).toEqual([]);
		expect(await poller.poll()).toEqual([]);
		await poller.fetchTestEvent();
		expect(at.log().map(({ status }) => status)).toEqual(at.log().map(() => 200));
	});
});

describe('records that BILL sends no events about', () => {
	const memo = async () => await makeMemo(at.bill, await makeCustomer(at.bill));
	const credit = async () => await makeCredit(at.bill, await makeVendor(at.bill));
	const received = async () => {
		const { invoice } = await makeCustomerAndInvoice(at.bill);
		return await at.bill.call('POST', '/v3/invoices/record-payment', {
			paymentDate: dayFromNow(-1),
			paymentType: 'CHECK',
			amount: 40,
			invoices: [{ id: invoice.id, amount: 40 }],
		});
	};

	test.each<[string, () => Promise<Rec>]>([
		['creditMemo', memo],
		['vendorCredit', credit],
		['receivedPayment', received],
	])('%s: a new one comes', async (resource, make) => {
		const poller = trigger(resource);
		await poller.activate();
		const { id } = await make();
		expect(idsOf(await poller.poll())).toEqual([id]);
		expect(await poller.poll()).toEqual([]);
	});
});

describe('recurring bills, which BILL does not filter by time', () => {
	const path = '/v3/recurringbills';
	const make = async () => {
		const vendor = await makeVendor(at.bill);
		return await at.bill.call('POST', path, {
			vendorId: vendor.id,
			schedule: { period: 'MONTHLY', frequency: 1, nextDueDate: dayFromNow(30) },
			recurringBillLineItems: [{ amount: 60 }],
		});
	};

	test('new and changed ones come, and no history', async () => {
		const old = await make();
		at.localBill.advanceClock(3_600_000);
		const poller = trigger('recurringBill', { triggerOn: 'updated' });
		expect(await poller.activate()).toEqual([]);
		const made = await make();
		await at.bill.call('PATCH', `${path}/${old.id}`, { description: 'Rent' });
		expect(idsOf(await poller.poll())).toEqual([made.id, old.id]);
		expect(await poller.poll()).toEqual([]);
		await at.bill.call('POST', `${path}/${old.id}/archive`);
		expect(idsOf(await poller.poll())).toEqual([old.id]);
	});

	test('are one request each poll, without filter and order', async () => {
		const poller = trigger('recurringBill');
		await poller.activate();
		await poller.poll();
		expect(at.log().map(({ query }) => query)).toEqual([{ max: '100' }, { max: '100' }]);
	});

	test('more than a page of them', async () => {
		const list = Array.from({ length: 150 }, (_, i) => ({
			id: `rb${i}`,
			updatedTime: `2026-11-0${(i % 9) + 1}T00:00:00.000+00:00`,
		}));
		const answer = (records: object[]) => {
			for (const [results, nextPage] of [
				[records.slice(0, 100), 'p2'],
				[records.slice(100), undefined],
			] as const) {
				at.localBill.addFault({
					match: { method: 'GET', path: `/connect${path}` },
					then: { status: 200, body: { results, nextPage } },
				});
			}
		};
		const poller = trigger('recurringBill', { triggerOn: 'updated' });
		answer(list);
		answer(list);
		expect(await poller.activate()).toEqual([]);
		list[120].updatedTime = '2026-11-20T00:00:00Z';
		answer(list);
		answer(list);
		expect(idsOf(await poller.poll())).toEqual(['rb120']);
	});
});

describe('a list that does not heed the filter for the time', () => {
	test('starts nothing with its history', async () => {
		const stamp = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000+00:00`;
		const records = Array.from({ length: 20 }, (_, i) => ({
			id: `0cu${i}`,
			updatedTime: stamp(i + 1),
		}));
		const answer = (list: object[]) =>
			at.localBill.addFault({
				match: { method: 'GET', path: '/connect/v3/customers' },
				then: { status: 200, body: { results: list } },
			});
		const poller = trigger('customer', { triggerOn: 'updated', simplify: false });
		answer([records[19]]);
		answer(records);
		expect(await poller.activate()).toEqual([]);
		answer([...records, { id: '0cuNew', updatedTime: stamp(21) }]);
		expect(idsOf(await poller.poll())).toEqual(['0cuNew']);
	});
});

test('a time stamp is the same moment, however BILL writes it', async () => {
	const answer = (updatedTime?: string) =>
		at.localBill.addFault({
			match: { path: '/connect/v3/recurringbills' },
			then: { status: 200, body: { results: [{ id: 'rb1', updatedTime }] } },
		});
	const poller = trigger('recurringBill', { triggerOn: 'updated' });
	answer('2026-11-20T10:00:00.500+00:00');
	await poller.activate();
	for (const same of ['2026-11-20T10:00:00.500Z', '2026-11-20T05:00:00.5-05:00']) {
		answer(same);
		expect(await poller.poll()).toEqual([]);
	}
	answer('2026-11-20T10:00:00.501Z');
	expect(idsOf(await poller.poll())).toEqual(['rb1']);
	// BILL leaves out fields that are not set.
	answer();
	expect(idsOf(await poller.poll())).toEqual(['rb1']);
	answer();
	expect(await poller.poll()).toEqual([]);
});

describe('contacts', () => {
	const makeContact = async (customer: Rec) =>
		await at.bill.call('POST', `/v3/customers/${customer.id}/contacts`, {
			firstName: 'Ines',
			email: `${at.bill.unique('ines').replace(' ', '')}@example.com`,
		});

	test('of all customers: one request for each, and one for the list of them', async () => {
		const poller = trigger('customerContact');
		await poller.activate();
		const one = await makeCustomer(at.bill);
		const two = await makeCustomer(at.bill);
		const made = [await makeContact(one), await makeContact(two)];
		at.localBill.clearRequests();
		expect(idsOf(await poller.poll())).toEqual(made.map(({ id }) => id));
		const active = at.localBill.records('customers').filter(({ archived }) => !archived);
		const each = active.map(({ id }) => `GET /v3/customers/${id}/contacts`);
		expect(at.sent().sort()).toEqual(['GET /v3/customers', ...each].sort());
		expect(await poller.poll()).toEqual([]);
		expect(await poller.poll()).toEqual([]);
	});

	test('at the first poll two requests for each customer, and one for the list', async () => {
		await trigger('customerContact').activate();
		const active = at.localBill.records('customers').filter(({ archived }) => !archived);
		expect(at.sent()).toHaveLength(2 * active.length + 1);
	});

	test('of one customer: those of others start nothing', async () => {
		const [one, two] = [await makeCustomer(at.bill), await makeCustomer(at.bill)];
		const poller = trigger('customerContact', { customerId: byId(one.id) });
		await poller.activate();
		await makeContact(two);
		const made = await makeContact(one);
		at.localBill.clearRequests();
		expect(idsOf(await poller.poll())).toEqual([made.id]);
		expect(at.sent()).toEqual([`GET /v3/customers/${one.id}/contacts`]);
	});

	test('an expression that gives no customer does not mean all customers', async () => {
		const poller = trigger('customerContact', { customerId: byId('={{ $json.customer }}') });
		poller.worked = { customerId: byId('') };
		expect((await failureOf(poller.activate())).message).toContain('Customer is required');
		expect(at.localBill.requests).toEqual([]);
	});

	test('of a customer with an invalid ID: nothing is sent', async () => {
		const error = await failureOf(
			trigger('customerContact', { customerId: byId('009X') }).activate(),
		);
		expect(error.message).toContain('Customer must be an ID that begins with 0cu');
		expect(at.localBill.requests).toEqual([]);
	});
});

describe('bills that wait for my approval', () => {
	const waiting = async () => {
		const { userId } = await at.bill.call('GET', '/v3/login/session');
		const vendor = await makeVendor(at.bill);
		await at.bill.call('POST', '/v3/bill-approvals/policies', {
			policyName: at.bill.unique('Policy'),
			rules: [{ key: 'VENDOR_ID', values: [vendor.id] }],
			approvers: [userId],
		});
		return async () => await makeBill(at.bill, vendor);
	};
	const decide = async (billId: string, action: string) =>
		await at.bill.call('POST', '/v3/bill-approvals/actions', [{ billId, action }]);
	const pending = (...billIds: string[]) =>
		at.localBill.addFault({
			match: { path: '/connect/v3/bill-approvals/pending-user-approvals' },
			then: { status: 200, body: { bills: billIds.map((billId) => ({ billId })) } },
		});

	test('a new one comes once, and a decision starts nothing', async () => {
		const make = await waiting();
		await make();
		const poller = trigger('billApproval');
		expect(await poller.activate()).toEqual([]);
		const bill = await make();
		const [item] = await poller.poll();
		expect(item.json).toMatchObject({ billId: bill.id, vendorId: bill.vendorId, amount: 100 });
		expect(await poller.poll()).toEqual([]);
		await decide(bill.id, 'APPROVE');
		expect(await poller.poll()).toEqual([]);
	});

	test('one that goes and comes back is new again', async () => {
		const poller = trigger('billApproval');
		pending('00nA', '00nB');
		await poller.activate();
		pending('00nB');
		expect(await poller.poll()).toEqual([]);
		pending('00nA', '00nB');
		expect(idsOf(await poller.poll(), 'billId')).toEqual(['00nA']);
		pending('00nB', '00nA');
		expect(await poller.poll()).toEqual([]);
	});

	test('an invalid response does not make all of them new', async () => {
		const poller = trigger('billApproval');
		pending('00nA');
		await poller.activate();
		at.localBill.addFault({
			match: { path: '/connect/v3/bill-approvals/*' },
			then: { status: 200, body: '' },
		});
		await failureOf(poller.poll());
		pending('00nA');
		expect(await poller.poll()).toEqual([]);
	});

	test('nothing waits, and BILL leaves the list out', async () => {
		const poller = trigger('billApproval');
		at.localBill.addFault({
			match: { path: '/connect/v3/bill-approvals/*' },
			times: 2,
			then: { status: 200, body: {} },
		});
		expect(await poller.activate()).toEqual([]);
		expect(await poller.poll()).toEqual([]);
		pending('00nA');
		expect(idsOf(await poller.poll(), 'billId')).toEqual(['00nA']);
	});

	test('are one request each poll', async () => {
		const poller = trigger('billApproval');
		await poller.activate();
		await poller.poll();
		expect(at.log().map(({ path, query }) => [path, query])).toEqual(
			Array(2).fill(['/connect/v3/bill-approvals/pending-user-approvals', {}]),
		);
	});
});

describe('exports', () => {
	test.each(['exportId', 'id'])('a new one comes once, told apart by %s', async (member) => {
		const answer = (...ids: string[]) =>
			at.localBill.addFault({
				match: { path: '/connect/v3/exports' },
				then: { status: 200, body: { results: ids.map((id) => ({ [member]: id })) } },
			});
		const poller = trigger('export');
		answer('exp1', 'exp2');
		expect(await poller.activate()).toEqual([]);
		answer('exp1', 'exp2', 'exp3');
		expect(idsOf(await poller.poll(), member)).toEqual(['exp3']);
		answer('exp2', 'exp3');
		expect(await poller.poll()).toEqual([]);
	});
});

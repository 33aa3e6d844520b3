import { bareSession } from '../../nodes/core/wire/kept-session.ts';
import type { Data } from '../support/bill.mts';
import { localCredential } from '../support/bill.mts';
import { directPoll } from '../support/direct-poll.mts';
import { byId } from '../support/form.mts';
import { failureOf, local } from '../support/local.mts';
import { EMAIL, makeCustomer } from '../support/records.mts';

/*
 * Bill Poll Trigger from its first poll on: what starts the workflow and what does not, also after failures, restarts
 * and changes of its form.
 */

const at = local();
let count = 0;
const trigger = (parameters: Data = {}, more: Data = {}) =>
	directPoll(
		{ ...localCredential(at.localBill), ...more },
		{ polledResource: 'customer', ...parameters },
		`workflow ${++count}`,
	);
const idsOf = (items: Array<{ json: Data }>) => items.map(({ json }) => json.id);
const change = async ({ id }: { id: string }) =>
	await at.bill.call('PATCH', `/v3/customers/${id}`, { phone: `+1 510 555 ${++count}` });
const HOUR = 3_600_000;
const customers = { path: '/connect/v3/customers' };

describe('what starts the workflow', () => {
	test('the first activation starts nothing, and neither does a poll without changes', async () => {
		const poller = trigger({ triggerOn: 'updated' });
		expect(await poller.activate()).toEqual([]);
		expect(await poller.poll()).toEqual([]);
	});

	test('Created: a new customer, but not one that has changed', async () => {
		const [old] = at.localBill.records('customers');
		const poller = trigger({ triggerOn: 'created' });
		await poller.activate();
		const made = await makeCustomer(at.bill);
		await change(old);
		expect(idsOf(await poller.poll())).toEqual([made.id]);
		await change(made);
		expect(await poller.poll()).toEqual([]);
	});

	test('Created or Updated: both, oldest first, each version once', async () => {
		const [old] = at.localBill.records('customers');
		const poller = trigger({ triggerOn: 'updated' });
		await poller.activate();
		const made = await makeCustomer(at.bill);
		await change(old);
		expect(idsOf(await poller.poll())).toEqual([made.id, old.id]);
		await change(made);
		expect(idsOf(await poller.poll())).toEqual([made.id]);
		expect(await poller.poll()).toEqual([]);
	});

	test('archiving is a change', async () => {
		const [old] = at.localBill.records('customers');
		const poller = trigger({ triggerOn: 'updated' });
		await poller.activate();
		await at.bill.call('POST', `/v3/customers/${old.id}/archive`);
		expect((await poller.poll()).map(({ json }) => json.archived)).toEqual([true]);
	});

	test('of an organization without records the first one ever', async () => {
		at.localBill.addFault({
			match: customers,
			times: 3,
			then: { status: 200, body: { results: [] } },
		});
		const poller = trigger();
		await poller.activate();
		expect(await poller.poll()).toEqual([]);
		const [oldest] = at.localBill.records('customers');
		expect(idsOf(await poller.poll())).toContain(oldest.id);
	});
});

describe('what comes out', () => {
	test.each([
		[true, ['id', 'name', 'email']],
		[false, ['id', 'name', 'billingAddress', 'createdTime']],
	])('is what Get Many gives; Simplify %p', async (simplify, members) => {
		const poller = trigger({ simplify });
		await poller.activate();
		await makeCustomer(at.bill);
		const items = await poller.poll();
		const many = await at.run('customer', 'getAll', {
			simplify,
			sort: { rules: [{ field: 'createdTime', direction: 'desc' }] },
			limit: 1,
		});
		expect(items.map(({ json }) => json)).toEqual(many.map(({ json }) => json));
		expect(Object.keys(items[0].json)).toEqual(expect.arrayContaining(members));
	});

	test('only what meets the filters', async () => {
		const poller = trigger({
			triggerOn: 'updated',
			filters: { name: [{ operator: 'sw', value: 'Quill' }] },
			options: { filterText: 'archived:eq:false' },
		});
		const [old] = at.localBill.records('customers');
		await poller.activate();
		await change(old);
		const made = await makeCustomer(at.bill);
		const archived = await makeCustomer(at.bill);
		await at.bill.call('POST', `/v3/customers/${archived.id}/archive`);
		expect(idsOf(await poller.poll())).toEqual([made.id]);
	});

	test('a filter that matches nothing yet does not bring history when it does', async () => {
		const filters = { name: [{ operator: 'sw', value: 'Quill' }] };
		const poller = trigger({ triggerOn: 'created', filters });
		const [old] = at.localBill.records('customers');
		await poller.activate();
		await at.bill.call('PATCH', `/v3/customers/${old.id}`, { name: 'Quill & Sons' });
		expect(await poller.poll()).toEqual([]);
	});
});

describe('requests', () => {
	test('the first poll is two, a poll without changes one', async () => {
		const poller = trigger({ triggerOn: 'updated' });
		await poller.activate();
		expect(at.sent()).toEqual(Array(2).fill('GET /v3/customers'));
		at.localBill.clearRequests();
		await poller.poll();
		expect(at.sent()).toEqual(['GET /v3/customers']);
		expect(at.logins()).toEqual([]);
	});

	test('asks for what is new, oldest first, and a little of what was seen', async () => {
		const poller = trigger({ triggerOn: 'updated' });
		await poller.activate();
		const made = await makeCustomer(at.bill);
		await poller.poll();
		at.localBill.clearRequests();
		await poller.poll();
		const since = new Date(Date.parse(made.updatedTime) - 300_000).toISOString();
		expect(at.log()[0].query).toEqual({
			max: '100',
			filters: `updatedTime:gte:"${since}"`,
			sort: 'updatedTime:asc',
		});
	});

	test('none while a field of the node is wrong, and the text names the field', async () => {
		const poller = trigger({ filters: { name: [{ operator: 'sw', value: '' }] } });
		const error = await failureOf(poller.activate());
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toContain('Filter Name');
		const other = await failureOf(trigger({ polledResource: 'attachment' }).activate());
		expect(other.message).toContain('Resource');
		expect(at.localBill.requests).toEqual([]);
	});
});

describe('failures', () => {
	test.each([
		['BILL is down', { status: 500, body: '<html>down</html>' }, 1],
		['the network is cut, again and again', { drop: 'before' as const }, 4],
		['an answer is no list', { status: 200, body: { message: 'maintenance' } }, 1],
	])('%s: the poll fails, and the next one finds everything', async (_, then, times) => {
		const poller = trigger({ triggerOn: 'updated' });
		await poller.activate();
		const before = JSON.stringify(poller.kept);
		const made = [await makeCustomer(at.bill), await makeCustomer(at.bill)];
		at.localBill.addFault({ match: customers, times, then });
		const error = await failureOf(poller.poll());
		expect(error.name).toBe('NodeApiError');
		expect(JSON.stringify(poller.kept)).toBe(before);
		expect(idsOf(await poller.poll())).toEqual(made.map(({ id }) => id));
		expect(await poller.poll()).toEqual([]);
	});

	test('one in the middle of many pages: none is lost, none comes twice', async () => {
		const poller = trigger({ triggerOn: 'created' });
		await poller.activate();
		at.localBill.advanceClock(HOUR);
		at.localBill.seed({ customers: 350, sameTime: false });
		let requests = 0;
		poller.meanwhile = async () => {
			if (++requests === 3) {
				at.localBill.addFault({ match: customers, then: { status: 400, code: 'BDC_1001' } });
			}
		};
		await failureOf(poller.poll());
		poller.meanwhile = undefined;
		const ids = idsOf(await poller.poll());
		expect(ids).toHaveLength(350);
		expect(new Set(ids).size).toBe(350);
	});

	test('one at activation is shown to the person', async () => {
		const poller = trigger({}, { password: 'wrong' });
		expect((await failureOf(poller.activate())).message).toContain('User Name and Password');
		expect(poller.kept).toEqual({});
	});

	test('a session that has ended while polls go on is renewed, and nothing is lost', async () => {
		const poller = trigger({ triggerOn: 'created' });
		await poller.activate();
		at.localBill.advanceClock(HOUR);
		at.localBill.seed({ customers: 250, sameTime: false });
		at.localBill.clearRequests();
		let requests = 0;
		poller.meanwhile = async () => {
			// The first request finds the session expired, the second one signs in.
			if (++requests === 3) at.localBill.expireSessions();
		};
		at.localBill.expireSessions();
		expect(await poller.poll()).toHaveLength(250);
		expect(at.logins()).toHaveLength(2);
	});
});

describe('restarts and pauses', () => {
	test('what was found before n8n stops does not come again, and what happened meanwhile comes', async () => {
		const poller = trigger({ triggerOn: 'updated' });
		await poller.activate();
		const before = await makeCustomer(at.bill);
		expect(idsOf(await poller.poll())).toEqual([before.id]);
		// n8n does not save the state of polls without records.
		await poller.poll();
		await poller.poll();
		const meanwhile = await makeCustomer(at.bill);
		expect(idsOf(await poller.restart())).toEqual([meanwhile.id]);
		expect(await poller.restart()).toEqual([]);
	});

	test('a restart right after the first activation does not start over', async () => {
		const poller = trigger();
		await poller.activate();
		const made = await makeCustomer(at.bill);
		expect(idsOf(await poller.restart())).toEqual([made.id]);
	});

	test('after a pause of days everything since comes', async () => {
		const poller = trigger({ triggerOn: 'created' });
		await poller.activate();
		const made: string[] = [];
		for (let day = 0; day < 4; day++) {
			at.localBill.advanceClock(24 * HOUR);
			made.push((await makeCustomer(at.bill)).id);
		}
		expect(idsOf(await poller.restart())).toEqual(made);
	});
});

describe('another form', () => {
	test.each<[string, Data]>([
		['another resource', { polledResource: 'vendor' }],
		['another moment', { triggerOn: 'updated' }],
		['another filter', { filters: { archived: [{ operator: 'eq', value: false }] } }],
		['more filter text', { options: { filterText: 'archived:eq:false' } }],
	])('%s starts over, without history', async (_, change) => {
		const poller = trigger({ triggerOn: 'created' });
		await poller.activate();
		await makeCustomer(at.bill);
		poller.parameters = { ...poller.parameters, ...change };
		expect(await poller.activate()).toEqual([]);
		expect(await poller.poll()).toEqual([]);
	});

	test.each<[string, Data]>([
		['Simplify', { simplify: false }],
		['the time-out', { options: { timeout: 30 } }],
	])('%s changes nothing of what comes', async (_, change) => {
		const poller = trigger({ triggerOn: 'created' });
		await poller.activate();
		const made = await makeCustomer(at.bill);
		poller.parameters = { ...poller.parameters, ...change };
		expect(idsOf(await poller.activate())).toEqual([made.id]);
	});

	test('another gateway starts over', async () => {
		const poller = trigger({ triggerOn: 'created' });
		await poller.activate();
		await makeCustomer(at.bill);
		poller.stored.gatewayUrl = at.localBill.url.replace('127.0.0.1', 'localhost');
		expect(await poller.activate()).toEqual([]);
	});

	test('an organization that cannot be read leaves the state as it was', async () => {
		const poller = trigger({ triggerOn: 'created' });
		await poller.activate();
		const { organizationId } = poller.stored;
		const made = await makeCustomer(at.bill);
		Object.assign(poller.stored, { organizationId: '00801OTHER', sessionId: '' });
		await failureOf(poller.poll());
		Object.assign(poller.stored, { organizationId });
		expect(idsOf(await poller.poll())).toEqual([made.id]);
	});

	test('a filter with another value at each poll is the same form', async () => {
		const poller = trigger();
		poller.parameters.filters = { name: [{ operator: 'sw', value: '={{ $now }}' }] };
		const states = [];
		for (const value of ['Q', 'Qu']) {
			poller.worked = { filters: { name: [{ operator: 'sw', value }] } };
			await poller.poll();
			states.push(poller.kept.of);
		}
		expect(states[0]).toBe(states[1]);
	});
});

describe('two polls at the same time', () => {
	test('the second ends at once, and no record comes twice', async () => {
		const poller = trigger();
		await poller.activate();
		const made = await makeCustomer(at.bill);
		at.localBill.clearRequests();
		at.localBill.addFault({ match: customers, then: { delay: 200 } });
		const [first, second] = await Promise.all([poller.poll(), poller.poll()]);
		expect(idsOf(first)).toEqual([made.id]);
		expect(second).toEqual([]);
		expect(at.sent()).toHaveLength(1);
	});

	test('a poll that has failed does not block the next one', async () => {
		const poller = trigger();
		await poller.activate();
		at.localBill.addFault({ match: customers, then: { status: 400, code: 'BDC_1001' } });
		await failureOf(poller.poll());
		const made = await makeCustomer(at.bill);
		expect(idsOf(await poller.poll())).toEqual([made.id]);
	});
});

describe('Fetch Test Event in the editor', () => {
	test('shows the newest record, and leaves the state of the trigger alone', async () => {
		const poller = trigger({ triggerOn: 'updated' });
		await poller.activate();
		const before = JSON.stringify(poller.kept);
		const made = await makeCustomer(at.bill);
		expect(idsOf(await poller.fetchTestEvent())).toEqual([made.id]);
		expect(idsOf(await poller.fetchTestEvent())).toEqual([made.id]);
		expect(JSON.stringify(poller.kept)).toBe(before);
		expect(idsOf(await poller.poll())).toEqual([made.id]);
	});

	test('heeds the filters, and gives nothing when nothing meets them', async () => {
		const [old] = at.localBill.records('customers');
		await makeCustomer(at.bill);
		const name = (value: string) => ({ filters: { name: [{ operator: 'eq', value }] } });
		expect(idsOf(await trigger(name(old.name)).fetchTestEvent())).toEqual([old.id]);
		expect(await trigger(name('Nobody')).fetchTestEvent()).toEqual([]);
	});

	test('is one request', async () => {
		await trigger().fetchTestEvent();
		expect(at.sent()).toHaveLength(1);
	});
});

test('what n8n keeps holds no secret and nothing of a customer', async () => {
	const poller = trigger({ triggerOn: 'updated', simplify: false });
	await poller.activate();
	const made = await makeCustomer(at.bill);
	await poller.poll();
	const kept = JSON.stringify(poller.kept);
	const { password, devKey, username, organizationId } = at.localBill.credentials;
	const session = bareSession(poller.stored.sessionId);
	for (const secret of [password, devKey, username, organizationId, session]) {
		expect(String(secret).length).toBeGreaterThan(3);
		expect(kept).not.toContain(String(secret));
	}
	for (const text of [made.id, made.name, EMAIL]) expect(kept).not.toContain(text);
});

test('a customer that is picked from the list or by ID is the same form', async () => {
	const [{ id }] = at.localBill.records('customers');
	const poller = trigger({ polledResource: 'customerContact', customerId: byId(id) });
	await poller.activate();
	const { of } = poller.kept;
	poller.parameters.customerId = { __rl: true, mode: 'list', value: id, cachedResultName: 'Pell' };
	await poller.poll();
	expect(poller.kept.of).toBe(of);
});

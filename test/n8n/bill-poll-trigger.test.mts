import { callerOf } from '../support/bill.mts';
import { eventually } from '../support/eventually.mts';
import { billIn, loginsAt, n8nWithBill } from '../support/n8n.mts';
import {
	executionIds,
	published,
	triggered,
	triggerWorkflow,
	unpublished,
} from '../support/trigger.mts';

const { n8n, bill } = n8nWithBill();
const open: string[] = [];
afterEach(async () => {
	for (const id of open.splice(0)) await unpublished(n8n.client, id);
}, 60_000);

/** A published workflow that polls, after its first poll. n8n polls when it publishes, and then every minute. */
async function polling(parameters: Record<string, unknown>, changes: object = {}) {
	const account = await billIn(n8n.client, bill, changes);
	const workflow = await triggerWorkflow(n8n.client, {
		type: 'billPollTrigger',
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, ...parameters },
		credentials: account.credentials,
	});
	open.push(workflow.id);
	const publication = await published(n8n.client, workflow);
	/** Polls without waiting for the next minute. The state is read from n8n's database. */
	const poll = async () => {
		await unpublished(n8n.client, workflow.id);
		return await published(n8n.client, workflow);
	};
	return { account, workflow, publication, poll };
}

/** Calls BILL's API the way another program would. */
const caller = () => callerOf(bill.url, bill.credentials).call;

const polls = (path = '/connect/v3/customers') =>
	bill.requests.filter((request) => request.method === 'GET' && request.path === path).length;

/** The items of all executions, once there are enough. n8n creates an execution shortly after the poll. */
const itemsOf = async (workflowId: string, wanted: number) =>
	await eventually(
		async () => {
			const items = (await triggered(n8n.client, workflowId)).flat();
			return items.length >= wanted && items;
		},
		`${wanted} items`,
		120_000,
	);

test('the first polls replay nothing; what is made after them starts the workflow, once', async () => {
	const { workflow, publication, poll } = await polling({
		polledResource: 'customer',
		triggerOn: 'created',
	});
	expect(publication.status).toBe('published');
	expect(polls()).toBeGreaterThan(0);
	await poll();
	expect(await executionIds(n8n.client, workflow.id)).toEqual([]);

	const call = caller();
	const body = { name: 'New Here Ltd', email: 'billing@example.com' };
	const { id } = await call('POST', '/v3/customers', body);
	for (const _ of [1, 2, 3]) await poll();
	expect((await itemsOf(workflow.id, 1)).map(({ json }) => [json.id, json.name])).toEqual([
		[id, 'New Here Ltd'],
	]);
	expect(loginsAt(bill)).toBe(2); // One of them is by this test itself.
}, 120_000);

test("n8n's own poll of the next minute finds a change", async () => {
	const { workflow } = await polling({ polledResource: 'customer', triggerOn: 'updated' });
	const call = caller();
	const [customer] = bill.records('customers');
	await call('PATCH', `/v3/customers/${customer.id}`, { phone: '555-0102' });
	await eventually(
		async () => (await executionIds(n8n.client, workflow.id)).length > 0,
		'an execution',
		90_000,
	);
	expect((await itemsOf(workflow.id, 1)).map(({ json }) => json.id)).toEqual([customer.id]);
}, 150_000);

test('5,000 changes while polling: none is lost, none comes twice', async () => {
	bill.setLimits({ concurrent: 50, perHour: 1_000_000 });
	bill.seed({ customers: 5_000 });
	const { workflow, poll } = await polling({ polledResource: 'customer', triggerOn: 'updated' });
	expect(await executionIds(n8n.client, workflow.id)).toEqual([]);

	const call = caller();
	const customers = bill.records('customers').slice(-5_000);
	const change = async (some: typeof customers) => {
		for (const { id } of some) await call('PATCH', `/v3/customers/${id}`, { phone: '555-0199' });
	};
	for (let at = 0; at < customers.length; at += 500) {
		await Promise.all([change(customers.slice(at, at + 500)), poll()]);
	}
	await poll();

	const found = (await itemsOf(workflow.id, 5_000)).map(({ json }) => String(json.id));
	expect((await executionIds(n8n.client, workflow.id)).length).toBeGreaterThan(5);
	expect(found).toHaveLength(5_000);
	expect(new Set(found)).toEqual(new Set(customers.map(({ id }) => id)));
}, 400_000);

test('what changes while the workflow is not published comes when it is published again', async () => {
	const { workflow } = await polling({ polledResource: 'customer', triggerOn: 'updated' });
	const call = caller();
	const [customer] = bill.records('customers');
	await unpublished(n8n.client, workflow.id);
	await call('PATCH', `/v3/customers/${customer.id}`, { phone: '555-0100' });
	await published(n8n.client, workflow);
	expect((await itemsOf(workflow.id, 1)).map(({ json }) => json.id)).toEqual([customer.id]);
}, 120_000);

test('a poll that fails loses nothing', async () => {
	const { workflow, poll } = await polling({ polledResource: 'customer', triggerOn: 'updated' });
	const call = caller();
	const [customer] = bill.records('customers');
	await call('PATCH', `/v3/customers/${customer.id}`, { phone: '555-0101' });
	bill.addFault({
		match: { method: 'GET', path: '/connect/v3/customers' },
		times: 1_000,
		then: { status: 400, code: 'BDC_1002' },
	});
	expect((await poll()).status).toBe('failed');
	bill.clearFaults();
	await poll();
	expect((await itemsOf(workflow.id, 1)).map(({ json }) => json.id)).toEqual([customer.id]);
}, 120_000);

test('a wrong password is reported when the workflow is published, with one login', async () => {
	const { publication } = await polling(
		{ polledResource: 'customer', triggerOn: 'created' },
		{ password: 'not the password' },
	);
	expect(publication.status).toBe('failed');
	expect(publication.triggers[0].errorMessage).toMatch(/does not accept User Name and Password/);
	expect(loginsAt(bill)).toBe(1);
}, 120_000);

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { putCredential } from '../../playground/content.mts';
import { type N8nServer, startN8n } from '../../tools/n8n/server.mts';
import { startLocalBill, type LocalBill } from '../../local-bill/server.mts';
import { callerOf } from '../support/bill.mts';
import { eventually } from '../support/eventually.mts';
import { published, triggered, triggerWorkflow, unpublished } from '../support/trigger.mts';

/* After a restart, a poll continues where it was when n8n ended. */

let userFolder: string;
let n8n: N8nServer;
let bill: LocalBill;

beforeAll(async () => {
	userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-poll-'));
	bill = await startLocalBill();
	n8n = await startN8n({ userFolder });
}, 320_000);
afterAll(async () => {
	await n8n?.stop();
	await bill?.close();
	await rm(userFolder, { recursive: true, force: true });
}, 60_000);

test('what changed while n8n was not running comes once; what came before does not come again', async () => {
	const { id, name } = await putCredential(n8n.client, bill);
	const workflow = await triggerWorkflow(n8n.client, {
		type: 'billPollTrigger',
		parameters: {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			polledResource: 'customer',
			triggerOn: 'created',
		},
		credentials: { billApi: { id, name } },
	});
	const { call } = callerOf(bill.url, bill.credentials);
	const made = async (customer: string) => {
		const record = await call('POST', '/v3/customers', {
			name: customer,
			email: 'billing@example.com',
		});
		return String(record.id);
	};
	// An execution without items is a poll that failed; the next one continues from the same point.
	const started = async (count: number) =>
		await eventually(
			async () => {
				const items = (await triggered(n8n.client, workflow.id)).flat();
				return items.length >= count && items.map(({ json }) => json.id);
			},
			`${count} records`,
			150_000,
		);
	// The first poll only finds the end of the list. n8n polls when it publishes, and then every minute.
	await published(n8n.client, workflow);
	const before = await made('Before');
	await unpublished(n8n.client, workflow.id);
	await published(n8n.client, workflow);
	expect(await started(1)).toEqual([before]);

	await n8n.stop();
	const meanwhile = await made('Meanwhile');
	n8n = await startN8n({ userFolder });
	expect(await started(2)).toEqual([before, meanwhile]);
}, 600_000);

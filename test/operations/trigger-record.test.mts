import { randomUUID } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { BillTrigger } from '../../nodes/BillTrigger/BillTrigger.node.ts';
import type { Fault } from '../../local-bill/server.mts';
import { failureOf, local } from '../support/local.mts';
import { localCredential } from '../support/bill.mts';
import { billContext } from '../support/direct-node.mts';

/* If BILL does not return the record of an event, the event continues with its own data and says why. */

const at = local();
const vendor = () => at.localBill.records('vendors')[0];

interface Given {
	credential?: object;
	settings?: object;
	parameters?: Record<string, unknown>;
	entity?: object;
	cancelled?: boolean;
}

/** The trigger's output for an event that has started an execution. */
async function given({ credential, settings, parameters, entity, cancelled }: Given = {}) {
	const own = () => ({ name: 'Trigger', type: 'trigger', ...settings });
	const { base } = billContext({ ...localCredential(at.localBill), ...credential }, own);
	const shared = base('UTC');
	const aborted = new AbortController();
	if (cancelled) aborted.abort();
	const values: Record<string, unknown> = {
		...{ api: 'apAr', events: ['vendor.updated'], fetchRecord: true, simplify: true },
		...parameters,
	};
	const item: INodeExecutionData = {
		json: {
			metadata: { eventId: randomUUID(), eventType: 'vendor.updated' },
			vendor: { id: vendor().id, name: 'Told', email: 'told@example.com', ...entity },
		},
	};
	const context = {
		...shared,
		getInputData: () => [item],
		getMode: () => 'webhook',
		getWorkflow: () => ({ id: 'workflow' }),
		getExecutionId: () => randomUUID(),
		getInstanceId: () => 'instance',
		getExecutionCancelSignal: () => aborted.signal,
		continueOnFail: () => false,
		logger: { warn: () => undefined, info: () => undefined, debug: () => undefined },
		getNodeParameter: (name: string, _item: number, fallback: unknown) => values[name] ?? fallback,
		helpers: {
			...shared.helpers,
			checkProcessedAndRecord: async (ids: string[]) => ({ new: ids, processed: [] }),
		},
	};
	const [items] = await new BillTrigger().execute.call(context as never);
	return items.map(({ json }) => json);
}

const hourly = [{ code: 'BDC_1144', message: 'Too many requests in this hour' }];
const noRight = [{ code: 'BDC_1145', message: 'No permission' }];
const every = (then: Fault['then']): Fault => ({
	match: { method: 'GET', path: `/connect/v3/vendors/${vendor().id}` },
	...{ times: 20, then },
});

test("the record replaces the event's data, and nothing is missing", async () => {
	const { id, name } = vendor();
	const [json] = await given();
	expect(json).toMatchObject({ eventType: 'vendor.updated', id, name });
	expect(json).not.toHaveProperty('recordMissing');
});

test('a record that BILL does not know is missing, and the event is there', async () => {
	const id = '00901NOBODYHASTHISIDX';
	expect(await given({ entity: { id } })).toEqual([
		expect.objectContaining({
			...{ eventType: 'vendor.updated', id, name: 'Told' },
			recordMissing: 'BILL does not know the record',
		}),
	]);
	const [whole] = await given({ entity: { id }, parameters: { simplify: false } });
	expect(whole).toMatchObject({
		vendor: { id, name: 'Told', email: 'told@example.com' },
		recordMissing: 'BILL does not know the record',
	});
});

test.each<[string, Fault['then'], RegExp]>([
	['a right that the user does not have', { status: 403, body: noRight }, /No permission/],
	['an answer without a record', { status: 200, body: {} }, /BILL does not know the record/],
	['a body that is no data', { status: 400, body: '<html>no</html>' }, /BILL|400/],
])('%s holds no event back', async (_, then, why) => {
	at.localBill.addFault(every(then));
	const [json] = await given();
	expect(json).toMatchObject({ id: vendor().id, name: 'Told', recordMissing: expect.any(String) });
	expect(json.recordMissing).toMatch(why);
	expect(Object.keys(json).length).toBeLessThanOrEqual(10);
});

test('a refused sign-in holds no event back', async () => {
	const [json] = await given({ credential: { password: 'not the password' } });
	expect(json).toMatchObject({ name: 'Told', recordMissing: expect.stringMatching(/sign/i) });
	expect(JSON.stringify(json)).not.toContain('not the password');
});

test('a condition that only the record can meet holds nothing back while there is no record', async () => {
	const conditions = {
		condition: [{ field: 'shortName', operator: 'is', value: 'nobody is called so' }],
	};
	const parameters = { options: { conditions } };
	expect(await given({ parameters })).toEqual([]);
	at.localBill.addFault(every({ status: 403, body: noRight }));
	expect(await given({ parameters })).toMatchObject([{ name: 'Told' }]);
});

test('with Retry On Fail the execution fails, so that n8n tries again', async () => {
	at.localBill.addFault(every({ status: 403, body: noRight }));
	const error = await failureOf(given({ settings: { retryOnFail: true } }));
	expect(error.message).toMatch(/No permission/);
});

// Must be the last test: unattended executions send nothing more until the next hour.
test('the limit of the hour holds no event back', async () => {
	at.localBill.addFault(every({ status: 429, body: hourly }));
	const [first] = await given();
	expect(first).toMatchObject({ name: 'Told', recordMissing: expect.stringMatching(/hour/) });
	at.localBill.clearFaults();
	at.localBill.clearRequests();
	expect(await given()).toMatchObject([{ name: 'Told', recordMissing: first.recordMissing }]);
	expect(at.sent()).toEqual([]);
});

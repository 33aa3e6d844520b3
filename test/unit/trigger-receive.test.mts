import { createHmac } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { BillTrigger } from '../../nodes/BillTrigger/BillTrigger.node.ts';
import { memoryOf, nodeKey, noteSubscription, type Kept } from '../../nodes/BillTrigger/kept.ts';
import { passOnce } from '../../nodes/BillTrigger/once.ts';
import { receive } from '../../nodes/BillTrigger/receive.ts';

/*
 * What the trigger does with each request, and with n8n's response to it. That n8n behaves this way is tested in a
 * real n8n.
 */

const key = 'security key';

class Response extends EventEmitter {
	statusCode = 200;
	writableFinished = false;
	closed = false;
	status(code: number) {
		this.statusCode = code;
		return this;
	}
	json() {
		this.end();
	}
	/** n8n has responded. */
	end(code = this.statusCode) {
		this.statusCode = code;
		this.writableFinished = true;
		this.hangUp();
	}
	/** The caller has disconnected. */
	hangUp() {
		this.closed = true;
		this.emit('close');
	}
}

let nodes = 0;

/** A trigger with a subscription, in a separate process. It gets requests the way n8n passes them on. */
function trigger(parameters: IDataObject = {}, mode = 'webhook', kept: Kept = {}) {
	const id = `node ${nodes++}`;
	const warnings: string[] = [];
	const base = {
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id, name: 'Trigger' }),
		getMode: () => mode,
		getWorkflowStaticData: () => kept,
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		logger: { warn: (text: string) => warnings.push(text) },
	};
	const memory = memoryOf(nodeKey(base as never, mode === 'manual'), kept);
	noteSubscription(kept, memory, { subscriptionId: 'sub', securityKey: key });
	return {
		kept,
		memory,
		warnings,
		request(body: string, signature?: string) {
			const response = new Response();
			const context = {
				...base,
				getRequestObject: () => ({ rawBody: Buffer.from(body) }),
				getResponseObject: () => response,
				getHeaderData: () => ({
					'x-bill-sha-signature':
						signature ?? createHmac('sha256', key).update(body).digest('base64'),
				}),
			};
			const answer = receive(context as unknown as IWebhookFunctions);
			return { response, answer };
		},
	};
}

const event = (eventId: string, bill: object = { id: '00n1', amount: 10 }) =>
	JSON.stringify({ metadata: { eventId, eventType: 'bill.updated', version: '1' }, bill });
const items = (answer: Awaited<ReturnType<typeof receive>>) => answer.workflowData?.[0] ?? [];
const moment = async () => await new Promise((resolve) => setTimeout(resolve, 5));

test('an event starts an execution, and does not when it comes again', async () => {
	const { request } = trigger();
	const first = request(event('a'));
	expect(items(await first.answer)).toHaveLength(1);
	first.response.end();
	expect(items(await request(event('a')).answer)).toEqual([]);
	expect(items(await request(event('b')).answer)).toHaveLength(1);
});

test('when n8n could not start the execution, the event is new again when it comes again', async () => {
	const { request } = trigger();
	const first = request(event('a'));
	expect(items(await first.answer)).toHaveLength(1);
	first.response.end(500);
	expect(items(await request(event('a')).answer)).toHaveLength(1);
});

describe('only when a field has changed', () => {
	const amount = { options: { changedFields: 'amount' } };
	const bill = (value: number, more: object = {}) => ({ id: '00n1', amount: value, ...more });

	/** A trigger that knows the bill with the amount 10. */
	async function knowing10() {
		const node = trigger(amount);
		const first = node.request(event('first', bill(10)));
		expect(items(await first.answer)).toHaveLength(1);
		first.response.end();
		await moment();
		return node;
	}

	test('a change whose execution could not be started is a change when it comes again', async () => {
		const { request } = await knowing10();
		const change = request(event('change', bill(11)));
		expect(items(await change.answer)).toHaveLength(1);
		change.response.end(500);
		expect(items(await request(event('change', bill(11))).answer)).toHaveLength(1);
	});

	test.each([
		[200, 0],
		[500, 1],
	])('another event of the record waits for it: answered %i', async (code, more) => {
		const { request } = await knowing10();
		const change = request(event('change', bill(11)));
		await change.answer;
		let done = false;
		const next = request(event('next', bill(11, { dueDate: '2027-01-31' })));
		const answer = next.answer.finally(() => (done = true));
		const elsewhere = request(event('elsewhere', { id: '00n2', amount: 11 }));
		expect(items(await elsewhere.answer)).toHaveLength(1);
		expect(done).toBe(false);
		change.response.end(code);
		expect(items(await answer)).toHaveLength(more);
	});

	test('n8n is killed before it has answered: the change is one when it comes again', async () => {
		const { request, kept } = await knowing10();
		await request(event('change', bill(11))).answer;
		const other = event('other', { id: '00n2', amount: 1 });
		await request(other).answer;
		await moment();
		// The last state that n8n saved is the one written with the other event.
		const { request: again } = trigger(amount, 'webhook', JSON.parse(JSON.stringify(kept)));
		expect(items(await again(other).answer)).toEqual([]);
		expect(items(await again(event('change', bill(11))).answer)).toHaveLength(1);
	});

	test('a record without an ID always counts as changed', async () => {
		const { request } = trigger(amount);
		for (const id of ['a', 'b']) {
			const { answer, response } = request(event(id, { amount: 1 }));
			expect(items(await answer)).toHaveLength(1);
			response.end();
		}
	});
});

test('when nobody waited for the response, the event is let through again: the execution decides', async () => {
	const { request } = trigger();
	const first = request(event('a'));
	await first.answer;
	first.response.hangUp();
	expect(items(await request(event('a')).answer)).toHaveLength(1);
});

test('when BILL has hung up before the node is asked, the event is not blocked', async () => {
	const { request } = trigger();
	const gone = request(event('b'));
	gone.response.hangUp();
	await gone.answer;
	expect(items(await request(event('b')).answer)).toHaveLength(1);
});

test('the same event in the same instant waits for the first: dropped when it was started, taken when not', async () => {
	for (const [code, more] of [
		[200, 0],
		[500, 1],
	] as const) {
		const { request } = trigger();
		const first = request(event('a'));
		expect(items(await first.answer)).toHaveLength(1);
		let done = false;
		const second = request(event('a')).answer.finally(() => (done = true));
		await moment();
		expect(done).toBe(false);
		first.response.end(code);
		expect(items(await second)).toHaveLength(more);
	}
});

test('what was seen is written down a moment after the execution has begun, and not before', async () => {
	const { request, kept } = trigger();
	await request(event('a')).answer;
	expect(kept.seen).toBeUndefined();
	await moment();
	expect(kept.seen).toHaveLength(11);
});

test.each([
	['without a signature', event('a'), '', /has no signature/],
	['with a wrong one', event('a'), 'd3Jvbmc=', /signature is wrong/],
	['signed, but no notification', '{"hello":1}', undefined, /is not a notification/],
])('%s: 401, a line in the log and nothing else', async (_, body, signature, line) => {
	const { request, warnings } = trigger();
	const { response, answer } = request(body, signature);
	expect(await answer).toEqual({ noWebhookResponse: true });
	expect(response.statusCode).toBe(401);
	expect(warnings).toEqual([expect.stringMatching(line)]);
	expect(warnings[0]).not.toContain(key);
});

test('without a security key nothing is accepted', async () => {
	const { request, kept, memory } = trigger();
	noteSubscription(kept, memory, { securityKey: undefined });
	const { response, answer } = request(event('a'));
	expect(await answer).toEqual({ noWebhookResponse: true });
	expect(response.statusCode).toBe(401);
});

test('a person who tries the workflow sees each event, also one that came before', async () => {
	const { request } = trigger({ options: { changedFields: 'amount' } }, 'manual');
	for (const _ of [1, 2]) expect(items(await request(event('a')).answer)).toHaveLength(1);
});

describe('in an execution', () => {
	let executions = 0;
	/** Each store belongs to a separate workflow. */
	const stores: Array<Set<string>> = [];
	const workflowOf = (store: Set<string>) => {
		if (!stores.includes(store)) stores.push(store);
		return `workflow ${stores.indexOf(store)}`;
	};

	/** n8n's store, as one row that all processes share. */
	function execution(
		store: Set<string>,
		mode = 'webhook',
		{ fault, event = 'a', looks = [] }: { fault?: Error; event?: string; looks?: string[][] } = {},
	) {
		let faults = fault ? 1 : 0;
		const id = String(executions++);
		return {
			getExecutionId: () => id,
			getMode: () => mode,
			getWorkflow: () => ({ id: workflowOf(store) }),
			getNode: () => ({ id: 'node', name: 'Trigger', type: 'x', parameters: {} }),
			getInputData: () => [{ json: { metadata: { eventId: event } } }],
			helpers: {
				checkProcessedAndRecord: async (ids: string[]) => {
					looks.push(ids);
					const processed = ids.filter((id) => store.has(id));
					await moment();
					for (const id of ids) store.add(id);
					if (fault && faults-- > 0) throw fault;
					return { new: ids.filter((id) => !processed.includes(id)), processed };
				},
			},
		} as unknown as IExecuteFunctions;
	}

	const pass = async (context: IExecuteFunctions) =>
		await passOnce(context, context.getInputData());

	test('an event goes through once, also when two executions look at the same time', async () => {
		const store = new Set<string>();
		const both = await Promise.all([pass(execution(store)), pass(execution(store))]);
		expect(both.map((through) => through.length).sort()).toEqual([0, 1]);
	});

	test('a burst of events is looked up together, and each goes through once', async () => {
		const store = new Set(['event 7']);
		const looks: string[][] = [];
		const events = Array.from({ length: 250 }, (_, index) => `event ${index % 230}`);
		const all = events.map((event) => pass(execution(store, 'webhook', { event, looks })));
		const through = (await Promise.all(all)).flat().map(({ json }) => json.metadata);
		expect(through).toEqual(
			events
				.filter((event, index) => event !== 'event 7' && index < 230)
				.map((eventId) => ({ eventId })),
		);
		const asked = looks.map((ids, look) =>
			ids.filter((id) => !looks.slice(0, look).flat().includes(id)),
		);
		expect(asked.map(({ length }) => length)).toEqual([1, 100, 100, 29]);
	});

	test('what another process has undone is written down again with the next look', async () => {
		const store = new Set<string>();
		await pass(execution(store, 'webhook', { event: 'mine' }));
		store.delete('mine');
		await pass(execution(store, 'webhook', { event: 'next' }));
		expect([...store].sort()).toEqual(['mine', 'next']);
		store.clear();
		expect(await pass(execution(store, 'webhook', { event: 'mine' }))).toEqual([]);
	});

	test('a look that fails stops its own execution; what waits is looked up after it', async () => {
		const store = new Set<string>();
		const fault = new Error('connection lost');
		const [first, second] = await Promise.allSettled([
			pass(execution(store, 'webhook', { fault })),
			pass(execution(store, 'webhook', { event: 'b' })),
		]);
		expect(first).toMatchObject({ status: 'rejected' });
		expect(second).toMatchObject({ status: 'fulfilled', value: [{}] });
	});

	test('an event goes through again when n8n runs the node once more in the same execution', async () => {
		const store = new Set<string>();
		const failedLater = execution(store);
		for (const _ of [1, 2]) expect(await pass(failedLater)).toHaveLength(1);
		expect(await pass(execution(store))).toEqual([]);
	});

	test('nothing begins without an event, as `n8n execute` would have it', async () => {
		await expect(pass(execution(new Set(), 'cli'))).rejects.toThrow(/no event to start with/);
	});

	test.each(['manual', 'retry'])('always in mode %s, where a person wants it so', async (mode) => {
		expect(await pass(execution(new Set(['a']), mode))).toHaveLength(1);
	});

	test('a store that cannot be read stops the execution: it is not taken for seen, nor for new', async () => {
		const failing = pass(execution(new Set(), 'webhook', { fault: new Error('connection lost') }));
		await expect(failing).rejects.toThrow(/memory of received events could not be read/);
	});

	test('with Continue, the event that fails is an error of its own, and the others go on', async () => {
		const context = Object.assign(execution(new Set(['seen'])), {
			continueOnFail: () => true,
			getNodeParameter: ((_name: string, _item: number, fallback: unknown) => fallback) as never,
			getInputData: () =>
				['a', 'unreadable', 'seen', 'b'].map((eventId) => ({ json: { metadata: { eventId } } })),
		});
		const { checkProcessedAndRecord: look } = context.helpers;
		context.helpers.checkProcessedAndRecord = async (ids: string[], ...more: [never, never]) => {
			if (ids.includes('unreadable')) throw new Error('connection lost');
			return await look(ids, ...more);
		};
		const [through] = await new BillTrigger().execute.call(context);
		expect(
			through.map(({ json }) => (json.metadata as IDataObject)?.eventId ?? json.error),
		).toEqual(['a', expect.stringContaining('memory of received events could not be read'), 'b']);
		expect(through[1].pairedItem).toEqual({ item: 1 });
	});
});

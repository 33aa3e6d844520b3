import { randomUUID } from 'node:crypto';
import type { Run } from '../support/direct-node.mts';
import type { Data } from '../support/bill.mts';
import { byId, itemWithFile, lines } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { makeVendor, makeVendorAndBill, payingBank } from '../support/records.mts';

/*
 * n8n's Retry On Fail runs the whole node again: the same execution (same signal), the same node, the same run. The
 * outcome of an item is stored by its position, even if its parameters have changed.
 */

const at = local();

const keepGoing = { continueOnFail: true };
const isWrite = (sent: string) => !sent.startsWith('GET');
const writes = () => at.sent().filter(isWrite);

const vendor = (name: string, more: Data = {}) => ({
	name,
	addressLine1: '1 Pier Road',
	city: 'Oakland',
	stateOrProvince: 'CA',
	zipOrPostalCode: '94607',
	country: 'US',
	...more,
});
const named = (name: RegExp) =>
	at.localBill.records('vendors').filter((each) => name.test(each.name));

/** One execution of n8n. Each call is an attempt of the same node, in the run with that number. */
function execution() {
	const { signal } = new AbortController();
	return (
		resource: string,
		operation: string,
		parameters: Run['parameters'],
		{ runIndex = 0, ...more }: Partial<Run> & { runIndex?: number } = {},
	) => {
		const context = { getWorkflowDataProxy: () => ({ $runIndex: runIndex }) };
		return at.run(resource, operation, parameters, { signal, context, ...more });
	};
}

/** BILL does the next such write, but its response is lost. */
const loseAnswer = (method: string, path: string) =>
	at.localBill.addFault({ match: { method, path: `/connect${path}` }, then: { drop: 'after' } });

test('a text that is another in each attempt, such as $now, does not send a write again', async () => {
	const attempt = execution();
	loseAnswer('POST', '/v3/vendors');
	await failureOf(attempt('vendor', 'create', vendor('Now 10:00:00')));
	const error = await failureOf(attempt('vendor', 'create', vendor('Now 10:00:05')));

	expect(error.message).toMatch(/outcome is unknown/);
	expect(writes()).toEqual(['POST /v3/vendors']);
	expect(named(/^Now/)).toHaveLength(1);
});

test('a lost payment is found in the next attempt, and is not paid again', async () => {
	const { rememberMeId, device } = at.localBill.mfa;
	const { bill } = await makeVendorAndBill(at.bill);
	const bank = await payingBank(at.bill);
	at.node = at.nodeWith({ rememberMeId, device });
	at.localBill.clearRequests();
	const before = at.localBill.records('payments').length;
	const attempt = execution();
	loseAnswer('POST', '/v3/payments');
	const form = (description: string, lookUpSeconds: number) => ({
		billId: byId(bill.id),
		amount: 100,
		bankAccountId: byId(bank.id),
		additionalFields: { description },
		// The first attempt cannot read anything, so the check before a payment is turned off.
		options: { lookUpSeconds, repeats: 'allow' },
	});
	const unreadable = {
		match: { method: 'GET' },
		times: 99,
		then: { status: 403, code: 'BDC_1001' },
	};
	at.localBill.addFault(unreadable);
	await failureOf(attempt('payment', 'create', form('at 10:00', 0.05)));
	at.localBill.clearFaults();
	const [{ json }] = await attempt('payment', 'create', form('at 10:05', 0.05));

	expect(json).toMatchObject({ outcome: 'found', amount: 100, description: 'at 10:00' });
	expect(writes()).toEqual(['POST /v3/payments']);
	expect(at.localBill.records('payments')).toHaveLength(before + 1);
});

test('an item that has succeeded gives its output again, without any request', async () => {
	const attempt = execution();
	const one = (email: string) => (item: number) =>
		vendor(`Done ${item}`, {
			email: item === 1 ? email : 'a@example.com',
			options: { batching: 'single' },
		});
	const items = emptyItems(2);
	await failureOf(attempt('vendor', 'create', one('not@valid'), { items }));
	const [made] = named(/^Done 0/);
	at.localBill.clearRequests();
	const again = await attempt('vendor', 'create', one('b@example.com'), { items });

	expect(at.sent()).toEqual(['POST /v3/vendors']);
	expect(again.map(({ json }) => json.name)).toEqual(['Done 0', 'Done 1']);
	expect(again[0].json.id).toBe(made.id);
	expect(named(/^Done/)).toHaveLength(2);
});

test('lines in another order are not sent again', async () => {
	const { id } = await makeVendor(at.bill);
	at.localBill.clearRequests();
	const attempt = execution();
	loseAnswer('POST', '/v3/bills');
	const form = (...amounts: number[]) => ({
		vendorId: byId(id),
		invoiceNumber: 'ORDER',
		invoiceDate: '2026-01-01',
		dueDate: '2026-02-01',
		billLineItems: lines(...amounts.map((amount) => ({ amount }))),
	});
	await failureOf(attempt('bill', 'create', form(1, 2)));
	await failureOf(attempt('bill', 'create', form(2, 1)));

	expect(writes()).toEqual(['POST /v3/bills']);
});

test('a file with another name is not sent again', async () => {
	const { bill } = await makeVendorAndBill(at.bill);
	at.localBill.clearRequests();
	const attempt = execution();
	loseAnswer('POST', `/v3/documents/bills/${bill.id}`);
	const upload = (name: string) =>
		attempt(
			'document',
			'upload',
			{ billId: byId(bill.id) },
			{
				items: [itemWithFile(Buffer.from('%PDF-1.4'), name, 'application/pdf')],
			},
		);
	await failureOf(upload('10-00.pdf'));
	await failureOf(upload('10-05.pdf'));

	expect(writes()).toEqual([`POST /v3/documents/bills/${bill.id}`]);
	expect(at.localBill.records('uploads')).toHaveLength(1);
});

test('items of a lost batch are not sent one by one in the next attempt', async () => {
	const attempt = execution();
	loseAnswer('POST', '/v3/vendors/bulk');
	const form = (batching: string, lookUpSeconds: number) => (item: number) =>
		vendor(`Batch ${item}`, { options: { batching, lookUpSeconds } });
	const items = emptyItems(3);
	const first = await attempt('vendor', 'create', form('automatic', 0), { items, ...keepGoing });
	const second = await attempt('vendor', 'create', form('single', 0), { items, ...keepGoing });

	expect([...first, ...second].map(({ json }) => json.outcome)).toEqual(Array(6).fill('unknown'));
	expect(at.sent()).toEqual(['POST /v3/vendors/bulk']);
	expect(named(/^Batch/)).toHaveLength(3);
});

test('items of a lost batch are not put into another batch either', async () => {
	const attempt = execution();
	loseAnswer('POST', '/v3/vendors/bulk');
	const items = emptyItems(3);
	await failureOf(attempt('vendor', 'create', (item) => vendor(`Batch ${item}`), { items }));
	await failureOf(attempt('vendor', 'create', (item) => vendor(`Other ${item}`), { items }));

	expect(at.sent()).toEqual(['POST /v3/vendors/bulk']);
});

test('Create or Update sends neither POST nor PATCH for what it has perhaps created', async () => {
	const attempt = execution();
	loseAnswer('POST', '/v3/vendors');
	await failureOf(attempt('vendor', 'upsert', vendor('Upserted')));
	const error = await failureOf(attempt('vendor', 'upsert', vendor('Upserted')));

	expect(error.message).toMatch(/outcome is unknown/);
	expect(writes()).toEqual(['POST /v3/vendors']);
	expect(named(/^Upserted/)).toHaveLength(1);
});

test('Create or Update gives what it has created when the look-up finds it', async () => {
	const attempt = execution();
	loseAnswer('POST', '/v3/vendors');
	const form = vendor('Added', { options: { lookUpSeconds: 0.05 } });
	const [{ json }] = await attempt('vendor', 'upsert', form);
	const [again] = await attempt('vendor', 'upsert', form);

	expect(json).toMatchObject({ outcome: 'found', name: 'Added', id: named(/^Added/)[0].id });
	expect(again.json).toEqual(json);
	expect(writes()).toEqual(['POST /v3/vendors']);
});

test('Create or Update of another execution creates nothing that may still come', async () => {
	const parameters = vendor('Perhaps');
	const path = '/connect/v3/vendors';
	at.localBill.addFault({ match: { method: 'POST', path }, then: { drop: 'before' } });
	await failureOf(execution()('vendor', 'upsert', parameters));
	const error = await failureOf(execution()('vendor', 'upsert', parameters));

	expect(error.message).toMatch(
		/not known whether a vendor with the Name "Perhaps" has been created/,
	);
	expect(writes()).toEqual(['POST /v3/vendors']);
});

describe('a tool that an agent runs itself', () => {
	/** One tool call: n8n passes the model's input as the same object for all its attempts. */
	const call = (attempt: ReturnType<typeof execution>, filledIn: Data = {}) => {
		const items = [{ json: filledIn }];
		return async (name: string, runIndex: number, more: object = {}) =>
			await attempt('vendor', 'create', vendor(name), {
				items: items.map((item) => ({ ...item })),
				context: {
					getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
					isToolExecution: () => true,
					...more,
				},
			});
	};
	/** What the model is told. A thrown error would not reach it. */
	const toldBy = async (outputs: ReturnType<ReturnType<typeof call>>) => (await outputs)[0].json;
	const isUnknown = {
		outcome: 'unknown',
		error: expect.stringMatching(/outcome is unknown/) as string,
	};

	test('gives each of the calls that share the number of a run its own record', async () => {
		const attempt = execution();
		const given = [await call(attempt)('Same run A', 0), await call(attempt)('Same run B', 0)];

		expect(given.map(([{ json }]) => json.name)).toEqual(['Same run A', 'Same run B']);
		expect(named(/^Same run/)).toHaveLength(2);
	});

	test('does not send what one of them has lost for the other', async () => {
		const attempt = execution();
		loseAnswer('POST', '/v3/vendors');
		expect(await toldBy(call(attempt)('Lost', 0))).toMatchObject(isUnknown);
		expect(await toldBy(call(attempt)('Lost', 0))).toMatchObject(isUnknown);

		expect(named(/^Lost/)).toHaveLength(1);
	});

	test('does not send a call again in its next attempt, even when its content has changed', async () => {
		const create = call(execution());
		loseAnswer('POST', '/v3/vendors');
		expect(await toldBy(create('Try 10:00:00', 0))).toMatchObject(isUnknown);
		expect(await toldBy(create('Try 10:00:05', 1))).toMatchObject(isUnknown);

		expect(named(/^Try/)).toHaveLength(1);
	});

	test('sends nothing when n8n gives it what was filled in for another call', async () => {
		const given = { evaluateExpression: () => 'Mixed A' };
		const create = call(execution(), { name: 'Mixed B' });
		const told = await toldBy(create('Mixed A', 0, given));

		expect(told).toMatchObject({
			outcome: 'notSent',
			error: expect.stringMatching(/of another call/) as string,
		});
		expect(writes()).toEqual([]);
		expect(
			(await call(execution(), { name: 'Mixed A' })('Mixed A', 0, given))[0].json,
		).toMatchObject({ name: 'Mixed A' });
	});
});

describe('a tool whose attempts are separate runs for an agent', () => {
	test('does not send what it has lost again in the next run', async () => {
		const attempt = execution();
		loseAnswer('POST', '/v3/vendors');
		await failureOf(attempt('vendor', 'create', vendor('Tool'), { runIndex: 0 }));
		const error = await failureOf(attempt('vendor', 'create', vendor('Tool'), { runIndex: 1 }));

		expect(error.message).toMatch(/outcome is unknown/);
		expect(writes()).toEqual(['POST /v3/vendors']);
	});

	test('sends another write', async () => {
		const attempt = execution();
		loseAnswer('POST', '/v3/vendors');
		await failureOf(attempt('vendor', 'create', vendor('Tool A'), { runIndex: 0 }));
		await attempt('vendor', 'create', vendor('Tool B'), { runIndex: 1 });

		expect(named(/^Tool/).map(({ name }) => name)).toEqual(['Tool A', 'Tool B']);
	});

	/** A call whose form has these expressions, and their current values. */
	const callWith = (attempt: ReturnType<typeof execution>, raw: Data) => {
		let runIndex = 0;
		const credentials = { billApi: { id: randomUUID(), name: 'Bill' } };
		return async (filledIn: Data, given: Data) => {
			const number = runIndex++;
			return await attempt('vendor', 'create', vendor(String(filledIn.name), given), {
				items: [{ json: { ...filledIn, toolCallId: `call ${number}` } }],
				context: {
					getWorkflowDataProxy: () => ({ $runIndex: number }),
					getNode: () => ({
						...{ id: 'node', name: 'Bill', type: 'n8n-nodes-bill.billTool', typeVersion: 1 },
						...{ position: [0, 0], credentials },
						parameters: { name: "={{ $fromAI('name') }}", ...raw },
					}),
				},
			});
		};
	};

	test.each([
		['$now in a group', { additionalFields: { shortName: '={{ $now.toMillis() }}' } }],
		['a day of JavaScript', { additionalFields: { shortName: '={{ new Date().getTime() }}' } }],
		['a number by chance', { additionalFields: { shortName: '={{ Math.random() }}' } }],
	])('does not send it again when only the moment is another: %s', async (_, raw) => {
		const call = callWith(execution(), raw);
		const at10 = (text: string) => ({ additionalFields: { shortName: text } });
		loseAnswer('POST', '/v3/vendors');
		await failureOf(call({ name: 'Asked' }, at10('10:00:00')));
		const error = await failureOf(call({ name: 'Asked' }, at10('10:00:05')));

		expect(error.message).toMatch(/outcome is unknown/);
		expect(writes()).toEqual(['POST /v3/vendors']);
	});

	test('sends what the model fills in otherwise, or what comes from another item', async () => {
		const raw = { additionalFields: { shortName: "={{ $('Source').item.json.number }}" } };
		const call = callWith(execution(), raw);
		const from = (text: string) => ({ additionalFields: { shortName: text } });
		loseAnswer('POST', '/v3/vendors');
		await failureOf(call({ name: 'Filled A' }, from('1')));
		await call({ name: 'Filled B' }, from('1'));
		await call({ name: 'Filled A' }, from('2'));

		expect(named(/^Filled/).map(({ name }) => name)).toEqual(['Filled A', 'Filled B', 'Filled A']);
	});

	test('sends again what has succeeded: an agent, or a loop, may mean it twice', async () => {
		const attempt = execution();
		for (const runIndex of [0, 1]) {
			await attempt('vendor', 'create', vendor('Twice'), { runIndex });
		}
		expect(named(/^Twice/)).toHaveLength(2);
	});
});

test('another execution knows nothing of it', async () => {
	loseAnswer('POST', '/v3/vendors');
	await failureOf(execution()('vendor', 'create', vendor('Other execution')));
	await execution()('vendor', 'create', vendor('Other execution'));

	expect(writes()).toEqual(['POST /v3/vendors', 'POST /v3/vendors']);
});

test('an item that was refused is sent again with what was corrected', async () => {
	const attempt = execution();
	const form = (email: string) => vendor('Corrected', { email });
	await failureOf(attempt('vendor', 'create', form('not@valid')));
	const [{ json }] = await attempt('vendor', 'create', form('a@example.com'));

	expect(json).toMatchObject({ name: 'Corrected', email: 'a@example.com' });
	expect(named(/^Corrected/)).toHaveLength(1);
});

test('an attempt that fails before any item names what earlier attempts wrote or left unknown', async () => {
	const attempt = execution();
	const items = emptyItems(3);
	const form = (item: number) => vendor(`Outside ${item}`, { options: { batching: 'single' } });
	at.localBill.addFault({ match: { method: 'POST' }, times: 1, then: { delay: 1 } });
	loseAnswer('POST', '/v3/vendors');
	await failureOf(attempt('vendor', 'create', form, { items }));
	const sent = writes();
	const later = {
		items,
		context: {
			getWorkflowDataProxy: () => ({ $runIndex: 0 }),
			getCredentials: async () => await Promise.reject(new Error('The database is locked')),
		},
	};
	const error = await failureOf(attempt('vendor', 'create', form, later));
	const goingOn = await attempt('vendor', 'create', form, { ...later, ...keepGoing });

	const unknown = goingOn.flatMap(({ json }, item) => (json.outcome === 'unknown' ? item : []));
	const made = goingOn.flatMap(({ json }, item) => (json.id ? item : []));
	expect(error.message).toContain('The database is locked');
	expect(unknown).toHaveLength(1);
	expect(error.description).toContain(`Unknown: item ${unknown[0]}.`);
	expect(made.length).toBeGreaterThan(0);
	expect(error.description).toMatch(/Already written in this run: items? /);
	expect([...made, ...unknown].sort()).toEqual(
		[0, 1, 2].filter((item) => named(/^Outside/).some(({ name }) => name.endsWith(`${item}`))),
	);
	expect(writes()).toEqual(sent);
});

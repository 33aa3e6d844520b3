import { randomUUID } from 'node:crypto';
import type { Workflow } from '../../tools/n8n/client.mts';
import { eventually } from '../support/eventually.mts';
import { outputOf, withExamples } from '../support/examples.mts';
import {
	executionIds,
	publish,
	published,
	triggeredTimes,
	unpublish,
	unpublished,
} from '../support/trigger.mts';

/* The examples for bills, approvals, payments and vendors. */

const { n8n, bill, workflow, start, run, finished, question, fillIn } = withExamples();

const billOf = (number: string) =>
	bill.records('bills').filter(({ invoice }) => invoice.invoiceNumber === number);
const vendorNamed = (name: string) =>
	bill.records('vendors').filter((vendor) => vendor.name === name);

test('"Bills from email attachments" enters what is certain, once, with its PDF', async () => {
	const name = 'Bills from email attachments';
	const execution = await run(name);
	const entered = () => [billOf('AO-2410'), billOf('CF-50240'), billOf('KC-77'), billOf('U-1')];
	expect(entered().map(({ length }) => length)).toEqual([1, 1, 0, 0]);
	expect(billOf('CF-50240')[0]).toMatchObject({
		amount: 1980,
		vendorId: vendorNamed('Copperline Freight')[0].id,
	});
	expect(bill.records('documents').map(({ _billId }) => _billId)).toEqual(
		expect.arrayContaining([billOf('AO-2410')[0].id, billOf('CF-50240')[0].id]),
	);
	expect(outputOf(execution, 'Enter these by hand')).toMatchObject([
		{ number: 'KC-77', problem: expect.stringMatching(/email domain/) },
		{ number: 'U-1', problem: expect.stringMatching(/0 vendors/) },
	]);

	const again = await run(name);
	expect(entered().map(({ length }) => length)).toEqual([1, 1, 0, 0]);
	expect(outputOf(again, 'Enter these by hand')).toHaveLength(4);
	expect(bill.requests.filter(({ path }) => path.startsWith('/connect/v3/payments'))).toEqual([]);
});

test('"Approve bills from a chat" does as it is answered, and leaves alone what has changed', async () => {
	const name = 'Approve bills from a chat';
	const statusOf = () => {
		const [{ approvalStatus, _approvers }] = billOf('FC-19');
		return [approvalStatus, ...(_approvers ?? []).map(({ status }) => status)];
	};
	const ask = async () => {
		const id = await start(name);
		return { id, asked: await question(id, 'Ask in the chat') };
	};
	const later = await ask();
	expect(later.asked.text).toMatch(/^Bill FC-19 from Fernhill Creative Studio for 3500\.00, due /);
	await fillIn(later.asked.formUrl, ['Decide later', '']);
	await finished(later.id);
	expect(statusOf()).toEqual(['ASSIGNED', 'WAITING', 'WAITING']);

	const approved = await ask();
	// Opening the link does not answer the question.
	await fetch(approved.asked.formUrl);
	expect(statusOf()).toEqual(['ASSIGNED', 'WAITING', 'WAITING']);
	await fillIn(approved.asked.formUrl, ['Approve', 'The pictures are here']);
	const execution = await finished(approved.id);
	expect(outputOf(execution, 'Tell the chat')).toHaveLength(1);
	expect(statusOf()).toEqual(['APPROVING', 'APPROVED', 'WAITING']);

	bill.reset();
	const denied = await ask();
	await fillIn(denied.asked.formUrl, ['Deny', 'Not ordered']);
	await finished(denied.id);
	expect(statusOf()).toEqual(['DENIED', 'DENIED', 'WAITING']);

	bill.reset();
	const changed = await ask();
	const [{ id }] = billOf('FC-19');
	Object.assign(billOf('FC-19')[0], { amount: 9500 });
	await fillIn(changed.asked.formUrl, ['Approve', '']);
	expect(outputOf(await finished(changed.id), 'Tell the chat that it stays open')).toMatchObject([
		{ id },
	]);
	expect(statusOf()).toEqual(['ASSIGNED', 'WAITING', 'WAITING']);
});

test('"Alert when a payment fails" reports each failure once', async () => {
	const example = await workflow('Alert when a payment fails');
	await publish(n8n.client, bill, example);
	const alerts = async (time: number) => {
		await triggeredTimes(n8n.client, example.id, time, 'When a payment changes');
		const [latest] = await executionIds(n8n.client, example.id);
		return outputOf(await finished(latest), 'Send the alert');
	};
	try {
		const payment = bill.records('payments').find(({ amount }) => amount === 4000);
		const id = String(payment?.id);
		const status = 'DISBURSEMENT_FAILED_ACTION_NEEDED';
		bill.setPaymentStatus(id, status);
		expect(await alerts(1)).toMatchObject([
			{
				text: expect.stringMatching(/^The payment of 4000\.00 to Ironwood Fixtures \(P\d+ - \d+\)/),
			},
		]);
		// Another event with the same status.
		bill.sendEvent('payment.updated', { id, status });
		expect(await alerts(2)).toEqual([]);
		bill.sendEvent('payment.updated', { id, status: 'DELIVERED' });
		expect(await alerts(3)).toEqual([]);

		const [vendor] = vendorNamed('Graymoor Legal Partners');
		const errors = [{ code: 'BDC_1', message: 'The bill is not approved', timestamp: '' }];
		const refused = { bills: [{ id: billOf('GL-4471')[0].id }], vendor: { name: vendor.name } };
		bill.sendEvent('payment.failed', refused, { errors });
		expect(await alerts(4)).toMatchObject([
			{
				text: expect.stringMatching(
					/Graymoor Legal Partners\. BILL says: The bill is not approved$/,
				),
			},
		]);
	} finally {
		await unpublish(n8n.client, bill, example);
	}
}, 120_000);

describe('"Take in a new vendor by form"', () => {
	const w9 = new File([Buffer.from('%PDF-1.4\n%%EOF\n')], 'w9.pdf', { type: 'application/pdf' });
	const typed = (name: string, routing = '011000015') => [
		...[name, 'accounts@palmer-signs.example', '4 Dock Street', 'Providence', 'ri', '02903'],
		...['12-3456789', routing, '000123456789', w9],
	];
	/** Submits the published form, and returns the execution that it starts. */
	const fill = async ({ id, nodes }: Workflow, answers: Array<string | File>) => {
		const before = new Set(await executionIds(n8n.client, id));
		const form = nodes.find(({ type }) => type.endsWith('.formTrigger'));
		await fillIn(`${n8n.url}/form/${String(form?.webhookId)}`, answers);
		return await eventually(
			async () => (await executionIds(n8n.client, id)).find((each) => !before.has(each)),
			'the execution of a form',
		);
	};
	const publishing = async (example: Workflow) => {
		open.push(example.id);
		await published(n8n.client, example);
		return example;
	};
	const open: string[] = [];
	afterEach(async () => {
		for (const id of open.splice(0)) await unpublished(n8n.client, id);
	});

	test('brings vendor, bank account and W-9 to BILL once accounting has called', async () => {
		const example = await publishing(await workflow('Take in a new vendor by form'));
		const executionId = await fill(example, typed('Palmer Signs'));
		const { formUrl } = await question(executionId, 'Ask accounting');
		expect(vendorNamed('Palmer Signs')).toEqual([]);
		await fillIn(formUrl, ['Yes, I called them']);
		const uploads = () =>
			bill.requests.filter(({ path }) => path.startsWith('/connect/v3/attachments/vendors/'));
		await eventually(() => uploads().some(({ status }) => status), 'the W-9 is there');
		expect(vendorNamed('Palmer Signs')).toMatchObject([
			{
				address: { stateOrProvince: 'RI' },
				additionalInfo: { taxId: '123456789', track1099: true },
				paymentInformation: {
					bankAccount: { accountNumber: '000123456789', routingNumber: '011000015' },
				},
			},
		]);
		// n8n does not store what was typed.
		await eventually(
			async () => !(await executionIds(n8n.client, example.id)).includes(executionId),
			'n8n has dropped the execution',
		);
	});

	test.each([
		['a vendor that is there already', 'Call the vendor', typed('Alder Office Supply')],
		['a wrong check digit', 'Ask the vendor to try again', typed('Quill Lights', '011000016')],
	])('writes nothing of %s', async (what, end, answers) => {
		const writes = () =>
			bill.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/login'));
		const before = writes().length;
		const { nodes, connections } = await workflow('Take in a new vendor by form');
		// A copy whose executions are saved, so that the test can read them.
		const copy = await n8n.client.createWorkflow({
			name: `Take in ${what}`,
			nodes: nodes.map((node) => ({
				...node,
				...(node.webhookId ? { webhookId: randomUUID() } : {}),
			})),
			connections: connections as object,
		});
		const execution = await finished(await fill(await publishing(copy), answers));
		expect(outputOf(execution, end)).toHaveLength(1);
		expect(writes()).toHaveLength(before);
	});
});

import { assistantToken } from '../../playground/content.mts';
import { withExamples } from '../support/examples.mts';
import { published, unpublished } from '../support/trigger.mts';

/* The examples for assistants. */

const { n8n, bill, workflow } = withExamples();

const writes = () =>
	bill.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/login'));

describe('"BILL for any assistant"', () => {
	beforeAll(async () => {
		await published(n8n.client, await workflow('BILL for any assistant'));
	});
	afterAll(async () => {
		await unpublished(n8n.client, (await workflow('BILL for any assistant')).id);
	});

	let session = '';
	/** Sends a message of an assistant to the MCP server. */
	const send = async (method: string, params: object = {}, token = assistantToken) => {
		const response = await fetch(`${n8n.url}/mcp/bill`, {
			method: 'POST',
			headers: {
				accept: 'application/json, text/event-stream',
				authorization: `Bearer ${token}`,
				'content-type': 'application/json',
				...(session && { 'mcp-session-id': session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
		});
		session = response.headers.get('mcp-session-id') ?? session;
		const text = await response.text();
		const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
		return { status: response.status, data };
	};
	/** Calls a tool and returns its text. */
	const call = async (name: string, input: object) => {
		const { data } = await send('tools/call', { name, arguments: input });
		const { content } = (JSON.parse(data) as Answer).result;
		return content?.map(({ text }) => text).join('\n') ?? '';
	};

	test('offers what reads and what drafts, to whoever has the token', async () => {
		const hello = {
			protocolVersion: '2025-03-26',
			capabilities: {},
			clientInfo: { name: 'test', version: '1' },
		};
		expect((await send('initialize', hello, 'another')).status).toBe(403);
		const { status, data } = await send('initialize', hello);
		expect([status, data]).toEqual([200, expect.stringContaining('serverInfo')]);
		const { result } = JSON.parse((await send('tools/list')).data) as Answer;
		expect(result.tools?.map(({ name }) => name).sort()).toEqual([
			...['Aging_of_bills', 'Bill_by_ID', 'Draft_a_bill', 'Find_vendors', 'Latest_payments'],
			'Unpaid_bills',
		]);
		expect(result.tools?.find(({ name }) => name === 'Draft_a_bill')?.description).toMatch(
			/Pays nothing/,
		);
	});

	test('reads bills, and drafts one once', async () => {
		const before = writes().length;
		expect(await call('Unpaid_bills', { until: '2099-12-31' })).toContain('AO-2291');
		expect(writes()).toHaveLength(before);

		const [vendor] = bill.records('vendors').filter(({ name }) => name === 'Kestrel Couriers');
		const draft = {
			...{ vendor_id: vendor.id, invoice_number: 'KC-88', amount: '61.20' },
			...{ invoice_date: '2026-11-02', due_date: '2026-12-02', description: 'Couriers' },
		};
		expect(await call('Draft_a_bill', draft)).toContain('KC-88');
		// The assistant is told why there is no second bill.
		expect(await call('Draft_a_bill', draft)).toMatch(
			/number \W*KC-88\W* of vendor .* already exists/,
		);
		const drafted = () =>
			bill.records('bills').filter(({ invoice }) => invoice.invoiceNumber === 'KC-88');
		expect(drafted()).toMatchObject([{ amount: 61.2, description: 'Drafted by an assistant' }]);
		expect(writes()).toHaveLength(before + 1);
	});
});

interface Answer {
	result: {
		tools?: Array<{ name: string; description: string }>;
		content?: Array<{ text: string }>;
		isError?: boolean;
	};
}

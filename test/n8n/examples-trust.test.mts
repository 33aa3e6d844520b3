import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { eventually } from '../support/eventually.mts';
import { withExamples } from '../support/examples.mts';
import { executionIds, published, unpublished } from '../support/trigger.mts';

/* The example with which a person enters the code from BILL's text message, page by page. */

const { n8n, bill, workflow } = withExamples();
const open: string[] = [];
afterEach(async () => {
	for (const id of open.splice(0)) await unpublished(n8n.client, id);
});

const http = axios.create({ proxy: false, timeout: 30_000 });

/** Opens the form of a copy of the example. It goes through the pages the way a browser does. */
async function opened(change: (parameters: object, node: string) => object = (same) => same) {
	const { nodes, connections, settings } = await workflow('Trust this n8n with a code');
	const whole = {
		settings,
		name: `Trust ${randomUUID()}`,
		nodes: nodes.map((node) => ({
			...node,
			...(node.webhookId ? { webhookId: randomUUID() } : {}),
			parameters: change(node.parameters, node.name),
		})),
		connections: connections as object,
	};
	const copy = await n8n.client.createWorkflow(whole);
	open.push(copy.id);
	await published(n8n.client, copy);
	const form = copy.nodes.find(({ type }) => type.endsWith('.formTrigger'));
	const address = `${n8n.url}/form/${String(form?.webhookId)}`;
	/** Submits a page and returns the URL of the next one. */
	const fill = async (url: string, answer: string) => {
		const page = new FormData();
		page.append('field-0', answer);
		const { data } = await http.post<{ formWaitingUrl: string }>(url, page);
		return data.formWaitingUrl;
	};
	/** Loads the next page once the workflow has reached it. Until then, n8n does not respond. */
	const read = async (url: string) => {
		const status = new URL(url);
		status.pathname += '/n8n-execution-status';
		await eventually(
			async () => (await http.get<string>(String(status))).data === 'form-waiting',
			'the next page of the form',
		);
		return (await http.get<string>(url)).data;
	};
	return { copy, address, fill, read };
}

const validations = () =>
	bill.requests.filter(({ path }) => path === '/connect/v3/mfa/challenge/validate');

test('"Trust this n8n with a code" asks for the code, and saves what BILL gives for it', async () => {
	const { copy, address, fill, read } = await opened();
	const url = await fill(address, 'a new n8n');
	expect(await read(url)).toContain('Type the code');
	await fill(url, bill.mfa.code);
	const done = await read(url);
	expect(done).toMatch(/BILL trusts this n8n[^]*Until \d{4}-\d\d-\d\d\./);
	expect(done).not.toContain('Remember Me ID: ');
	expect(validations().at(-1)).toMatchObject({ status: 200, body: { device: 'a new n8n' } });
	const credential = copy.nodes.find(({ type }) => type === 'n8n-nodes-bill.bill')?.credentials;
	const { data } = await n8n.client.readCredential(String(credential?.billApi?.id));
	expect(data).toMatchObject({ device: 'a new n8n', trustedSince: expect.any(String) });
	// The page reports to n8n that it was shown, which ends the execution.
	await http.post(url, {});
	await eventually(
		async () => (await executionIds(n8n.client, copy.id)).length === 0,
		'n8n has dropped the execution',
	);
});

test('where the credential cannot keep it, the last page says what to type where', async () => {
	const { address, fill, read } = await opened((parameters, node) =>
		node === 'Give the code to BILL'
			? { ...parameters, options: { saveInCredential: false } }
			: parameters,
	);
	const url = await fill(address, 'our n8n');
	await read(url);
	await fill(url, bill.mfa.code);
	expect(await read(url)).toMatch(
		/Type this into the Bill API credential[^]*Remember Me ID: \S+ Device: our n8n Trusted Since: \d{4}-\d\d-\d\d/,
	);
});

test('a wrong code is reported as wrong', async () => {
	const { address, fill, read } = await opened();
	const url = await fill(address, 'our n8n');
	await read(url);
	await fill(url, '654321');
	expect(await read(url)).toMatch(/BILL does not trust this n8n[^]*BDC_1356/);
});

test('a code that BILL does not send is not waited for', async () => {
	bill.addFault({
		match: { method: 'POST', path: '/connect/v3/mfa/challenge' },
		then: { status: 400, code: 'BDC_1358', message: 'Too many attempts.' },
	});
	const { address, fill, read } = await opened();
	const page = await read(await fill(address, 'our n8n'));
	expect(page).toMatch(/BILL did not send a code[^]*BDC_1358/);
});

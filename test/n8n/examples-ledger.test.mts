import type { Execution } from '../../tools/n8n/client.mts';
import { outputOf, withExamples } from '../support/examples.mts';

/* The examples for invoices, exports and other ledgers. */

const { n8n, bill, run } = withExamples();

const writes = () =>
	bill.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/login'));

test('"Invoices from a sheet, and reminders" makes each invoice once, and reminds once a week', async () => {
	const name = 'Invoices from a sheet, and reminders';
	const execution = await run(name);
	const made = () =>
		bill.records('invoices').filter(({ invoiceNumber }) => /^NG-42/.test(invoiceNumber));
	expect(made().map(({ invoiceNumber }) => invoiceNumber)).toEqual(['NG-4201', 'NG-4202']);
	expect(outputOf(execution, 'Look at these rows')).toMatchObject([{ customer: 'Nobody We Know' }]);
	const sent = () => bill.requests.filter(({ path }) => /\/invoices\/\w+\/email$/.test(path));
	const late = bill.records('invoices').filter(({ invoiceNumber }) => invoiceNumber === 'NG-4104');
	expect(sent().map(({ path }) => path.split('/')[4])).toEqual(late.map(({ id }) => id));
	const [customer] = bill.records('customers').filter(({ id }) => id === late[0].customerId);
	expect(sent()[0].body).toMatchObject({ recipient: { to: [customer.email] } });

	const again = await run(name);
	expect(made()).toHaveLength(2);
	expect(outputOf(again, 'Look at these rows')).toHaveLength(3);
	expect(sent()).toHaveLength(late.length);
});

test('"Month-end export to files" writes three files and nothing to BILL', async () => {
	const before = writes().length;
	const execution = await run('Month-end export to files');
	const [{ month, from, until }] = outputOf(execution, 'Last month');
	const files = await filesOf(execution, 'Put the files away');
	expect(files.map(({ fileName }) => fileName)).toEqual([
		`payments-${month}.csv`,
		`open-bills-${month}.csv`,
		`open-invoices-${month}.csv`,
	]);
	const expected = bill
		.records('payments')
		.filter(({ createdTime }) => Date.parse(createdTime) >= Date.parse(from))
		.filter(({ createdTime }) => Date.parse(createdTime) < Date.parse(until))
		.map(({ confirmationNumber }) => String(confirmationNumber));
	expect(expected.length).toBeGreaterThan(0);
	const [payments, bills, invoices] = files.map(({ text }) => text);
	for (const number of expected) expect(payments).toContain(number);
	expect(payments.trim().split('\n')).toHaveLength(1 + expected.length);
	expect(bills).toContain('AO-2291');
	expect(bills).toContain('Alder Office Supply');
	expect(bills).not.toContain('BW-DUP');
	expect(invoices).toContain('NG-4104');
	expect(writes()).toHaveLength(before);
});

test('"Sync vendors and accounts with another ledger" works both ways, and then changes nothing more', async () => {
	const name = 'Sync vendors and accounts with another ledger';
	const vendor = (called: string) => bill.records('vendors').filter((each) => each.name === called);
	const first = await run(name);
	expect(vendor('Saltbox Signs')).toMatchObject([{ email: 'office@saltbox-signs.example' }]);
	expect(
		bill.records('chartOfAccounts').filter((each) => each.name === 'Showroom Signage'),
	).toMatchObject([{ account: { number: '6450', type: 'EXPENSE' } }]);
	const added = outputOf(first, 'Add vendors to the ledger').map((row) => row.name);
	const active = bill.records('vendors').filter(({ archived }) => !archived);
	expect(added.sort()).toEqual(
		active
			.map((each) => each.name)
			.filter((each) => each !== 'Saltbox Signs')
			.sort(),
	);

	const before = writes().length;
	const second = await run(name);
	expect(outputOf(second, 'Compare vendors')).toEqual([]);
	expect(outputOf(second, 'Compare accounts')).toEqual([]);
	expect(writes()).toHaveLength(before);

	// The side that was changed last wins.
	const changed = (called: string, email: string, updatedTime: string) =>
		Object.assign(vendor(called)[0], { email, updatedTime });
	const newer = new Date(Date.now() + 60_000).toISOString();
	changed('Kestrel Couriers', 'accounts@kestrel-couriers.example', newer);
	changed('Ironwood Fixtures', 'old@ironwood-fixtures.example', '2026-01-02T00:00:00.000+00:00');
	const third = await run(name);
	expect(outputOf(third, 'Change vendors in the ledger')).toMatchObject([
		{ name: 'Kestrel Couriers', email: 'accounts@kestrel-couriers.example' },
	]);
	expect(vendor('Ironwood Fixtures')[0].email).toBe('billing@ironwood-fixtures.example');
	expect(writes()).toHaveLength(before + 1);
});

/** The files in the output of a node. */
async function filesOf(execution: Execution, node: string) {
	const [{ data }] = execution.data.resultData.runData[node];
	return await Promise.all(
		(data?.main[0] ?? []).map(async ({ binary }) => {
			const query = new URLSearchParams({ id: String(binary?.data.id), action: 'download' });
			const text = await n8n.client.call<string>('GET', `/rest/binary-data?${query.toString()}`);
			return { fileName: binary?.data.fileName, text };
		}),
	);
}

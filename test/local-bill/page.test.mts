import { expect, it } from '@jest/globals';
import type { FaultAction } from '../../local-bill/http/faults.mts';
import { KINDS } from '../../local-bill/page/kinds.mts';
import { FAULT_SWITCHES, SETTINGS, switchOf } from '../../local-bill/page/switches.mts';
import { money } from '../../local-bill/page/words.mts';
import { prefixes } from '../../local-bill/state/ids.mts';
import { makeVendor, usAddress } from '../support/records.mts';
import { clientOf } from '../support/bill.mts';
import { localBench, sessionOf } from './support.mts';

const bench = localBench();

/** Loads what the page itself loads. */
const read = async (path: string, params = {}) => {
	const { status, data } = await bench.control.get(`/page/${path}`, { params });
	expect(status).toBe(200);
	return data;
};
/** The texts of the table rows of a kind. */
const rows = async (kind: string, params = {}): Promise<string[][]> => {
	const { rows: found } = await read(`records/${kind}`, params);
	return found.map(({ cells }: { cells: Array<{ text: string }> }) =>
		cells.map(({ text }) => text),
	);
};

it('is served as it is, loads nothing from elsewhere, and says that it is not BILL', async () => {
	const { status, headers, data } = await clientOf(bench.localBill.url).get('/');
	expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
	expect(headers['content-security-policy']).toContain("default-src 'none'");
	expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
	expect(data).toContain('This is not BILL.');
	const named = [...data.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path]) => path);
	const styles = ['page', 'tables', 'forms', 'record', 'narrow'].map(
		(name) => `/local-bill/${name}.css`,
	);
	expect(named).toEqual([...styles, '/local-bill/page.mjs']);
	for (const path of named) {
		expect((await clientOf(bench.localBill.url).get(path)).status).toBe(200);
	}
	expect(data).not.toMatch(/https?:\/\//);
});

it('is shown to a person who opens the URL of the controls', async () => {
	const options = { headers: { accept: 'text/html,*/*' }, maxRedirects: 0 };
	const { status, headers } = await bench.control.get('', options);
	expect([status, headers.location]).toEqual([302, '/']);
	expect((await bench.control.get('')).data.page).toBe(`${bench.localBill.url}/`);
});

it('has a table of every kind of records that a person may ask for', async () => {
	const own = [
		// Lines and similar collections, which exist only for their ids.
		...['billLines', 'billPayments', 'creditMemoLines', 'invoiceLines', 'recurringBillLines'],
		...['recurringInvoiceLines', 'vendorCreditLines', 'voids'],
		// Intermediate steps, and what BILL offers to everyone alike.
		...['exchangeRates', 'idempotentAnswers', 'spendMemberChanges', 'uploads'],
		...['exports', 'networkMembers', 'pricePlans', 'riskVerifications', 'roles'],
		...['apCards', 'bankAccountUsers', 'cardAccountUsers'],
	];
	const shown = KINDS.map(({ name }) => name as string);
	expect([...shown, ...own].sort()).toEqual(Object.keys(prefixes).sort());
	const { groups } = await read('state');
	const counts = groups.flatMap(({ kinds }: { kinds: object[] }) => kinds);
	for (const name of shown) {
		expect(counts).toContainEqual(
			expect.objectContaining({ name, count: bench.localBill.records(name as never).length }),
		);
		const { columns, rows: found } = await read(`records/${name}`);
		for (const { cells } of found) expect(cells).toHaveLength(columns.length);
		if (found.length > 0) await read(`record/${name}`, { id: found[0].id });
	}
});

it('writes amounts and dates as people of finance read them', async () => {
	expect(await rows('bills', { search: 'MT-12' })).toEqual([
		expect.arrayContaining(['MT-12', 'Maplewright Textiles', '2,150.00 CAD', 'Unpaid']),
	]);
	const [bill] = await rows('bills', { search: 'MT-12' });
	expect(bill[2]).toMatch(/^[A-Z][a-z]{2} \d{1,2}, \d{4}$/);
	expect([money(2150), money(1200, 'JPY'), money(-0.5, 'EUR')]).toEqual([
		'2,150.00 USD',
		'1,200 JPY',
		'-0.50 EUR',
	]);
});

it('shows the newest first, finds by text, and says how many there are', async () => {
	await makeVendor(bench, { name: 'Newest Vendor' });
	expect((await rows('vendors'))[0][0]).toBe('Newest Vendor');
	bench.localBill.seed({ vendors: 500 });
	const all = await read('records/vendors');
	expect([all.rows.length, all.found]).toEqual([200, all.total]);
	const some = await read('records/vendors', { search: 'newest ven' });
	expect([some.rows.length, some.found, some.total]).toEqual([1, 1, all.total]);
	expect((await bench.control.get('/page/records/nonsense')).status).toBe(404);
	expect((await bench.control.get('/page/record/vendors?id=nobody')).status).toBe(404);
});

it('shows the records of every organization', async () => {
	const { organizations } = await read('state');
	expect(organizations.map(({ name }: { name: string }) => name)).toEqual([
		'Northlight Goods LLC',
		'Fernhill Bakery LLC',
		'Copperleaf Studio',
	]);
	const names = await rows('vendors', { organization: organizations[2].id });
	expect(names.map(([name]) => name)).toEqual(['Harbor Freight Lines']);
});

it('shows each request with what a fault did to it', async () => {
	bench.localBill.addFault({ then: { drop: 'after' } });
	await bench.api.post('/v3/vendors', { name: 'Cut', address: usAddress }).catch(() => undefined);
	bench.localBill.addFault({ then: { status: 500, code: 'BDC_1001', message: 'No.' } });
	await bench.api.get('/v3/bills');
	await bench.api.get('/v3/bills');
	const { requests, requestCount } = await read('state');
	expect(requestCount).toBe(3);
	expect(requests).toMatchObject([
		{ path: '/connect/v3/bills', answer: { text: '200', tone: 'good' }, fault: '' },
		{ answer: { text: '500', tone: 'bad' }, code: 'BDC_1001', fault: 'Error response, status 500' },
		{
			...{ method: 'POST', path: '/connect/v3/vendors', answer: { text: 'No response' } },
			...{ fault: 'Connection cut after the work', worked: 'The work is done.' },
		},
	]);
	const { title, record } = await read('requests/0');
	expect([title, record.body]).toEqual([
		'POST /connect/v3/vendors',
		{ name: 'Cut', address: usAddress },
	]);
});

it('never shows a secret or the number of a bank account', async () => {
	const { credentials, spendToken } = bench.localBill;
	await bench.plain.post('/v3/login', credentials);
	await bench.spend.get('/users');
	const bankAccount = {
		...{ nameOnAccount: 'Hidden', accountNumber: '98765432', routingNumber: '021000021' },
		...{ type: 'CHECKING', ownerType: 'BUSINESS' },
	};
	const paymentInformation = { payeeName: 'Hidden', bankAccount };
	const made = { name: 'Hidden', address: usAddress, paymentInformation };
	await bench.trusted.post('/v3/vendors', made);
	const answers: unknown[] = [await read('state')];
	for (const { index } of bench.localBill.requests) answers.push(await read(`requests/${index}`));
	for (const { name } of KINDS) {
		const list = await read(`records/${name}`);
		answers.push(list);
		for (const { id } of list.rows.slice(0, 20)) answers.push(await read(`record/${name}`, { id }));
	}
	const shown = JSON.stringify(answers);
	expect(shown).toContain('…5432');
	const [bank] = bench.localBill.records('bankAccounts');
	const [subscription] = bench.localBill.records('subscriptions');
	for (const secret of [
		...[credentials.password, credentials.devKey, spendToken, sessionOf(bench.api)],
		...['98765432', '021000021', String(bank.accountNumber), subscription._securityKey],
	]) {
		expect(secret.length).toBeGreaterThan(7);
		expect(shown).not.toContain(secret);
	}
});

it('has a switch for each fault, and knows it again when it waits', async () => {
	const everything: Required<FaultAction> = {
		...{ status: 500, body: '', headers: {}, code: '', message: '', delay: 1, afterWork: true },
		...{ drop: 'before', fewer: 1, late: 1, moves: true, endSessions: true },
	};
	const members = FAULT_SWITCHES.flatMap(({ then, inputs = [] }) => [
		...Object.keys(then),
		...inputs.map(({ name }) => name),
	]);
	expect([...new Set(members)].sort()).toEqual(Object.keys(everything).sort());
	const drops = FAULT_SWITCHES.map(({ then }) => then.drop).filter(Boolean);
	expect(drops).toEqual(['before', 'after', 'middle']);
	for (const { key, then, inputs = [] } of FAULT_SWITCHES) {
		const filled = Object.fromEntries(inputs.map(({ name, value }) => [name, value]));
		const whole = { ...then, ...filled };
		expect(switchOf(whole)?.key).toBe(key);
		expect((await bench.control.post('/faults', { then: whole })).status).toBe(200);
	}
	const { faults } = await read('state');
	expect(faults.map(({ key }: { key: string }) => key)).toEqual(
		FAULT_SWITCHES.map(({ key }) => key),
	);
});

it('has a field for each setting, which takes the value that it shows', async () => {
	const { settings } = await read('state');
	for (const [name, { path, inputs }] of Object.entries(SETTINGS)) {
		expect(inputs.map((input) => input.name).sort()).toEqual(Object.keys(settings[name]).sort());
		const body = settings[name];
		expect((await clientOf(bench.localBill.url).post(path, body)).status).toBe(200);
	}
});

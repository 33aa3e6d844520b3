import type { Data } from '../support/bill.mts';
import { byId } from '../support/form.mts';
import { requiredFilled } from '../support/forms.mts';
import { failureOf, local } from '../support/local.mts';

/* Lists are read page by page until BILL returns no token. */

const at = local();
const path = '/connect/v3/vendors';
const page = (names: string[], nextPage?: string | null) =>
	at.localBill.addFault({
		match: { method: 'GET', path },
		then: {
			status: 200,
			body: { results: names.map((name) => ({ id: `00901${name}`, name })), nextPage },
		},
	});
const all = async () =>
	(await at.run('vendor', 'getAll', { returnAll: true })).map(({ json }) => json.name);
const tokens = () => at.log().map(({ query }) => query.page);

test.each([undefined, null, ''])('the end is a next page of %p', async (end) => {
	page(['A'], 'p2');
	page(['B'], end);
	expect(await all()).toEqual(['A', 'B']);
	expect(tokens()).toEqual([undefined, 'p2']);
});

test('an empty page with a token goes on', async () => {
	page([], 'p2');
	page(['A'], 'p3');
	page([], 'p4');
	page(['B']);
	expect(await all()).toEqual(['A', 'B']);
});

test('a record that slipped to a later page while the list was read is given once', async () => {
	page(['A', 'B'], 'p2');
	page(['B', 'C']);
	expect(await all()).toEqual(['A', 'B', 'C']);
});

test('a record that came twice is not counted against the limit', async () => {
	page(['A', 'B'], 'p2');
	page(['B'], 'p3');
	page(['C']);
	const items = await at.run('vendor', 'getAll', { returnAll: false, limit: 3 });
	expect(items.map(({ json }) => json.name)).toEqual(['A', 'B', 'C']);
	expect(at.log().map(({ query }) => query.max)).toEqual(['3', '1', '1']);
});

test('a repeated page token ends with an error instead of a loop', async () => {
	page(['A'], 'p2');
	page(['B'], 'p2');
	page(['C'], 'p2');
	const error = await failureOf(all());

	expect(error.message).toContain('repeated a page');
	expect(at.sent()).toHaveLength(2);
});

test('two alternating tokens end with an error too', async () => {
	for (let i = 0; i < 9; i++) page([`${i}`], i % 2 === 0 ? 'even' : 'odd');
	expect((await failureOf(all())).message).toContain('repeated a page');
	expect(at.sent().length).toBeLessThan(5);
});

test('pages of 100: 1,015 vendors are 11 requests, each vendor once', async () => {
	at.localBill.seed({ vendors: 1000 });
	const names = await all();

	expect(names).toHaveLength(1015);
	expect(new Set(names).size).toBe(1015);
	expect(at.sent()).toHaveLength(11);
	expect(new Set(at.log().map(({ query }) => query.max))).toEqual(new Set(['100']));
});

test('filters and order go along with every page', async () => {
	at.localBill.seed({ vendors: 150 });
	await at.run('vendor', 'getAll', {
		returnAll: true,
		filters: { name: [{ operator: 'sw', value: 'Sample' }] },
		sort: { rules: [{ field: 'name', direction: 'desc' }] },
	});
	const asked = at.log().map(({ query }) => [query.filters, query.sort]);
	expect(asked).toEqual(Array(2).fill(['name:sw:"Sample"', 'name:desc']));
});

test('a page whose session has ended is asked for again, and nothing is missing', async () => {
	at.localBill.seed({ vendors: 300 });
	await all();
	at.localBill.clearRequests();
	at.localBill.addFault({ match: { path }, then: { delay: 0 } });
	at.localBill.addFault({ match: { path }, then: { status: 401, code: 'BDC_1109' } });
	const names = await all();
	expect(new Set(names).size).toBe(315);
	expect(at.logins()).toHaveLength(1);
});

test.each([0, -1, 1.5, 'many'])(
	'a limit of %p is refused before anything is sent',
	async (limit) => {
		const error = await failureOf(at.run('vendor', 'getAll', { limit }));
		expect(error.message).toContain('Limit');
		expect(at.localBill.requests).toEqual([]);
	},
);

test('several items with lists come out one after the other', async () => {
	const items = await at.run(
		'vendor',
		'getAll',
		(item) => ({ limit: item + 1, sort: { rules: [{ field: 'name', direction: 'asc' }] } }),
		{ items: [{ json: {} }, { json: {} }, { json: {} }] },
	);
	expect(items.map(({ pairedItem }) => pairedItem?.item)).toEqual([0, 1, 1, 2, 2, 2]);
});

test('a filter with a double quote is refused with the name of the filter', async () => {
	const filters = { name: [{ operator: 'eq', value: 'The "Best"' }] };
	const error = await failureOf(at.run('vendor', 'getAll', { filters }));
	expect(error.message).toContain('Filter Name cannot contain a double quote');
	expect(at.localBill.requests).toEqual([]);
});

test.each(['Smith, Jones', 'Ratio 1:2', 'a b'])(
	'a filter with %p is understood by BILL',
	async (name) => {
		await at.bill.call('POST', '/v3/vendors', {
			name,
			address: { line1: '1', city: 'X', zipOrPostalCode: '1', country: 'GB' },
		});
		const filters = { name: [{ operator: 'eq', value: name }] };
		const items = await at.run('vendor', 'getAll', { filters });
		expect(items.map(({ json }) => json.name)).toEqual([name]);
	},
);

describe('an answer without the list', () => {
	const answer = (body: unknown) =>
		at.localBill.addFault({ match: { method: 'GET' }, times: 20, then: { status: 200, body } });
	const forms: Array<[string, string, Data]> = [
		['vendor', 'getAll', {}],
		['vendor', 'getAll', { returnAll: true }],
		['approvalPolicy', 'getAll', {}],
		['webhookEvent', 'getCatalog', {}],
		[
			'webhookEvent',
			'getAll',
			{
				subscriptionId: byId('5f0c7a4e-2d3b-4c1a-9e8f-6b7d8c9a0e1f'),
				createdTimeFrom: '2026-11-01T00:00:00Z',
			},
		],
		['auditTrail', 'getAll', { vendorId: byId('00901ABCDEFGHIJKLMNO') }],
	];

	const told = forms.filter((form) => form[1] === 'getAll' && form[0] === 'webhookEvent');

	test.each(told)(
		'%s > %s: an object without any member is an empty list, as BILL shows it for events',
		async (...form) => {
			answer({});
			expect(await at.run(...form)).toEqual([]);
		},
	);

	test.each(forms.filter((form) => !told.includes(form)))(
		'%s > %s: an object without any member does not say that there is nothing',
		async (...form) => {
			answer({});
			const error = await failureOf(at.run(...form));
			expect(error.message).toMatch(/does not contain the requested list/);
		},
	);

	test.each(forms)('%s > %s: any other object is an error', async (...form) => {
		answer({ status: 'ok' });
		const error = await failureOf(at.run(...form));
		expect(error.message).toMatch(/does not contain the requested list/);
	});

	test.each([{}, [], { status: 'ok' }])('a pick list says what is wrong with %j', async (body) => {
		answer(body);
		await expect(at.node.search('searchVendors')).rejects.toThrow(
			/does not contain the requested list/,
		);
	});

	// A check that decides whether a record is created must not mistake a broken response for "there is none".
	const deciding: Array<[string, string, Data]> = [
		['employee', 'upsert', { firstName: 'Rosa', lastName: 'L', shortName: 'RL' }],
		['vendor', 'upsert', requiredFilled({ resource: 'vendor', operation: 'upsert' })],
		[
			'bill',
			'create',
			{ ...requiredFilled({ resource: 'bill', operation: 'create' }), ifNumberExists: 'refuse' },
		],
		['payment', 'create', requiredFilled({ resource: 'payment', operation: 'create' })],
	];
	test.each(
		deciding.flatMap((form) => [{}, [], { status: 'ok' }].map((body) => [...form, body] as const)),
	)('%s > %s writes nothing because of it (%#)', async (resource, operation, form, body) => {
		answer(body);
		const error = await failureOf(at.run(resource, operation, form));
		expect(error.message).toMatch(/does not contain the requested (list|record)|not know/i);
		const writes = at.sent().filter((sent) => !sent.startsWith('GET') && !sent.includes('/login'));
		expect(writes).toEqual([]);
	});
});

import { Bill } from '../../nodes/Bill/Bill.node.ts';
import { routes } from '../../local-bill/api/index.mts';
import * as records from '../../nodes/Bill/records/index.ts';
import type { ListedKind } from '../../nodes/core/run/pick-lists.ts';
import { local } from '../support/local.mts';

/* The lists that records are picked from. */

const at = local();
// Lists of partners are tested separately: BILL returns them only to a partner.
const kinds = Object.values(records as unknown as Record<string, ListedKind>).filter(
	({ list }) => list !== undefined && !list.path.startsWith('/v3/partner/'),
);
const served = kinds.filter(({ list }) => {
	const path = list.path.replace('{organizationId}', ':organizationId');
	// Lists that BILL only searches by a word are tested separately, and so are the parts of one record.
	const isWhole = list.foundBy === undefined;
	return isWhole && routes.some((route) => route.method === 'GET' && route.path === path);
});

test('every list that the form names is there', () => {
	const named = new Set(JSON.stringify(new Bill().description.properties).match(/search[A-Z]\w+/g));
	for (const own of ['searchListMethod', 'searchFilterRequired']) named.delete(own);
	const there = Object.keys(new Bill().methods.listSearch);
	expect([...named].filter((name) => !there.includes(name))).toEqual([]);
});

test.each(served.map((kind) => [kind.label, kind] as const))(
	'%s: the list has names and IDs that its own check takes',
	async (_label, { searchMethod, pattern }) => {
		const { results } = await at.node.search(searchMethod);

		expect(results.length).toBeGreaterThan(0);
		for (const { name, value } of results) {
			expect(value).toMatch(pattern);
			expect(name).not.toBe('');
			expect(name).not.toMatch(/undefined|null|\[object/);
		}
		expect(at.logins()).toHaveLength(1);
	},
);

test.each(served.map((kind) => [kind.label, kind] as const))(
	'%s: what is typed narrows the list',
	async (_label, { searchMethod }) => {
		const { results } = await at.node.search(searchMethod);
		const typed = results[0].name.slice(0, 4).trim();
		const found = await at.node.search(searchMethod, typed);

		expect(found.results).toContainEqual(results[0]);
		for (const { name, value } of found.results) {
			expect(`${name} ${value}`.toLowerCase()).toContain(typed.toLowerCase());
		}
		expect((await at.node.search(searchMethod, 'no such record at all')).results).toEqual([]);
	},
);

test('vendors are searched by BILL, and archived ones are not offered', async () => {
	const { results } = await at.node.search('searchVendors', 'Happy');
	expect(results.map(({ name }) => name)).toEqual([
		expect.stringMatching(/^Happy Harbor Catering · owed 940\.00 USD · /),
	]);
	expect(at.log()).toHaveLength(1);
	expect(at.log()[0].query.filters).toBe('archived:eq:false,name:sw:"Happy"');
	expect((await at.node.search('searchVendors', 'Oakes')).results).toEqual([]);
});

test.each([
	['bill', 'searchBillsArchived', 'bills'],
	['vendor', 'searchVendorsArchived', 'vendors'],
	['customer', 'searchCustomersArchived', 'customers'],
	['department', 'searchDepartmentsArchived', 'departments'],
	['invoice', 'searchInvoicesArchived', 'invoices'],
	['user', 'searchUsersArchived', 'users'],
] as const)(
	'Restore of %s is offered what is archived, and that alone',
	async (resource, method, collection) => {
		const restore = new Bill().description.properties.find(
			({ type, displayOptions }) =>
				type === 'resourceLocator' &&
				displayOptions?.show?.resource?.includes(resource) &&
				displayOptions.show.operation?.includes('restore'),
		);
		expect(restore?.modes?.[0].typeOptions?.searchListMethod).toBe(method);
		const kept = at.localBill.records(collection);
		kept[0].archived = true;
		const { results } = await at.node.search(method);
		const archived = kept.filter(({ archived: isArchived }) => isArchived).map(({ id }) => id);
		expect(results.map(({ value }) => value).sort()).toEqual(archived.sort());
	},
);

test('a double quote in what is typed is looked for among what BILL finds', async () => {
	const address = { line1: '1', city: 'X', zipOrPostalCode: '1', country: 'GB' };
	await at.bill.call('POST', '/v3/vendors', { name: 'The "Best" Ltd', address });
	await at.bill.call('POST', '/v3/vendors', { name: 'The Rest Ltd', address });
	const { results } = await at.node.search('searchVendors', 'The "Be');
	expect(results.map(({ name }) => name)).toEqual(['The "Best" Ltd · X']);
});

test('a long list comes page by page', async () => {
	at.localBill.seed({ vendors: 150 });
	const first = await at.node.search('searchVendors');
	const second = await at.node.search('searchVendors', undefined, first.paginationToken);

	expect(first.results).toHaveLength(100);
	expect(second.results).toHaveLength(64);
	expect(second.paginationToken).toBeUndefined();
});

test('contacts and bank accounts are listed for the customer that is chosen', async () => {
	for (const [method, collection] of [
		['searchCustomerContacts', 'customerContacts'],
		['searchCustomerBankAccounts', 'customerBankAccounts'],
	] as const) {
		const kept = at.localBill.records(collection);
		const owner = (record: (typeof kept)[number]) =>
			'customerId' in record ? record.customerId : record._customerId;
		const customerId = owner(kept[0]);
		const { results } = await at.node.search(method, undefined, undefined, { customerId });
		const own = kept.filter((record) => owner(record) === customerId);
		expect(results.map(({ value }) => value).sort()).toEqual(own.map(({ id }) => id).sort());
		expect((await at.node.search(method)).results).toEqual([]);
	}
});

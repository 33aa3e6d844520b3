import { type Kind, kinds, makeOne } from './cases/classification-kinds.mts';
import type { LoggedRequest } from '../../local-bill/server.mts';
import { byId } from '../support/form.mts';
import type { Data } from '../support/bill.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';

/*
 * Classifications are sent fifty at a time, with their IDs in the body or in the query. An invalid one fails on its
 * own.
 */

const at = local();
const rows = kinds.map((kind) => [kind.resource, kind] as const);
const size = ({ body, query }: Pick<LoggedRequest, 'body' | 'query'>) =>
	Array.isArray(body)
		? body.length
		: String(query.ids ?? '')
				.split(',')
				.filter(Boolean).length;
/** The stored records, typed with the fields of the kind. */
const keptOf = ({ collection }: Kind): Array<Data & { id: string }> =>
	at.localBill.records(collection).map((record) => ({ ...record }));
const inOrder = (items: Array<{ pairedItem?: unknown }>) =>
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
/** After a refused bulk request, each item is looked up before it is sent on its own. */
const LOOK_UP = { options: { lookUpSeconds: 1 } };

/** Creates that many records, archived if they are to be restored. */
async function many({ path, head }: Kind, count: number, operation: string): Promise<string[]> {
	const ids: string[] = [];
	for (let start = 0; start < count; start += 50) {
		const some = Array.from({ length: Math.min(50, count - start) }, (_, i) => {
			const { form, body = form } = head(`M ${start + i}`);
			return body;
		});
		const answer = await at.bill.call('POST', `${path}/bulk`, some);
		const [made] = Object.values(answer) as unknown as Array<Array<{ id: string }>>;
		const batch = made.map(({ id }) => id);
		if (operation === 'restore') {
			await at.bill.call('POST', `${path}/bulk/archive`, undefined, { ids: batch.join(',') });
		}
		ids.push(...batch);
	}
	at.localBill.clearRequests();
	return ids;
}

describe.each(rows)('%s', (resource, kind) => {
	const idField = `${resource}Id`;

	test('101 that are created are three requests', async () => {
		const before = at.localBill.records(kind.collection).length;
		const parameters = (item: number) => kind.head(`M ${item}`).form;
		const items = await at.run(resource, 'create', parameters, { items: emptyItems(101) });

		expect(at.sent()).toEqual([
			`POST ${kind.path}/bulk`,
			`POST ${kind.path}/bulk`,
			`POST ${kind.path}`,
		]);
		expect(at.log().slice(0, 2).map(size)).toEqual([50, 50]);
		expect(items.map(({ json }) => json.name ?? json.lastName)).toEqual(
			items.map((_, item) => `M ${item}`),
		);
		inOrder(items);
		expect(at.localBill.records(kind.collection)).toHaveLength(before + 101);
	});

	test.each([
		['update', 'PATCH', 'bulk'],
		['archive', 'POST', 'bulk/archive'],
		['restore', 'POST', 'bulk/restore'],
	])('52 of %s are two requests', async (operation, method, path) => {
		const ids = await many(kind, 52, operation);
		const parameters = (item: number) => ({
			[idField]: byId(ids[item]),
			...(operation === 'update' && { updateFields: { [kind.clears]: `N ${item}` } }),
		});
		const items = await at.run(resource, operation, parameters, { items: emptyItems(52) });

		expect(at.sent()).toEqual(Array(2).fill(`${method} ${kind.path}/${path}`));
		expect(at.log().map(size)).toEqual([50, 2]);
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		inOrder(items);
		const kept = new Map(keptOf(kind).map((one) => [one.id, one]));
		ids.forEach((id, item) => {
			const { archived, [kind.clears]: text } = kept.get(id)!;
			expect([archived, text]).toEqual([
				operation === 'archive',
				operation === 'update' ? `N ${item}` : undefined,
			]);
		});
	});

	test.each(['update', 'archive', 'restore'])(
		'one of ten that is not there is the only error of %s',
		async (operation) => {
			const ids = await many(kind, 10, operation);
			ids[4] = `${ids[4].slice(0, 3)}01NOBODYTHERE00000`;
			const parameters = (item: number) => ({
				[idField]: byId(ids[item]),
				...(operation === 'update' && { updateFields: { [kind.clears]: `N ${item}` } }),
				...LOOK_UP,
			});
			const items = await at.run(resource, operation, parameters, {
				items: emptyItems(10),
				continueOnFail: true,
			});

			expect(items.map(({ json }) => json.id)).toEqual(
				ids.map((id, item) => (item === 4 ? undefined : id)),
			);
			expect(items[4].json).toMatchObject({ error: expect.any(String), outcome: 'refused' });
			const read = at.sent().filter((sent) => sent.startsWith('GET'));
			expect(read.sort()).toEqual(ids.map((id) => `GET ${kind.path}/${id}`).sort());
			expect(items.filter(({ json }) => json.error)).toHaveLength(1);
			inOrder(items);
			const done = keptOf(kind).filter(({ id }) => ids.includes(id));
			expect(done).toHaveLength(9);
			done.forEach((one) => {
				if (operation === 'update') expect(one[kind.clears]).toBe(`N ${ids.indexOf(one.id)}`);
				else expect(one.archived).toBe(operation === 'archive');
			});
		},
	);

	test('a parent that is not there is the only error of create', async () => {
		const gone = `${(await makeOne(at.bill, kind)).id.slice(0, 3)}01NOBODYTHERE00000`;
		at.localBill.clearRequests();
		const parameters = (item: number) => ({
			...kind.head(`M ${item}`).form,
			...(item === 3 && { additionalFields: { parentId: byId(gone) } }),
			...LOOK_UP,
		});
		const items = await at.run(resource, 'create', parameters, {
			items: emptyItems(6),
			continueOnFail: true,
		});

		expect(items.map(({ json }) => json.name ?? json.lastName)).toEqual(
			items.map((_, item) => (item === 3 ? undefined : `M ${item}`)),
		);
		expect(items[3].json.error).toContain(gone);
		expect(items[3].json.outcome).toBe('refused');
		expect(at.sent().filter((sent) => sent.startsWith('GET'))).toEqual([`GET ${kind.path}`]);
		inOrder(items);
		const made = keptOf(kind).filter((one) => /^M \d$/.test(String(one.name ?? one.lastName)));
		expect(made).toHaveLength(5);
	});
});

describe('a parent account', () => {
	const accounts = () => at.localBill.records('chartOfAccounts');
	const archivedBelow = (id: string) =>
		accounts()
			.filter(({ parentId }) => parentId === id)
			.map(({ archived }) => archived);

	test('is archived with the accounts below it, and restored alone', async () => {
		const { id } = accounts().find(({ name }) => name === 'Office Expenses')!;
		const parameters = { chartOfAccountId: byId(id) };
		const [archived] = await at.run('chartOfAccount', 'archive', parameters);
		expect(archived.json).toMatchObject({ id, archived: true });
		expect(archivedBelow(id)).toEqual([true, true]);

		const [restored] = await at.run('chartOfAccount', 'restore', parameters);
		expect(restored.json).toMatchObject({ id, archived: false });
		expect(archivedBelow(id)).toEqual([true, true]);
		expect(at.sent()).toEqual([
			`POST /v3/classifications/chart-of-accounts/${id}/archive`,
			`POST /v3/classifications/chart-of-accounts/${id}/restore`,
		]);
	});

	test('is taken away with an empty text', async () => {
		const { id } = accounts().find(({ parentId }) => parentId)!;
		await at.run('chartOfAccount', 'update', {
			chartOfAccountId: byId(id),
			updateFields: { parentId: byId('') },
			options: { emptyFields: 'clear' },
		});
		expect(at.log()[0].body).toEqual({ parentId: '' });
		expect(accounts().find((one) => one.id === id)).not.toHaveProperty('parentId');
	});

	test('cannot be the account itself, and the error names the field', async () => {
		const { id } = accounts()[0];
		const error = await failureOf(
			at.run('chartOfAccount', 'update', {
				chartOfAccountId: byId(id),
				updateFields: { parentId: byId(id) },
			}),
		);
		expect(error.message).toContain('Parent GL Account: ');
	});
});

describe('Create or Update', () => {
	test('reads the list once for all items, and finds what an earlier item made', async () => {
		const names = ['Purchasing', 'Operations', 'Purchasing'];
		const parameters = (item: number) => ({
			name: names[item],
			additionalFields: { shortName: `S${item}` },
		});
		const items = await at.run('department', 'upsert', parameters, { items: emptyItems(3) });

		expect(at.sent().filter((sent) => sent.startsWith('GET'))).toHaveLength(1);
		expect(items.map(({ json }) => json.name)).toEqual(names);
		expect(items[2].json).toMatchObject({ id: items[0].json.id, shortName: 'S2' });
	});

	test('leaves an archived department of that name alone', async () => {
		const [item] = await at.run('department', 'upsert', { name: 'Mail Order' });
		expect(at.sent()[1]).toBe('POST /v3/classifications/departments');
		const kept = at.localBill.records('departments').filter(({ name }) => name === 'Mail Order');
		expect(kept.map(({ id, archived }) => [id === item.json.id, archived])).toEqual([
			[false, true],
			[true, false],
		]);
	});

	test('refuses two employees of one short name', async () => {
		for (const lastName of ['One', 'Two']) {
			const body = { firstName: 'Rosa', lastName, shortName: 'RLI' };
			await at.bill.call('POST', '/v3/classifications/employees', body);
		}
		at.localBill.clearRequests();
		const error = await failureOf(
			at.run('employee', 'upsert', { shortName: 'RLI', firstName: 'Rosa', lastName: 'New' }),
		);
		expect(error.message).toContain('"RLI"');
		expect(at.sent()).toEqual(['GET /v3/classifications/employees']);
	});
});

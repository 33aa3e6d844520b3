import * as records from '../../nodes/BillSpendExpense/records/index.ts';
import type { ListedKind } from '../../nodes/core/run/pick-lists.ts';
import { local } from '../support/local.mts';
import { seeded } from '../support/spend.mts';

/* The pick lists of Spend & Expense, which return UUIDs. */

const at = local('billSpendExpenseApi');

const kinds = Object.values(records as unknown as Record<string, ListedKind>).filter(
	// Webhook subscriptions have no UUIDs and are the same in both nodes; receipts are tested separately.
	({ list }) =>
		list !== undefined && !list.path.startsWith('/connect-events/') && list.member === undefined,
);
const project = () => seeded(at.bill, 'spendCustomFields', ({ name }) => name === 'Project').uuid;

test.each(kinds.map((kind) => [kind.label, kind] as const))(
	'%s: the list has names, and UUIDs that its own check takes',
	async (_, { searchMethod, pattern }) => {
		const { results } = await at.node.search(searchMethod, undefined, undefined, {
			customFieldId: project(),
		});
		expect(results.length).toBeGreaterThan(3);
		for (const { name, value } of results) {
			expect(name).toMatch(/\w/);
			expect(value).toMatch(pattern);
			expect(value).toMatch(/^[a-z]{3}_/);
		}
	},
);

test('values are searched in all pages, by BILL itself', async () => {
	const { results } = await at.node.search('searchSpendCustomFieldValues', 'mill', undefined, {
		customFieldId: project(),
	});
	expect(results.length).toBeGreaterThan(5);
	for (const { name } of results) expect(name).toMatch(/^Mill /);
	expect(at.localBill.requests.at(-1)?.query).toMatchObject({ filters: 'name:sw:"mill"' });
});

test('values of an entry belong to the field that is chosen beside it', async () => {
	const category = seeded(at.bill, 'spendCustomFields', ({ name }) => name === 'Category').uuid;
	const { results } = await at.node.search('searchSpendCustomFieldValues', undefined, undefined, {
		...{ '&customFieldId': category, customFieldId: project() },
	});
	expect(results.map(({ name }) => name)).toContain('Catering');
});

test('users are found by name and email address, although BILL cannot search them', async () => {
	const { results } = await at.node.search('searchSpendUsers', 'GIL.novak');
	expect(results.map(({ name }) => name)).toEqual([
		'Gil Novak · member · Gil.Novak@northlight-goods.example',
	]);
});

test.each<[string, RegExp]>([
	['searchSpendBudgets', /^[A-Z][\w ]* · (monthly|quarterly|yearly) · [\d,]+\.\d\d/],
	['searchSpendBudgets', /^[A-Z][\w ]* · group/],
	['searchSpendCards', /^[^·]+ · …\d{4} · [a-z ]+$/],
	['searchSpendCustomFields', / · required$/],
	['searchSpendReimbursements', /^\d{4}-\d\d-\d\d · [\d,]+\.\d\d · [a-z\d ]+ · [A-Z]/],
	['searchSpendTransactions', /^\d{4}-\d\d-\d\d · -?[\d,]+\.\d\d · [A-Z][^·]* · [A-Z]/],
])('%s says more than a name: %s', async (method, line) => {
	const { results } = await at.node.search(method);
	expect(results).toContainEqual({ name: expect.stringMatching(line), value: expect.anything() });
	for (const { name } of results) expect(name).not.toMatch(/ · none\b|[A-Z]_[A-Z]/);
});

test('transactions come in pages of fifty', async () => {
	await at.node.search('searchSpendTransactions');
	expect(at.localBill.requests[0].query).toMatchObject({ max: '50' });
});

test('budgets that BILL does not list are those of the transactions, each once', async () => {
	at.localBill.setSpend({ blindBudgets: true });
	const { results } = await at.node.search('searchSpendBudgets');
	const names = results.map(({ name }) => name);
	expect(names).toContain('Marketing');
	expect(new Set(names).size).toBe(names.length);
	for (const { value } of results) expect(value).toMatch(/^bgt_/);
	const { results: found } = await at.node.search('searchSpendBudgets', 'market');
	expect(found.map(({ name }) => name)).toEqual(['Marketing']);
});

import { describe, expect, it } from '@jest/globals';
import { spendOf } from './spend-support.mts';
import { localBench, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
const seeded = spendOf(bench);

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asks for
type Row = any;

const get = async (id: string, params: object = {}) =>
	(await bench.spend.get(`/transactions/${id}`, { params })).data;
const list = async (filters: string, params: object = {}) =>
	(await bench.spend.get('/transactions', { params: { max: 50, filters, ...params } })).data
		.results as Row[];

describe('transactions', () => {
	it('fill three pages, the latest first, with nothing that is shown on demand only', async () => {
		const pages: Row[][] = [];
		let nextPage: string | undefined;
		do {
			const { data } = await bench.spend.get('/transactions', { params: { max: 50, nextPage } });
			pages.push(data.results);
			nextPage = data.nextPage ?? undefined;
		} while (nextPage);
		expect(pages.map(({ length }) => length)).toEqual([50, 50, expect.any(Number)]);
		const rows = pages.flat();
		expect(rows.length).toBeGreaterThanOrEqual(125);
		const times = rows.map(({ occurredTime }) => Date.parse(occurredTime));
		expect(times).toEqual([...times].sort((a, b) => b - a));
		for (const row of rows) {
			expect(row).not.toHaveProperty('receipts');
			expect(row).not.toHaveProperty('customFields');
		}
	});

	it('show receipts and chosen custom fields when asked', async () => {
		const [category, project] = [seeded.field('Category'), seeded.field('Project')];
		const showCustomFieldIds = `${category.uuid},${project.id}`;
		const [row] = await list('receiptStatus:eq:ATTACHED', {
			...{ includeReceipts: true, showCustomFieldIds, max: 1 },
		});
		expect(row.receipts[0]).toEqual({
			...{ filename: expect.stringContaining('receipt.png') },
			...{ url: expect.stringContaining('/storage/'), uuid: expect.stringMatching(/^rct_/) },
		});
		expect(row.customFields.map(({ name }: Row) => name)).toEqual(['Category', 'Project']);
		expect((await get(row.uuid)).receipts).toHaveLength(1);
		expect((await get(row.uuid, { showCustomFieldIds: project.uuid })).customFields).toHaveLength(
			1,
		);
	});

	it('clear in a row of their own, each pointing to the other', async () => {
		const clear = (await list('type:eq:CLEAR,merchantName:eq:"Bluebird Ads"', { max: 1 }))[0];
		const auth = await get(clear.originalAuthTransactionUuid);
		expect([auth.transactionType, auth.matchedClearTransactionUuid]).toEqual([
			'AUTHORIZATION',
			clear.uuid,
		]);
		expect([auth.uuid === clear.uuid, auth.amount]).toEqual([false, clear.amount]);
	});

	it('that are divided are listed whole, and their parts read one by one', async () => {
		const [whole] = await list('amount:gte:900,amount:lte:900');
		expect([whole.isParent, whole.childTransactionUuids.length]).toEqual([true, 2]);
		const parts = await Promise.all(whole.childTransactionUuids.map((uuid: string) => get(uuid)));
		expect(parts.map(({ amount }: Row) => amount)).toEqual([600, 300]);
		expect(parts[0].parentTransactionId).toBe(whole.id);
		const rows = await list('merchantName:eq:"Ridge Expo Services"');
		expect(rows.some(({ parentTransactionId }) => parentTransactionId)).toBe(false);
	});

	it('abroad have both amounts, with the decimals of their currency', async () => {
		const [euro] = await list('merchantName:eq:"Hotel am Markt"');
		expect(euro).toMatchObject({
			...{ amount: 556.38, transactedAmount: 545.47, foreignExchangeFee: 10.91 },
			currencyData: { originalCurrencyAmount: '50000', exponent: 2, originalCurrencyCode: 'EUR' },
		});
		const [yen] = await list('merchantName:eq:"Sakura Paper"');
		expect(yen.currencyData).toMatchObject({ originalCurrencyAmount: '12000', exponent: 0 });
		expect(await list('fees:gte:5')).toHaveLength(1);
	});

	it('are filtered by each field that is known', async () => {
		const ed = seeded.user('Ed');
		const [first] = await list(`userId:eq:${ed.uuid}`);
		expect(first.userName).toBe('Ed Marsh');
		const ofBoth = await list(`cardId:in:"${seeded.card('5120').id},${seeded.card('5244').uuid}"`);
		expect(new Set(ofBoth.map(({ cardLastFour }) => cardLastFour))).toEqual(
			new Set(['5120', '5244']),
		);
		const budget = seeded.budget('Warehouse');
		const stored = await list(`budgetId:eq:${budget.uuid}`);
		expect(stored[0]).toMatchObject({
			budgetName: 'Warehouse',
			parentBudgetUuid: seeded.budget('Operations').uuid,
		});
		expect(await list(`transactionIds:in:"${first.uuid},${stored[0].id}"`)).toHaveLength(2);
		expect(await list('type:ne:DECLINE,amount:gte:1800')).toEqual([]);
		expect(await list('type:eq:DECLINE')).toHaveLength(2);
		expect(await list('locked:eq:true')).toHaveLength(1);
		expect(await list('receiptStatus:eq:MISSING')).toHaveLength(1);
		expect(await list('reviewStatus:eq:WAITING')).toHaveLength(1);
		expect(await list(`customFieldIds:eq:${seeded.field('Project').uuid}`)).toHaveLength(1);
		for (const name of ['complete', 'completed']) {
			const rows = await list(`${name}:eq:false,type:eq:CLEAR`);
			expect(rows.length).toBeGreaterThan(0);
			expect(rows.every(({ complete }) => complete === false)).toBe(true);
		}
	});

	it('show the sync status in lower case, and are filtered by it in upper case', async () => {
		for (const status of ['PENDING', 'SYNCED', 'ERROR', 'MANUAL_SYNCED', 'NOT_SYNCED']) {
			const rows = await list(`syncStatus:eq:${status},type:eq:CLEAR`);
			expect(rows.length).toBeGreaterThan(0);
			for (const {
				accountingIntegrationTransactions: [entry],
			} of rows) {
				expect(entry.syncStatus).toBe(status.toLowerCase());
			}
		}
		const some = await list('syncStatus:nin:"SYNCED,NOT_SYNCED",type:eq:CLEAR');
		expect(some.map((row) => row.accountingIntegrationTransactions[0].syncStatus)).not.toContain(
			'synced',
		);
		const refused = await bench.spend.get('/transactions', {
			params: { filters: 'syncStatus:eq:synced' },
		});
		expect(refused.status).toBe(400);
	});

	it('take a day as its first moment', async () => {
		const between = async (from: string, to: string) =>
			await list(`occurredTime:gte:"${from}",occurredTime:lte:"${to}"`);
		const day = seeded.transaction('Corner Table', 42.75).occurredTime.slice(0, 10);
		expect(await between(day, day)).toEqual([]);
		const whole = await between(`${day}T00:00:00.000Z`, `${day}T23:59:59.999Z`);
		expect(whole.filter(({ amount }) => amount === 42.75)).toHaveLength(2);
	});

	it('move to another budget, with their money', async () => {
		const travel = seeded.budget('Travel');
		const pending = seeded.transaction('Bluebird Ads', 240);
		const spent = async (name: string) =>
			(await bench.spend.get(`/budgets/${seeded.budget(name).id}`)).data.currentPeriod.spent.total;
		const before = [await spent('Marketing'), await spent('Travel')];
		const body = { budgetId: travel.uuid };
		const { status, data } = await bench.spend.put(`/transactions/${pending.uuid}`, body);
		expect([status, data]).toEqual([
			200,
			expect.objectContaining({
				...{ budgetId: travel.id, budgetUuid: travel.uuid, budgetName: 'Travel' },
				receiptRequired: true,
			}),
		]);
		expect(Date.parse(data.updatedTime)).toBeGreaterThan(Date.parse(pending.updatedTime));
		const after = [await spent('Marketing'), await spent('Travel')];
		expect(after).toEqual([before[0] - 240, before[1] + 240]);
	});

	it.each<[string, number, object, number]>([
		['Juniper Air', 418.6, { budgetId: 'Meals' }, 400],
		['Bluebird Ads', 240, { budgetId: 'Old project' }, 400],
		['Bluebird Ads', 240, { budgetId: 'none' }, 404],
		['Bluebird Ads', 240, {}, 400],
		['Bluebird Ads', 240, { budgetId: 'Meals', amount: 1 }, 400],
	])('%s of %d does not move with %j', async (merchant, amount, body, status) => {
		const { uuid } = seeded.transaction(merchant, amount);
		const { budgetId } = body as { budgetId?: string };
		const budget = budgetId && seeded.budget(budgetId);
		const sent = { ...body, ...(budget && { budgetId: budget.uuid }) };
		expect((await bench.spend.put(`/transactions/${uuid}`, sent)).status).toBe(status);
	});

	it('are complete once receipt and custom fields are in', async () => {
		const { uuid } = seeded.transaction('Old Mill Bakery', 18.4);
		expect(await get(uuid)).toMatchObject({ complete: false, status: 'INCOMPLETE' });
		const filled = {
			customFieldId: seeded.field('Category').uuid,
			selectedValues: [seeded.value('Meals').uuid],
		};
		await bench.spend.put(`/transactions/${uuid}/custom-fields`, { customFields: [filled] });
		expect(await get(uuid)).toMatchObject({ complete: true, status: 'COMPLETE' });
		await bench.spend.put(`/transactions/${uuid}`, { budgetId: seeded.budget('Travel').uuid });
		expect(await get(uuid)).toMatchObject({ complete: false, receiptRequired: true });
	});

	it('are of every kind that a program gets wrong', async () => {
		const rows = bench.localBill.records('spendTransactions');
		const count = (test: (row: Row) => boolean) => rows.filter(test).length;
		expect({
			pending: count(
				(row) =>
					row.transactionType === 'AUTHORIZATION' &&
					!row.matchedClearTransactionId &&
					row.amount > 0,
			),
			reversed: count((row) => row.transactionType === 'AUTHORIZATION' && row.amount < 0),
			refunded: count((row) => row.transactionType === 'CLEAR' && row.amount < 0),
			other: count((row) => row.transactionType === 'OTHER'),
			disputed: count((row) => row.disputeStatus === 'SUBMITTED'),
			alike: count((row) => row.merchantName === 'Corner Table' && row.amount === 42.75),
			long: count((row) => row.rawMerchantName.startsWith('SQ *')),
		}).toEqual({ pending: 4, reversed: 1, refunded: 1, other: 1, disputed: 1, alike: 2, long: 1 });
	});
});

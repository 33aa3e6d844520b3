import { describe, expect, it } from '@jest/globals';
import { routes } from '../../local-bill/api/index.mts';
import { contract, type Endpoint, endpointOf } from '../contract/contract.mts';
import { spendOf } from './spend-support.mts';
import { localBench, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
const seeded = spendOf(bench);

const endpoints = contract().endpoints.filter(({ api }) => api === 'spend');
/** It leads to a card number, which no program that moves data should hold. */
const LEFT_OUT = 'GET /v3/spend/cards/{cardId}/pan-jwt';
const OPERATORS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'nin', 'sw'];

/** A valid value for each filter; others accept any text. */
const VALUES: Record<string, string> = {
	...{ retired: 'false', isBudgetGroup: 'true', completed: 'true', locked: 'true' },
	...{ fees: '1.50', amount: '20', receiptStatus: 'ATTACHED', reviewStatus: 'WAITING' },
	...{ syncStatus: 'SYNCED', status: 'FROZEN', types: 'PHYSICAL' },
	...{ occurredTime: '2026-02-01', authorizedTime: '2026-02-01T10:00', updatedTime: '2026-02-01' },
	submittedTime: '2026-02-01T00:00:00.000Z',
};

/** The URL of a list, with records of the seed in its path. */
function addressOf({ is }: Endpoint): string {
	const ids: Record<string, string> = {
		budgetId: seeded.budget('Travel').uuid,
		customFieldId: seeded.field('Project').uuid,
		transactionId: seeded.transaction('Bluebird Ads', 240).uuid,
	};
	const [, path] = is.split(' ');
	return path.replace('/v3/spend', '').replace(/\{(\w+)\}/g, (_all, name: string) => ids[name]);
}

const status = async (endpoint: Endpoint, params: object) =>
	(await bench.spend.get(addressOf(endpoint), { params })).status;

describe('Spend & Expense of the local BILL', () => {
	it('has every endpoint that BILL documents but one', () => {
		const served = routes
			.filter(({ path }) => path.startsWith('/v3/spend/'))
			.map(({ method, path }) => endpointOf(method, path.replace(/:(\w+)/g, '{$1}'))?.is);
		const documented = endpoints.map(({ is }) => is).filter((is) => is !== LEFT_OUT);
		expect(served.sort()).toEqual(documented.sort());
		expect(served).toHaveLength(51);
	});

	it.each(
		endpoints.flatMap((endpoint) =>
			Object.entries(endpoint.filters ?? {}).map(
				([field, operators]) => [endpoint.is, field, operators, endpoint] as const,
			),
		),
	)(
		'%s is filtered by %s: %s, and by no other operator',
		async (_is, field, operators, endpoint) => {
			const kind = endpoint.group === 'transactions' && field === 'type' ? 'CLEAR' : 'PURCHASE';
			const value = field === 'type' ? kind : (VALUES[field] ?? 'some');
			const taken: string[] = [];
			for (const operator of OPERATORS) {
				const filters = `${field}:${operator}:"${value}"`;
				if ((await status(endpoint, { filters })) === 200) taken.push(operator);
			}
			expect(taken).toEqual(OPERATORS.filter((each) => operators.split(' ').includes(each)));
			expect(await status(endpoint, { filters: `no${field}:eq:"${value}"` })).toBe(400);
		},
	);

	it.each(
		endpoints
			.filter(({ sort = [] }) => sort.length > 0)
			.map((endpoint) => [endpoint.is, endpoint] as const),
	)('%s is sorted by what is documented', async (_is, endpoint) => {
		for (const field of endpoint.sort!) {
			expect([field, await status(endpoint, { sort: `${field}:desc` })]).toEqual([field, 200]);
		}
		expect(await status(endpoint, { sort: 'uuid:asc' })).toBe(400);
	});
});

import type { Item, N8nClient } from '../n8n/client.mts';
import type { putCredential } from '../../playground/content.mts';
import { runNode, type NodeResult, type NodeToRun } from '../lib/run-node.mts';
import type { LocalBill } from '../../local-bill/server.mts';
import { measured, type Contender, type Done } from './measure.mts';

const asItems = (ids: string[]): Item[] => ids.map((id) => ({ json: { id } }));

/** A node's records and time; a node that failed has no records. */
function done({ items, executionTime }: NodeResult, records = items.length): Done {
	return { records, milliseconds: executionTime };
}

/** A Bill credential as n8n refers to it. */
export type Credential = Awaited<ReturnType<typeof putCredential>>;

/** The Bill node of this package. */
export async function billNode(client: N8nClient, { id, name }: Credential): Promise<Contender> {
	const run = async (parameters: object, items?: Item[]) =>
		await runNode(client, {
			parameters: { resource: 'vendor', simplify: false, ...parameters },
			credentials: { billApi: { id, name } },
			items,
		});
	await run({ operation: 'getAll', returnAll: false, limit: 1 });
	return {
		name: 'Bill node',
		list: async () => done(await run({ operation: 'getAll', returnAll: true })),
		gets: async (ids) =>
			done(
				await run(
					{ operation: 'get', vendorId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
					asItems(ids),
				),
			),
	};
}

/**
 * n8n's HTTP Request node with the same credential. Left alone it sends all items at once, which
 * BILL refuses, so it is given batches of three, with the shortest pause at which BILL refuses none.
 */
export async function httpRequestNode(
	client: N8nClient,
	{ id, name }: Credential,
	bill: LocalBill,
	ids: string[],
): Promise<Contender> {
	const run = async (url: string, options: object, items?: Item[]) => {
		const node: NodeToRun = {
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				url,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'billApi',
				sendQuery: items === undefined,
				queryParameters: { parameters: [{ name: 'max', value: '100' }] },
				options,
			},
			credentials: { billApi: { id, name } },
			items,
		};
		return await runNode(client, node);
	};
	const gets = async (pause: number, some: string[]) =>
		await run(
			`=${bill.url}/connect/v3/vendors/{{ $json.id }}`,
			{ batching: { batch: { batchSize: 3, batchInterval: pause } } },
			asItems(some),
		);

	const clean = async (candidate: number) => {
		const trial = await measured(bill, async () => {
			const { items, error } = await gets(candidate, ids);
			return { records: error ? 0 : items.length, milliseconds: 0 };
		});
		return trial.refused === 0 && trial.records === ids.length;
	};

	let pause = 0;
	for (const candidate of [75, 100, 150, 200, 300, 500]) {
		pause = candidate;
		if ((await clean(candidate)) && (await clean(candidate))) break;
	}
	return {
		name: 'HTTP Request node',
		note: `HTTP Request node: batches of 3 every ${pause} ms, the shortest pause tried at which BILL refused nothing; pages by nextPage.`,
		list: async () => {
			const result = await run(`${bill.url}/connect/v3/vendors`, {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: {
							parameters: [{ type: 'qs', name: 'page', value: '={{ $response.body.nextPage }}' }],
						},
						paginationCompleteWhen: 'other',
						completeExpression: '={{ !$response.body.nextPage }}',
						limitPagesFetched: false,
						requestInterval: 0,
					},
				},
			});
			const pages = result.items.map(
				({ json }) => (json as { results?: unknown[] }).results?.length ?? 0,
			);
			return done(
				result,
				pages.reduce((sum, records) => sum + records, 0),
			);
		},
		gets: async (some) => done(await gets(pause, some)),
	};
}

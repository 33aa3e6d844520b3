import { type Ground, runPlan } from '../../tools/faults/drive.mts';
import { planOf } from '../../tools/faults/plan.mts';
import { n8nWithBill } from '../support/n8n.mts';

/*
 * Some runs of `npm run faults`: what BILL stores matches what the executions report, whatever goes wrong in between.
 * Investigate a failing seed with `npm run faults -- --seed N --runs 1`.
 */

const { n8n } = n8nWithBill();
const ground = {} as Ground;

beforeAll(async () => {
	const node = (await n8n.client.nodeTypes()).find(({ name }) => name === 'n8n-nodes-bill.bill');
	Object.assign(ground, { client: n8n.client, node });
});

test.each(Array.from({ length: 24 }, (_, index) => index + 1))('seed %i', async (seed) => {
	const { violations } = await runPlan(ground, planOf(seed));
	expect(violations).toEqual([]);
});

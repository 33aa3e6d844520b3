import { resultOf, workflowOf } from '../../tools/lib/run-node.mts';
import { eventually } from '../support/eventually.mts';
import { figure, type QueueMode, size } from '../support/queue.mts';

/** A worker that is killed during payments. */
export function payingWorkers(queue: QueueMode): void {
	test('a worker killed in the middle of a run: run again, each bill is paid once and every outcome is reported', async () => {
		const { bill, client, cluster } = queue;
		const count = size(200, 40);
		const others = new Set(bill.records('bills').map(({ id }) => id));
		bill.seed({ bills: count });
		const bills = bill.records('bills').filter(({ id }) => !others.has(id));
		expect(bills).toHaveLength(count);
		const bank = bill
			.records('bankAccounts')
			.find(({ status, archived }) => status === 'VERIFIED' && !archived);
		const chosen = new Set(bills.map(({ id }) => id));
		const paid = () =>
			bill
				.records('payments')
				.flatMap(({ billPayments }) => billPayments ?? [])
				.map(({ billId }) => billId)
				.filter((id) => chosen.has(id));
		const { credentials } = await queue.account();
		const { id } = await client.createWorkflow(
			workflowOf({
				parameters: {
					resource: 'payment',
					operation: 'create',
					billId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					amount: '={{ $json.amount }}',
					createBill: false,
					fundingAccountType: 'BANK_ACCOUNT',
					bankAccountId: { __rl: true, mode: 'id', value: bank?.id },
					options: { repeats: 'existing' },
				},
				credentials,
				items: bills.map(({ id: billId, amount }) => ({ json: { id: billId, amount } })),
			}),
		);

		const first = await client.startWorkflow(id, 'Start');
		await eventually(() => paid().length >= count / 3, 'a third of the payments', 120_000);
		const [worker] = queue.workersOf([first]);
		await cluster.kill(worker);
		const killedAt = Date.now();
		const before = paid().length;
		expect(before).toBeLessThan(count);
		const failed = await client.finished(first);
		expect(failed.status).toBe('error');
		expect(failed.data.resultData.error?.message).toMatch(/will no longer retry/);
		const noticed = (Date.now() - killedAt) / 1000;
		// n8n does not re-run the execution automatically.
		expect(paid().length).toBe(before);

		const again = resultOf(await client.runWorkflow(id, 'Start'));
		expect(again.error).toBeUndefined();
		const existing = again.items.filter(({ json }) => json.outcome === 'existing').length;
		await figure('Payments made before the worker was killed, and given as existing then', before);
		await figure('Seconds until n8n calls the execution failed', noticed);
		expect(again.items).toHaveLength(count);
		expect(existing).toBe(before);
		expect(paid().sort()).toEqual(bills.map((each) => each.id).sort());
	}, 400_000);
}

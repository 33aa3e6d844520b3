import type { World } from '../state/world.mts';

/** Two policies: for large bills, and for legal and photography fees. */
export function seedApprovals(world: World, createdTime: string): void {
	const [avery, , mika, priya] = world.of('users').all();
	const fees = world
		.of('chartOfAccounts')
		.all()
		.find(({ name }) => name === 'Professional Fees')!;
	const policies = world.of('approvalPolicies');
	policies.add({
		createdTime,
		policyName: 'Bills of 25,000 and more',
		status: 'ACTIVE',
		rules: [{ key: 'BILL_AMOUNT', op: 'gte', values: ['25000'] }],
		approvers: [avery.id, priya.id],
	});
	policies.add({
		createdTime,
		policyName: 'Professional fees from 2,500',
		status: 'ACTIVE',
		rules: [
			{ key: 'BILL_AMOUNT', op: 'gte', values: ['2500'] },
			{ key: 'CHART_OF_ACCOUNT_ID', values: [fees.id] },
		],
		approvers: [avery.id, mika.id],
	});
}

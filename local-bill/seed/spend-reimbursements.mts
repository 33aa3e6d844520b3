import type { SpendReimbursement, StatusEntry } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { budgetNamed } from './spend-budgets.mts';
import { filledWith } from './spend-custom-fields.mts';
import { receiptFile } from './spend-receipts.mts';
import { spender } from './spend-users.mts';

type Row = [
	status: string,
	user: string,
	budget: string,
	amount: number,
	merchant: string,
	note: string,
];

const rows: Row[] = [
	['CREATED', 'Ed', 'Travel', 31.5, 'City Cabs', 'Taxi to the airport'],
	['AWAITING_APPROVAL', 'Fay', 'Marketing', 48.2, 'Paper Lane', 'Samples for the mailing'],
	['AWAITING_APPROVAL', 'Hu', 'Warehouse', 19.99, 'Tool Barn', 'Box cutters'],
	['AWAITING_APPROVAL', 'Ed', 'Travel', 640, 'Juniper Air', 'Flight that the card did not take'],
	['AWAITING_TIER2_APPROVAL', 'Gil', 'Trade show', 1250, 'Banner Works', 'Backdrop'],
	['APPROVED', 'Fay', 'Meals', 86.4, 'Corner Table', 'Lunch with a customer'],
	['READY_TO_PAY', 'Hu', 'Travel', 142, 'Lodge on Main', 'One night'],
	['PAYMENT_PENDING', 'Gil', 'Marketing', 75, 'Frame Shop', 'Frames'],
	['PAID', 'Ed', 'Meals', 23.1, 'Old Mill Bakery', 'Breakfast for the team'],
	['PAID', 'Ed', 'Travel', 61.9, 'City Cabs', 'Taxi'],
	['PAYMENT_FAILED', 'Hu', 'Warehouse', 58.75, 'Tool Barn', 'Gloves'],
	['DENIED', 'Gil', 'Meals', 210, 'Steak House', 'Dinner'],
	['DELETED', 'Ira', 'Marketing', 12, 'Copy Corner', 'Copies, handed in twice'],
	['AWAITING_APPROVAL', 'Ed', 'Travel', 40.87, 'Mileage', 'Customer visit, 61 miles'],
];

/** The statuses that a reimbursement passes through, in order. */
const way = ['AWAITING_APPROVAL', 'APPROVED', 'READY_TO_PAY', 'PAYMENT_PENDING'];

export function seedSpendReimbursements(world: World, time: (daysAgo: number) => string): void {
	rows.forEach(([status, user, budget, amount, merchantName, note], i) => {
		const daysAgo = 3 + i * 4;
		const mileage = merchantName === 'Mileage';
		const names = mileage ? [] : i === 3 ? ['ticket.png', 'seat.png'] : [`${merchantName}.png`];
		const members: Partial<SpendReimbursement> =
			status === 'PAID' ? { batchId: 'batch-0417', batchAmount: 85 } : {};
		world.of('spendReimbursements').add({
			...{ amount, merchantName, note, status, retired: status === 'DELETED' },
			userId: spender(world, user).id,
			budgetId: budgetNamed(world, budget).id,
			occurredDate: time(daysAgo + 1).slice(0, 10),
			submittedTime: time(daysAgo),
			type: mileage ? 'MILEAGE' : 'PURCHASE',
			fulfillmentType: user === 'Hu' ? 'PAYROLL' : 'ACH',
			statusHistory: historyOf(world, status, user, daysAgo, time),
			receipts: names.map((name) => receiptFile(world, 'reimbursement', name)),
			customFields: budget === 'Meals' ? [filledWith(world, 'Category', 'Meals')] : [],
			...(names.length > 0 && { _receiptAddedTime: time(daysAgo) }),
			createdTime: time(daysAgo),
			updatedTime: time(Math.max(0, daysAgo - 2)),
			...members,
		});
	});
}

function historyOf(
	world: World,
	status: string,
	user: string,
	daysAgo: number,
	time: (daysAgo: number) => string,
): StatusEntry[] {
	const steps = way.includes(status) ? way.slice(0, way.indexOf(status)) : way.slice(0, 1);
	const submitted = status === 'CREATED' ? [] : steps;
	return [...new Set([...submitted, status])].map((each, i) => ({
		actorId: spender(world, i === 0 ? user : 'Bo').uuid,
		actorRole: i === 0 ? 'SUBMITTER' : 'BUDGET_OWNER',
		occurredTime: time(daysAgo - i * 0.5),
		...(each === 'DENIED' && { note: 'Not for the company' }),
		status: each,
	}));
}

import { settled } from '../rules/bill-amounts.mts';
import { addDays } from '../rules/business-days.mts';
import { prefixes } from '../state/ids.mts';
import type { World } from '../state/world.mts';

type Approval = 'UNASSIGNED' | 'ASSIGNED' | 'APPROVING' | 'APPROVED' | 'DENIED';

interface SeedBill {
	number: string;
	vendor: string;
	/** Due date, in days from today. */
	due: number;
	lines: Array<[account: string, amount: number, description: string]>;
	approval?: Approval;
	archived?: boolean;
}

const bills: SeedBill[] = [
	{
		number: 'AO-2291',
		vendor: 'Alder Office Supply',
		due: 2,
		lines: [['Office Supplies', 184.2, 'Paper and toner']],
	},
	{
		number: 'AO-2304',
		vendor: 'Alder Office Supply',
		due: 4,
		lines: [['Office Supplies', 96.75, 'Chair mats']],
	},
	{
		number: 'BW-778',
		vendor: 'Brightwell Packaging',
		due: 3,
		lines: [
			['Cost of Goods Sold', 1240, 'Boxes'],
			['Freight', 85.5, 'Delivery'],
		],
	},
	{
		number: 'CF-50112',
		vendor: 'Copperline Freight',
		due: 5,
		lines: [['Freight', 2310.4, 'Two pallets, Memphis']],
		approval: 'APPROVED',
	},
	{
		number: 'RENT-0917',
		vendor: 'Dunmore Property Management',
		due: 1,
		lines: [['Rent', 4800, 'Harbor Street']],
		approval: 'APPROVED',
	},
	{
		number: 'EPL-88-31',
		vendor: 'Eastgate Power & Light',
		due: -6,
		lines: [['Utilities', 612.33, 'Power']],
	},
	{
		number: 'FC-19',
		vendor: 'Fernhill Creative Studio',
		due: 20,
		lines: [['Professional Fees', 3500, 'Catalogue photographs']],
		approval: 'ASSIGNED',
	},
	{
		number: 'GL-4471',
		vendor: 'Graymoor Legal Partners',
		due: 14,
		lines: [['Professional Fees', 2750, 'Lease review']],
		approval: 'APPROVING',
	},
	{
		number: 'HH-310',
		vendor: 'Happy Harbor Catering',
		due: 8,
		lines: [['Office Expenses', 940, 'Opening evening']],
		approval: 'DENIED',
	},
	{
		number: 'IF-620',
		vendor: 'Ironwood Fixtures',
		due: 25,
		lines: [
			['Inventory', 7820, 'Shelving'],
			['Freight', 410, 'Lift gate'],
		],
	},
	{
		number: 'JC-2026-08',
		vendor: 'Juniper Cloud Hosting',
		due: 10,
		lines: [['Software', 329, 'Hosting, monthly']],
	},
	{ number: 'KC-1', vendor: 'Kestrel Couriers', due: -40, lines: [['Freight', 58.1, 'Couriers']] },
	{
		number: 'LK-77',
		vendor: 'Lumen Keramik',
		due: 30,
		lines: [['Inventory', 5400, 'Mugs, 600 pieces']],
	},
	{
		number: 'MT-12',
		vendor: 'Maplewright Textiles',
		due: 28,
		lines: [['Inventory', 2150, 'Table linen']],
	},
	{
		number: 'AO-2188',
		vendor: 'Alder Office Supply',
		due: -20,
		lines: [['Office Supplies', 240, 'Printer']],
		approval: 'APPROVED',
	},
	{
		number: 'CF-49870',
		vendor: 'Copperline Freight',
		due: 6,
		lines: [['Freight', 1500, 'Container drayage']],
		approval: 'APPROVED',
	},
	{
		number: 'RENT-0817',
		vendor: 'Dunmore Property Management',
		due: -30,
		lines: [['Rent', 4800, 'Harbor Street']],
		approval: 'APPROVED',
	},
	{
		number: 'BW-DUP',
		vendor: 'Brightwell Packaging',
		due: -15,
		lines: [['Cost of Goods Sold', 1240, 'Entered twice']],
		archived: true,
	},
];

/** Bills in every status. The payments of paid and partly paid bills are in payments.mts. */
export function seedBills(world: World, time: (daysAgo: number) => string): void {
	const account = (name: string) =>
		world
			.of('chartOfAccounts')
			.all()
			.find((each) => each.name === name)!.id;
	const [approver, , , second] = world.of('users').all();
	bills.forEach(({ number, vendor, due, lines, approval = 'UNASSIGNED', archived = false }, i) => {
		const dueDate = addDays(world.clock.today(), due);
		const bill = {
			createdTime: time(60 - i),
			archived,
			vendorId: world
				.of('vendors')
				.all()
				.find(({ name }) => name === vendor)!.id,
			dueDate,
			invoice: { invoiceNumber: number, invoiceDate: addDays(dueDate, -30) },
			billLineItems: lines.map(([name, amount, description]) => ({
				id: world.ids.next(prefixes.billLines),
				amount,
				description,
				classifications: { chartOfAccountId: account(name) },
			})),
			approvalStatus: approval,
			_approvers:
				approval === 'UNASSIGNED' ? [] : approvers(approval, approver.id, second.id, time(59 - i)),
		};
		world.of('bills').add(settled(world, bill));
	});
	const vendor = world
		.of('vendors')
		.all()
		.find(({ name }) => name === 'Brightwell Packaging')!;
	world.of('vendorCredits').add({
		createdTime: time(20),
		archived: false,
		vendorId: vendor.id,
		referenceNumber: 'BW-CR-12',
		creditDate: addDays(world.clock.today(), -20),
		description: 'Damaged boxes',
		amount: 120,
		vendorCreditLineItems: [{ id: world.ids.next(prefixes.vendorCreditLines), amount: 120 }],
	});
}

/** The session's user is asked first. */
function approvers(approval: Approval, first: string, second: string, statusChangedTime: string) {
	const one = { ASSIGNED: 'WAITING', DENIED: 'DENIED' }[approval as string] ?? 'APPROVED';
	const two = approval === 'APPROVED' ? 'APPROVED' : 'WAITING';
	return [
		{ userId: first, status: one, approverOrder: 0, statusChangedTime },
		{ userId: second, status: two, approverOrder: 1, statusChangedTime },
	];
}

import type { World } from '../state/world.mts';

const accounts: Array<[number: string, name: string, type: string, parent?: string]> = [
	['1000', 'Operating Cash', 'BANK'],
	['1200', 'Accounts Receivable', 'ACCOUNTS_RECEIVABLE'],
	['1400', 'Inventory', 'OTHER_CURRENT_ASSET'],
	['2000', 'Accounts Payable', 'ACCOUNTS_PAYABLE'],
	['4000', 'Sales', 'INCOME'],
	['5000', 'Cost of Goods Sold', 'COST_OF_GOODS_SOLD'],
	['6000', 'Office Expenses', 'EXPENSE'],
	['6010', 'Office Supplies', 'EXPENSE', '6000'],
	['6020', 'Software', 'EXPENSE', '6000'],
	['6100', 'Rent', 'EXPENSE'],
	['6200', 'Utilities', 'EXPENSE'],
	['6300', 'Freight', 'EXPENSE'],
	['6400', 'Professional Fees', 'EXPENSE'],
];

const named = [
	['accountingClasses', ['Retail', 'Wholesale', 'Online']],
	['departments', ['Operations', 'Finance', 'Marketing', 'Warehouse']],
	['locations', ['Harbor Street', 'North Warehouse', 'Showroom']],
	['jobs', ['Showroom refit', 'Spring catalogue']],
] as const;

const terms: Array<[string, number]> = [
	['Due upon receipt', 0],
	['Net 15', 15],
	['Net 30', 30],
	['Net 60', 60],
];

/** The chart of accounts and the other classifications of bills. */
export function seedClassifications(world: World, createdTime: string): void {
	const base = { archived: false, createdTime };
	const accountIds = new Map<string, string>();
	for (const [number, name, type, parent] of accounts) {
		const { id } = world.of('chartOfAccounts').add({
			...base,
			name,
			account: { type, number },
			...(parent && { parentId: accountIds.get(parent) }),
		});
		accountIds.set(number, id);
	}
	for (const [collection, names] of named) {
		for (const name of names) world.of(collection).add({ ...base, name });
	}
	world.of('departments').add({ ...base, archived: true, name: 'Mail Order' });
	for (const [firstName, lastName] of [
		['Noor', 'Haddad'],
		['Elias', 'Brandt'],
	]) {
		world.of('employees').add({ ...base, firstName, lastName });
	}
	for (const [name, type, price] of [
		['Ceramic mug', 'INVENTORY', 8.5],
		['Gift wrapping', 'SERVICE', 4],
		['State sales tax', 'SALES_TAX', 0],
	] as const) {
		world.of('items').add({
			...{ ...base, name, type, price, taxable: type === 'INVENTORY' },
			...(type === 'SALES_TAX' && { percentage: 7 }),
		});
	}
	for (const [name, daysDue] of terms) world.of('paymentTerms').add({ createdTime, name, daysDue });
}

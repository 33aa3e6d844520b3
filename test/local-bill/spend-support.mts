import type { Bench } from './support.mts';

/** Helpers that many tests of Spend & Expense use. */
export function spendOf(bench: Bench) {
	return {
		/** The first budget with that name, as stored. */
		budget: (name: string) =>
			bench.localBill.records('spendBudgets').find((each) => each.name === name)!,
		user: (firstName: string) =>
			bench.localBill.records('spendUsers').find((each) => each.firstName === firstName)!,
		card: (lastFour: string) =>
			bench.localBill.records('spendCards').find((each) => each.lastFour === lastFour)!,
		field: (name: string) =>
			bench.localBill.records('spendCustomFields').find((each) => each.name === name)!,
		value: (name: string) =>
			bench.localBill.records('spendCustomFieldValues').find((each) => each.value === name)!,
		transaction: (merchantName: string, amount: number) =>
			bench.localBill
				.records('spendTransactions')
				.find((each) => each.merchantName === merchantName && each.amount === amount)!,
		reimbursement: (merchantName: string) =>
			bench.localBill
				.records('spendReimbursements')
				.find((each) => each.merchantName === merchantName)!,
	};
}

import type { IDataObject } from 'n8n-workflow';

export const CENT = 0.005;

/** A credit on a bill, in the form in which it is written. */
export interface AppliedCredit {
	id: string;
	amount: number;
}

/** How much of a credit is applied to a bill. */
export function amountOnBill(credit: IDataObject, billId: string): number {
	return ((credit.usage ?? []) as Array<{ billId?: string; amount: number }>)
		.filter((use) => use.billId === billId)
		.reduce((sum, { amount }) => sum + Number(amount), 0);
}

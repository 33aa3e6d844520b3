import { type Difference, docs, reference } from './difference.mts';

/** Spend & Expense, where BILL's pages and calls seen live disagree. */
export const spend: Difference[] = [
	{
		where: ['request', 'taken'],
		endpoints: ['POST /v3/spend/custom-fields'],
		members: ['required'],
		reason: 'It is marked as required and has a default; the examples leave it out.',
		source: reference('createcustomfield'),
	},
	{
		where: ['request'],
		endpoints: ['GET /v3/spend/transactions'],
		members: ['?other'],
		reason: 'A test sends a key that BILL does not know, which was seen to be passed over.',
		source: docs('spend-expense-api'),
	},
	{
		where: ['request'],
		endpoints: ['PUT /v3/spend/transactions/{transactionId}/custom-fields'],
		members: ['customFields.other'],
		reason: 'A test sends a member that BILL does not know: it says SUCCESS and drops the entry.',
		source: reference('updatetransactioncustomfields'),
	},
];

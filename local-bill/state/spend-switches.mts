/**
 * What happens to a write of a transaction's custom fields, which BILL always answers with SUCCESS: everything is
 * stored; everything is dropped; entries that name a field or value by uuid are dropped; or only a single value id
 * sent as a string is stored. Each of these has been reported for BILL.
 */
export const CUSTOM_FIELD_WRITES = ['kept', 'dropped', 'idsOnly', 'oneIdOnly'] as const;

/** What a test or a person can change about the behavior of Spend & Expense. */
export interface SpendSwitches {
	/** The list of budgets is empty although each budget can be read. Seen live with some tokens. */
	blindBudgets: boolean;
	customFieldWrites: (typeof CUSTOM_FIELD_WRITES)[number];
	/** Upload links are already expired when they are returned. */
	expiredUploads: boolean;
}

export const defaultSpendSwitches = (): SpendSwitches => ({
	blindBudgets: false,
	customFieldWrites: 'kept',
	expiredUploads: false,
});

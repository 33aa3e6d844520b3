/**
 * How the write of a transaction's custom fields goes, which BILL always answers with SUCCESS: it is kept; all of it is
 * dropped; what names a field or value by uuid is dropped; or only a single id of a value as a text is kept. Each has
 * been reported of BILL.
 */
export const CUSTOM_FIELD_WRITES = ['kept', 'dropped', 'idsOnly', 'oneIdOnly'] as const;

/** What a test or a person can change about the behaviour of Spend & Expense. */
export interface SpendSwitches {
	/** The list of budgets is empty, while each of them can be read. Seen live with some tokens. */
	blindBudgets: boolean;
	customFieldWrites: (typeof CUSTOM_FIELD_WRITES)[number];
	/** Upload links have expired before they are used. */
	expiredUploads: boolean;
}

export const defaultSpendSwitches = (): SpendSwitches => ({
	blindBudgets: false,
	customFieldWrites: 'kept',
	expiredUploads: false,
});

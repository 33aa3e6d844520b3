import * as is from '../engine/schema.mts';

/** Classifications of an invoice, credit memo or recurring invoice. */
export const headerClassifications = {
	accountingClassId: is.ref('accountingClasses'),
	departmentId: is.ref('departments'),
	jobId: is.ref('jobs'),
	locationId: is.ref('locations'),
};

/** What each line of those three takes. */
export const receivableLine = {
	description: is.text(),
	price: is.number,
	quantity: is.number,
	taxable: is.flag,
	classifications: is.object({
		...headerClassifications,
		chartOfAccountId: is.ref('chartOfAccounts'),
		itemId: is.ref('items'),
	}),
};

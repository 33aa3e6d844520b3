import * as is from '../engine/schema.mts';

/** Classifications of an invoice, a credit memo or a recurring invoice. */
export const headerClassifications = {
	accountingClassId: is.ref('accountingClasses'),
	departmentId: is.ref('departments'),
	jobId: is.ref('jobs'),
	locationId: is.ref('locations'),
};

/** The fields of a line of those three. */
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

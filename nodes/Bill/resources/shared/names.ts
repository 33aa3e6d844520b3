import type { NamedElsewhere } from '../../../core/form/operation';
import * as records from '../../records';

/* Whose a record is: BILL names customers and vendors by their ID, in most answers by that alone. */

export const customerName: NamedElsewhere = {
	id: 'customerId',
	path: records.customer.list.path,
	adds: { customerName: 'name' },
};

export const vendorName: NamedElsewhere = {
	id: 'vendorId',
	path: records.vendor.list.path,
	adds: { vendorName: 'name' },
};

/** A bill, which names its vendor itself. */
export const billNumber: NamedElsewhere = {
	id: 'billId',
	path: records.bill.list.path,
	adds: { invoiceNumber: 'invoice.invoiceNumber', vendorName: 'vendorName' },
};

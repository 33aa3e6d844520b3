import type { NamedElsewhere } from '../../../core/form/operation';
import * as records from '../../records';

/* The names of customers and vendors: most of BILL's responses contain only their IDs. */

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

/** A bill; its record also contains the name of the vendor. */
export const billNumber: NamedElsewhere = {
	id: 'billId',
	path: records.bill.list.path,
	adds: { invoiceNumber: 'invoice.invoiceNumber', vendorName: 'vendorName' },
};

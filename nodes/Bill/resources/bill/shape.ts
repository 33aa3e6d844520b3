import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';
import { bookingsShape } from '../shared/bookings';

const lineShape: Shape = {
	...strings('id', 'description'),
	...{ amount: 'number', quantity: 'number', price: 'number' },
	classifications: bookingsShape,
};

export const billShape: Shape = {
	...strings('id', 'vendorId', 'vendorName', 'description', 'dueDate'),
	archived: 'boolean',
	...{ amount: 'number', fundingAmount: 'number', paidAmount: 'number', dueAmount: 'number' },
	...{ scheduledAmount: 'number', creditAmount: 'number', exchangeRate: 'number' },
	invoice: strings('invoiceNumber', 'invoiceDate'),
	billLineItems: [lineShape],
	...strings('payFromChartOfAccountId', 'paymentStatus', 'approvalStatus'),
	...strings('purchaseOrderNumber', 'paymentTermId', 'createdTime', 'updatedTime'),
	classifications: strings(
		'chartOfAccountId',
		'accountingClassId',
		'departmentId',
		'locationId',
		'itemId',
	),
	approvers: [{ ...strings('userId', 'status', 'statusChangedTime'), approverOrder: 'number' }],
};

export const billColumns = [
	'id',
	'invoice.invoiceNumber',
	'vendorName',
	'amount',
	'dueAmount',
	'paymentStatus',
	'approvalStatus',
	'invoice.invoiceDate',
	'dueDate',
	'vendorId',
];

import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';
import { bookingsShape } from '../shared/bookings';

export const creditShape: Shape = {
	...strings('id', 'vendorId', 'referenceNumber', 'creditDate', 'description', 'status'),
	archived: 'boolean',
	...{ amount: 'number', appliedAmount: 'number' },
	...strings('applyToChartOfAccountId', 'applyToBankAccountId', 'createdTime', 'updatedTime'),
	vendorCreditLineItems: [
		{
			...strings('id', 'description'),
			amount: 'number',
			classifications: bookingsShape,
		},
	],
	usage: [{ ...strings('billId', 'paymentId'), amount: 'number' }],
};

export const billShape: Shape = {
	...strings('id', 'vendorId', 'vendorName', 'dueDate', 'paymentStatus', 'approvalStatus'),
	invoice: strings('invoiceNumber', 'invoiceDate'),
	...{ amount: 'number', creditAmount: 'number', dueAmount: 'number' },
	updatedTime: 'string',
};

import { record } from '../../../core/form/record-fields';
import { standard } from '../../../core/run/operation';
import * as records from '../../records';
import { vendorName } from '../shared/names';
import { paymentShape } from './shapes';

/* What the operations on payments have in common. */

export const PATH = '/v3/payments';

export const id = record('paymentId', records.payment, { required: true });

export const columns = [
	'id',
	'transactionNumber',
	'vendorName',
	'amount',
	'singleStatus',
	'processDate',
	'disbursementType',
	'confirmationNumber',
	'billId',
	'vendorId',
];

export const payment = standard({
	one: 'payment',
	many: 'payments',
	path: PATH,
	id,
	shape: paymentShape,
	simplify: columns,
	names: vendorName,
});

import { record } from '../../../core/form/record-fields';
import { standard } from '../../../core/run/operation';
import * as records from '../../records';
import { paymentShape } from './shapes';

/* What the operations on payments have in common. */

export const PATH = '/v3/payments';

export const id = record('paymentId', records.payment, { required: true });

export const payment = standard({
	one: 'payment',
	many: 'payments',
	path: PATH,
	id,
	shape: paymentShape,
	simplify: [
		'id',
		'vendorId',
		'vendorName',
		'billId',
		'amount',
		'processDate',
		'singleStatus',
		'disbursementType',
		'transactionNumber',
		'confirmationNumber',
	],
});

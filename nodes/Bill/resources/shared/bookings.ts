import { record } from '../../../core/form/record-fields';
import { strings } from '../../../core/form/shape';
import * as records from '../../records';

/** What an amount is booked to. Bills accept fewer kinds than their lines. */
export const bookings = {
	accountingClassId: record('classifications.accountingClassId', records.accountingClass),
	chartOfAccountId: record('classifications.chartOfAccountId', records.chartOfAccount),
	customerId: record('classifications.customerId', records.customer),
	departmentId: record('classifications.departmentId', records.department),
	employeeId: record('classifications.employeeId', records.employee),
	itemId: record('classifications.itemId', records.item),
	jobId: record('classifications.jobId', records.job),
	locationId: record('classifications.locationId', records.location),
};

/** What a line can be booked to besides its GL account, which has its own place in the form. */
export const besideAccount = Object.values(bookings).filter(
	(field) => field !== bookings.chartOfAccountId,
);

/** Shape of what a line of a bill or vendor credit is booked to, in responses. */
export const bookingsShape = strings(
	'chartOfAccountId',
	'accountingClassId',
	'departmentId',
	'employeeId',
	'jobId',
	'locationId',
	'itemId',
	'customerId',
);

import type { Field } from '../../../core/form/field';
import { group } from '../../../core/form/groups';
import { day, flag, text } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import * as records from '../../records';
import { appliedCredits } from '../shared/applied-credits';
import { bookings } from '../shared/bookings';
import { inside } from '../shared/inside';

export const main: Field[] = [
	record('vendorId', records.vendor),
	text('invoice.invoiceNumber', {
		eg: 'NW-2027-0114',
		description: "The number on the vendor's invoice",
	}),
	day('invoice.invoiceDate', { eg: '2027-01-01' }),
	day('dueDate'),
];

export const details: Field[] = [
	group(
		'classifications',
		inside('classifications', [
			bookings.accountingClassId,
			bookings.departmentId,
			bookings.chartOfAccountId,
			bookings.itemId,
			bookings.locationId,
		]),
	),
	text('description', { eg: 'Office supplies, January', max: 4000 }),
	flag('billApprovals', {
		label: 'Include Approvers',
		description:
			'Whether the response includes the approvers. Once used, BILL requires it on later updates too.',
	}),
	record('payFromChartOfAccountId', records.chartOfAccount, { label: 'Pay From GL Account' }),
	record('paymentTermId', records.paymentTerm),
	text('purchaseOrderNumber', { eg: 'PO-3391' }),
	appliedCredits('Credits from the same vendor to apply to this bill'),
];

export const includeApprovers = flag('billApprovals', {
	label: 'Include Approvers',
	inQuery: true,
	description: 'Whether the response includes the approvers and their status',
});

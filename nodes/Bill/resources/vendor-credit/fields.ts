import type { Field } from '../../../core/form/field';
import { day, text } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import * as records from '../../records';
import { besideAccount } from '../shared/bookings';
import { payableLines } from '../shared/payable-lines';

export const lineItems = payableLines(
	'vendorCreditLineItems',
	records.vendorCreditLine,
	besideAccount,
	{
		amount: 64.99,
		description: 'Two lamps sent back',
	},
);

export const main: Field[] = [
	record('vendorId', records.vendor),
	text('referenceNumber', {
		eg: 'VC-2027-003',
		max: 100,
		description: 'Your number for the vendor credit',
	}),
	day('creditDate', { eg: '2027-01-15' }),
];

const ONE_ACCOUNT = 'Use either Apply to Bank Account or Apply to GL Account, not both';

export const details: Field[] = [
	record('applyToBankAccountId', records.bankAccount, {
		label: 'Apply to Bank Account',
		description: ONE_ACCOUNT,
	}),
	record('applyToChartOfAccountId', records.chartOfAccount, {
		label: 'Apply to GL Account',
		description: ONE_ACCOUNT,
	}),
	text('description', { eg: 'Lamps with broken shades' }),
];

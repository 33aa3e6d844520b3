import { lines } from '../../../core/form/groups';
import { money } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import * as records from '../../records';

/** Vendor credits that are applied to a bill, or with a payment. */
export const appliedCredits = (description: string) =>
	lines(
		'vendorCredits',
		[
			record('id', records.vendorCredit, { as: 'creditId', required: true }),
			money('amount', { eg: 25.5, required: true }),
		],
		{ entry: 'Vendor Credit', description },
	);

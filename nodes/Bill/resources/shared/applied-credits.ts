import { lines } from '../../../core/form/groups';
import { money, text } from '../../../core/form/kinds';

/** Vendor credits that a bill or payment takes up. */
export const appliedCredits = (description: string) =>
	lines(
		'vendorCredits',
		[
			text('id', {
				label: 'Vendor Credit ID',
				as: 'creditId',
				eg: 'vcr01ABCDEFGHIJKLMNO',
				required: true,
			}),
			money('amount', { eg: 25.5, required: true }),
		],
		{ entry: 'Vendor Credit', description },
	);

import { type Difference, reference } from './difference.mts';

/** Mistakes that are known and not mended yet. */
export const faults: Difference[] = [
	{
		where: ['form', 'request', 'taken'],
		endpoints: [
			'PATCH /v3/recurring-invoices/{recurringInvoiceId}',
			'PUT /v3/recurring-invoices/{recurringInvoiceId}',
		],
		members: ['classifications'],
		reason: 'The pages of both calls list no classifications beside those of the lines.',
		source: reference('replacerecurringinvoice'),
		fault: true,
	},
];

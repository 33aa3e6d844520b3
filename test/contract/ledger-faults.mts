import { type Difference, reference } from './difference.mts';

/** Mistakes that are known and not mended yet. */
export const faults: Difference[] = [
	{
		where: ['taken'],
		endpoints: ['POST /v3/bills', 'POST /v3/bills/bulk'],
		members: ['billLineItems.id'],
		reason: 'The lines of a new bill have no IDs yet; the local BILL takes some.',
		source: reference('createbill'),
		fault: true,
	},
	{
		where: ['taken'],
		endpoints: ['POST /v3/invoices'],
		members: ['invoiceLineItems.id'],
		reason: 'The lines of a new invoice have no IDs yet; the local BILL takes some.',
		source: reference('createinvoice'),
		fault: true,
	},
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
	{
		where: ['form'],
		endpoints: ['POST /v3/subscriptions/{subscriptionId}/test'],
		members: [
			...['bank-account', 'card-account', 'risk-verification'],
			...['transaction', 'threeDsChallenge', 'reimbursement'],
		],
		reason: 'A test event can be filled for these, too, and the form does not offer it.',
		source: reference('sendtestevent'),
		fault: true,
	},
	{
		where: ['taken'],
		endpoints: ['POST /v3/subscriptions/{subscriptionId}/test'],
		members: [
			...['bank-account', 'card-account', 'risk-verification'],
			...['transaction', 'threeDsChallenge', 'reimbursement'],
			...['transaction', 'threeDsChallenge', 'reimbursement'].map((name) => `spend.${name}`),
		],
		reason: 'The local BILL has the names of the events for some, and lacks the others.',
		source: reference('sendtestevent'),
		fault: true,
	},
];

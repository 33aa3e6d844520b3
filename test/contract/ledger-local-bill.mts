import { type Difference, docs, reference } from './difference.mts';

/** Choices of the local BILL where no page of BILL says anything. */
export const chosen: Difference[] = [
	{
		where: ['taken'],
		endpoints: ['POST /token'],
		members: ['it'],
		reason: 'It is at the address for access tokens, beside the APIs that the contract lists.',
		source: reference('createaccesstoken'),
	},
	{
		where: ['taken'],
		endpoints: ['POST /v3/login'],
		members: ['password'],
		reason: 'A token of the Accountant Console takes its place.',
		source: reference('login'),
	},
	{
		where: ['taken'],
		endpoints: ['GET /v3/mfa/phones'],
		members: ['?max', '?page'],
		reason: 'Its answer has the form of a page, and every page is asked for by the same keys.',
		source: docs('search-op-with-lists'),
	},
	{
		where: ['taken'],
		endpoints: ['POST /v3/classifications/jobs/bulk', 'PATCH /v3/classifications/jobs/bulk'],
		members: ['customerId'],
		reason: 'One source has it, for many jobs only; no answer shows it, so that it is refused.',
		source: reference('bulkcreateclassificationjob'),
	},
	{
		where: ['answer'],
		endpoints: ['GET /v3/exports'],
		members: ['createdTime'],
		reason:
			'Only exportId is documented; without a second member no list could be told from another.',
		source: reference('listexports'),
	},
	{
		where: ['request'],
		endpoints: ['GET /v3/exports'],
		members: ['?filters createdTime'],
		reason: 'Filters are documented, and no member for them.',
		source: reference('listexports'),
	},
	{
		where: ['answer'],
		endpoints: ['GET /v3/receivable-payments', 'POST /v3/receivable-payments'],
		members: ['status'],
		reason: 'SCHEDULED until the day of the withdrawal, as in the payments of an invoice.',
		source: docs('ar-charge-customer'),
	},
	{
		where: ['answer'],
		endpoints: ['GET', 'POST'].map((method) => `${method} /v3/vendors/{vendorId}/bank-account`),
		members: ['regulatoryFields'],
		reason: 'What was written comes back; no example of an answer has them.',
		source: reference('createvendorbankaccount'),
	},
	{
		where: ['answer'],
		endpoints: ['GET /v3/vendors', 'POST /v3/vendors'],
		members: ['paymentInformation.bankAccount.regulatoryFields'],
		reason: 'What was written comes back; no example of an answer has them.',
		source: reference('createvendor'),
	},
	{
		where: ['answer'],
		endpoints: ['POST /v3/payments/{paymentId}/void'],
		members: ['toPrintCheck'],
		reason: 'A payment that was recorded by hand keeps the members that it was recorded with.',
		source: reference('recordpayment'),
	},
	{
		where: ['answer'],
		endpoints: ['GET /v3/payments'],
		members: ['toPrintCheck', 'classifications'],
		reason: 'A payment that was recorded by hand keeps the members that it was recorded with.',
		source: reference('recordpayment'),
	},
	{
		where: ['answer'],
		endpoints: ['GET /v3/invoices', 'GET /v3/invoices/{invoiceId}'],
		members: ['invoiceLineItems.taxable'],
		reason: 'What was written comes back; that it does when it is read is concluded.',
		source: reference('createinvoice'),
	},
];

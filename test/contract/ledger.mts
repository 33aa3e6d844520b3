import {
	type Difference,
	EVENTS,
	SUBSCRIPTIONS,
	changelog,
	docs,
	reference,
} from './difference.mts';
import { chosen } from './ledger-local-bill.mts';
import { spend } from './ledger-spend.mts';
import { spendNode } from './ledger-spend-node.mts';

/*
 * The known differences between the project and the contract, with their reasons. The contract is generated from
 * notes on BILL's pages and is never changed to fit. An intended difference is listed here, with the source that is
 * followed instead.
 */

const POLICIES = ['POST /v3/bill-approvals/policies', 'PUT /v3/bill-approvals/policies/{policyId}'];
const INVOICE = '/v3/invoices/{invoiceId}';
const INVOICES = [
	...['GET /v3/invoices', 'POST /v3/invoices'],
	...['GET', 'PATCH', 'PUT'].map((method) => `${method} ${INVOICE}`),
	...['archive', 'restore'].map((action) => `POST ${INVOICE}/${action}`),
];
const INVOICE_WRITES = ['POST /v3/invoices', `PATCH ${INVOICE}`, `PUT ${INVOICE}`];
const RECURRING = [
	'POST /v3/recurringbills',
	'PATCH /v3/recurringbills/{recurringBillId}',
	'PUT /v3/recurringbills/{recurringBillId}',
	'POST /v3/recurring-invoices',
	'PUT /v3/recurring-invoices/{recurringInvoiceId}',
];

/** What the node does itself, so that its form differs from the request. */
const byTheNode: Difference[] = [
	{
		where: ['form'],
		endpoints: [
			...['customers/{customerId}', 'invoices/{invoiceId}', 'vendors/{vendorId}'].map(
				(record) => `POST /v3/attachments/${record}`,
			),
			'POST /v3/documents/bills/{billId}',
		],
		members: ['?name'],
		reason: 'The name of the file in the item is sent; File Name under Options gives another.',
		source: docs('documents-attachments'),
	},
	{
		where: ['form'],
		endpoints: ['GET /v3/reports/audit-trail/vendor/{vendorId}'],
		members: ['?start', 'pages'],
		reason: 'The list is walked by start and max; the node counts.',
		source: docs('getting-audit-trail-details'),
	},
	{
		where: ['form'],
		endpoints: ['POST /v3/bill-approvals/actions'],
		members: ['billIds', 'billId', 'action'],
		reason: 'One form is for several bills: the node makes an entry of each, with its own action.',
		source: reference('billapprovedenyactions'),
	},
	{
		where: ['form'],
		endpoints: ['PUT /v3/bill-approvals/policies/{policyId}'],
		members: ['policyName', 'rules', 'approvers'],
		reason: 'What is not filled in is read from the policy first, so that the whole is sent.',
		source: reference('updatebillapprovalpolicy'),
	},
	{
		where: ['form'],
		endpoints: ['GET /v3/organizations/{organizationId}/billing-statements/{billingStatementId}'],
		members: ['?format'],
		reason: 'It chooses which of the two links of the answer is fetched, and is not sent.',
		source: reference('getbillingstatementdetail'),
	},
	{
		where: ['form'],
		endpoints: ['POST /v3/payments/exchange-rate'],
		members: ['payments', 'vendorId', 'amount'],
		reason: 'The body is a bare list, which the node makes from the list in the form.',
		source: reference('getexchangerates'),
	},
	{
		where: ['form'],
		endpoints: ['PUT /v3/bills/{billId}'],
		members: ['?vendorCreditId'],
		reason: 'It names the credit without which the node writes the bill back, and is not sent.',
		source: docs('ap-vendor-credits'),
	},
	{
		where: ['form'],
		endpoints: ['POST /v3/payments'],
		members: ['amount'],
		reason: 'Left empty, the node reads what is due on the bill, and sends that.',
		source: reference('createpayment'),
	},
	{
		where: ['form'],
		endpoints: ['PUT /v3/subscriptions/{subscriptionId}'],
		members: ['name', 'status', 'notificationUrl'],
		reason: 'Replace Events reads them and sends them back; Update changes them.',
		source: docs('working-with-bill-webhooks'),
	},
];

/** What forms leave out on purpose. */
const leftOut: Difference[] = [
	{
		where: ['form'],
		endpoints: INVOICE_WRITES,
		members: ['customer.name', 'customer.email'],
		reason: 'An ID is picked; the form says how a new customer is given as JSON.',
		source: reference('createinvoice'),
	},
	{
		where: ['form'],
		endpoints: ['POST /v3/payments/bulk'],
		members: ['processingOptions.createBill'],
		reason: 'A bulk payment can only pay bills that exist.',
		source: docs('ap-bulk-payments'),
	},
	{
		where: ['form'],
		endpoints: ['GET /v3/funding-accounts/cards/funding-purposes', 'GET /v3/mfa/phones'],
		members: ['pages'],
		reason:
			'Its answer has the form of a page, but no key to ask for a further page is documented.',
		source: reference('listcardfundingpurposes'),
	},
	{
		where: ['form', 'taken'],
		endpoints: RECURRING,
		members: ['schedule.period=NONE'],
		reason: 'It stands in examples of answers; the guides name four periods, and not this one.',
		source: docs('ap-recurring-bills'),
	},
	{
		where: ['form'],
		endpoints: ['GET /v3/exports'],
		members: ['?filters'],
		reason: 'No page says which members they are filtered by; Filter Text needs a form of filters.',
		source: reference('listexports'),
	},
];

/** Pages of BILL that contradict those that the contract was generated from. */
const otherPages: Difference[] = [
	{
		where: ['form', 'taken'],
		endpoints: RECURRING,
		members: ['schedule.period'],
		reason: 'The guides name DAILY, too; the contract has the values of examples.',
		source: docs('ap-recurring-bills'),
	},
	{
		where: ['request', 'answer'],
		endpoints: ['POST /v3/recurringbills'],
		members: ['schedule.period'],
		reason: 'The guide names DAILY, too; the contract has the values of examples.',
		source: docs('ap-recurring-bills'),
	},
	{
		where: ['form', 'request'],
		endpoints: ['POST /v3/vendors'],
		members: ['paymentInformation.bankAccount.regulatoryFields'],
		reason: 'Some countries want them; the contract has the account as it is answered.',
		source: docs('creating-an-international-vendor'),
	},
	{
		where: ['taken'],
		endpoints: ['POST /v3/vendors', 'POST /v3/vendors/bulk'],
		members: ['paymentInformation.bankAccount.regulatoryFields'],
		reason: 'Some countries want them; the contract has the account as it is answered.',
		source: docs('creating-an-international-vendor'),
	},
	{
		where: ['taken'],
		endpoints: ['POST /v3/vendor-credits/bulk'],
		members: ['applyToChartOfAccountId', 'applyToBankAccountId'],
		reason: 'The same call for one takes them; the contract has the members of an example.',
		source: reference('createvendorcredit'),
	},
	{
		where: ['taken'],
		endpoints: ['POST /v3/receivable-payments'],
		members: ['fundingAccount.type=CARD_ACCOUNT'],
		reason: 'A customer is charged from a bank account; a card stands in answers only.',
		source: docs('ar-charge-customer'),
	},
	{
		where: ['form', 'request'],
		endpoints: POLICIES,
		members: ['approvers'],
		reason: 'A plain list of user IDs is written; the answer has users and groups.',
		source: reference('createbillapprovalpolicy'),
	},
	{
		where: ['request'],
		endpoints: POLICIES,
		members: ['rules.values'],
		reason: 'Plain values are written; the answer has objects with a name for each.',
		source: reference('createbillapprovalpolicy'),
	},
	{
		where: ['form', 'request', 'taken'],
		endpoints: ['PATCH /v3/credit-memos/{creditMemoId}'],
		members: [
			...['customerId', 'referenceNumber', 'creditDate', 'salesTaxItemId'],
			...['payToChartOfAccountId', 'payToBankAccountId', 'classifications'],
		],
		reason: 'The page lists them; the contract has the two members of an example.',
		source: reference('updatecreditmemo'),
	},
	{
		where: ['form', 'request', 'taken'],
		endpoints: ['PUT /v3/credit-memos/{creditMemoId}'],
		members: ['salesTaxItemId', 'payToChartOfAccountId', 'payToBankAccountId', 'classifications'],
		reason: 'The page lists them; the contract has the members of an example.',
		source: reference('replacecreditmemo'),
	},
	{
		where: ['form', 'request', 'taken'],
		endpoints: ['PATCH /v3/vendor-credits/{vendorCreditId}'],
		members: [
			...['vendorId', 'referenceNumber', 'creditDate'],
			...['applyToChartOfAccountId', 'applyToBankAccountId'],
		],
		reason:
			'The same call for many vendor credits takes them; the contract has two members of an example.',
		source: reference('bulkupdatevendorcredit'),
	},
	{
		where: ['form', 'request', 'taken'],
		endpoints: ['PUT /v3/vendor-credits/{vendorCreditId}'],
		members: ['applyToChartOfAccountId', 'applyToBankAccountId'],
		reason: 'The page lists them; the contract has the members of an example.',
		source: reference('replacevendorcredit'),
	},
	{
		where: ['form', 'request', 'taken'],
		endpoints: ['PATCH /v3/recurring-invoices/{recurringInvoiceId}'],
		members: ['customerId', 'description', 'schedule', 'sendEmail'],
		reason: 'The page lists them; the contract has the one member of an example.',
		source: reference('updaterecurringinvoice'),
	},
	{
		where: ['form', 'request', 'taken'],
		endpoints: ['PUT /v3/recurring-invoices/{recurringInvoiceId}'],
		members: ['description', 'sendEmail'],
		reason: 'The page lists them; the contract has the members of an example.',
		source: reference('replacerecurringinvoice'),
	},
	{
		where: ['form', 'request', 'taken'],
		endpoints: ['POST /v3/invoices/record-payment'],
		members: ['invoices.amount'],
		reason: 'The guide wants id and amount of each invoice; the contract has the answer.',
		source: docs('recording-an-ar-payment'),
	},
	{
		where: ['answer'],
		endpoints: INVOICES,
		members: ['recordStatus', 'createdBy'],
		reason: 'They are in all answers since March 2026; the contract is older here.',
		source: changelog('2026-03-20-bills-invoices-api-improvements'),
	},
	{
		where: ['form'],
		endpoints: INVOICES,
		members: ['output invoiceLineItems.taxable'],
		reason: 'It is written since November 2025; that it comes back is concluded.',
		source: changelog('2025-11-05-invoices-api-improvements'),
	},
	{
		where: ['answer'],
		endpoints: INVOICE_WRITES,
		members: ['invoiceLineItems.taxable'],
		reason: 'It is written since November 2025; that it comes back is concluded.',
		source: changelog('2025-11-05-invoices-api-improvements'),
	},
	{
		where: ['answer'],
		endpoints: [SUBSCRIPTIONS, EVENTS],
		members: ['form'],
		reason: 'Both lists come in pages; the contract has the members of one entry.',
		source: changelog('2024-06-28-list-events-and-subscriptions-improvements'),
	},
	{
		where: ['request', 'taken'],
		endpoints: ['GET /v3/organizations/industries', 'GET /v3/network'],
		members: ['?page', '?max'],
		reason:
			'The answers name a next page, so that the key of all other lists is taken to be known.',
		source: docs('search-op-with-lists'),
	},
];

/** All known differences. */
export const ledger: Difference[] = [
	...byTheNode,
	...leftOut,
	...otherPages,
	...chosen,
	...spend,
	...spendNode,
];

import type { Case } from '../../support/cases.mts';
import { apiRequestCases } from './api-request.mts';
import { attachmentCases } from './attachment.mts';
import { bankAccountWrites } from './bank-account.mts';
import { approvalPolicyCases, billApprovalCases } from './bill-approval.mts';
import { billReads } from './bill-reads.mts';
import { billWrites } from './bill.mts';
import { classificationCases } from './classification.mts';
import { creditMemoCases } from './credit-memo.mts';
import { customerBankAccountCases } from './customer-bank-account.mts';
import { customerContactCases } from './customer-contact.mts';
import { customerCases } from './customer.mts';
import { documentCases } from './document.mts';
import { bankAccountReads, cardCases } from './funding-reads.mts';
import { invoiceActions } from './invoice-actions.mts';
import { invoiceReads } from './invoice-reads.mts';
import { invoiceWrites } from './invoice.mts';
import { networkCases } from './network.mts';
import { organizationCases, paymentTermCases } from './organization.mts';
import { paymentEnds, paymentMany } from './payment-more.mts';
import { paymentReads } from './payment-reads.mts';
import { paymentCreates } from './payment.mts';
import { receivedPaymentCases } from './received-payment.mts';
import { recurringBillCases } from './recurring-bill.mts';
import { recurringInvoiceCases } from './recurring-invoice.mts';
import {
	auditTrailCases,
	billingStatementCases,
	exportCases,
	healthCases,
	riskVerificationCases,
} from './reports.mts';
import { sessionCases } from './session.mts';
import { roleCases, userCases } from './user.mts';
import { vendorBanks } from './vendor-bank.mts';
import { vendorCreditApplies } from './vendor-credit-apply.mts';
import { vendorCreditWrites, vendorCreditReads } from './vendor-credit.mts';
import { vendorReads } from './vendor-reads.mts';
import { vendorWrites } from './vendor.mts';
import { webhookEventCases, webhookSubscriptionCases } from './webhook.mts';

/** The cases by resource: every operation in its forms. */
export const cases: Record<string, Case[]> = {
	apiRequest: apiRequestCases,
	attachment: attachmentCases,
	bill: [...billWrites, ...billReads],
	billApproval: [...approvalPolicyCases, ...billApprovalCases],
	classification: classificationCases,
	creditMemo: creditMemoCases,
	customer: customerCases,
	customerBankAccount: customerBankAccountCases,
	customerContact: customerContactCases,
	document: documentCases,
	fundingAccounts: [...bankAccountWrites, ...bankAccountReads, ...cardCases],
	invoice: [...invoiceWrites, ...invoiceActions, ...invoiceReads],
	network: networkCases,
	organization: [...organizationCases, ...paymentTermCases],
	payment: [...paymentCreates, ...paymentMany, ...paymentEnds, ...paymentReads],
	receivedPayment: receivedPaymentCases,
	recurringBill: recurringBillCases,
	recurringInvoice: recurringInvoiceCases,
	reports: [
		...auditTrailCases,
		...billingStatementCases,
		...exportCases,
		...healthCases,
		...riskVerificationCases,
	],
	session: sessionCases,
	user: [...roleCases, ...userCases],
	vendor: [...vendorWrites, ...vendorBanks, ...vendorReads],
	vendorCredit: [...vendorCreditWrites, ...vendorCreditApplies, ...vendorCreditReads],
	webhook: [...webhookEventCases, ...webhookSubscriptionCases],
};

export const allCases: Case[] = Object.values(cases).flat();

/** Resources whose cases are still to be written. */
export const stillWithout: string[] = [];

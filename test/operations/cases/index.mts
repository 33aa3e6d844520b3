import type { Case } from '../../support/cases.mts';
import { apiRequestCases } from './api-request.mts';
import { bankAccountWrites } from './bank-account.mts';
import { billReads } from './bill-reads.mts';
import { billWrites } from './bill.mts';
import { classificationCases } from './classification.mts';
import { customerCases } from './customer.mts';
import { documentCases } from './document.mts';
import { bankAccountReads, cardCases } from './funding-reads.mts';
import { paymentEnds, paymentMany } from './payment-more.mts';
import { paymentReads } from './payment-reads.mts';
import { paymentCreates } from './payment.mts';
import { sessionCases } from './session.mts';
import { vendorBanks } from './vendor-bank.mts';
import { vendorReads } from './vendor-reads.mts';
import { vendorWrites } from './vendor.mts';

/** The cases by resource: every operation in its forms. */
export const cases: Record<string, Case[]> = {
	apiRequest: apiRequestCases,
	bill: [...billWrites, ...billReads],
	classification: classificationCases,
	customer: customerCases,
	document: documentCases,
	fundingAccounts: [...bankAccountWrites, ...bankAccountReads, ...cardCases],
	payment: [...paymentCreates, ...paymentMany, ...paymentEnds, ...paymentReads],
	session: sessionCases,
	vendor: [...vendorWrites, ...vendorBanks, ...vendorReads],
};

export const allCases: Case[] = Object.values(cases).flat();

/** Resources whose cases are still to be written. */
export const stillWithout: string[] = [
	'approvalPolicy',
	'attachment',
	'auditTrail',
	'billApproval',
	'billingStatement',
	'creditMemo',
	'customerBankAccount',
	'customerContact',
	'export',
	'health',
	'invoice',
	'network',
	'organization',
	'paymentTerm',
	'receivedPayment',
	'recurringBill',
	'recurringInvoice',
	'riskVerification',
	'role',
	'user',
	'vendorCredit',
	'webhookEvent',
	'webhookSubscription',
];

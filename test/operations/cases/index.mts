import type { Case } from '../../support/cases.mts';
import { apiRequestCases } from './api-request.mts';
import { bankAccountWrites } from './bank-account.mts';
import { billReads } from './bill-reads.mts';
import { billWrites } from './bill.mts';
import { documentCases } from './document.mts';
import { bankAccountReads, cardCases } from './funding-reads.mts';
import { paymentReads } from './payment-reads.mts';
import { paymentEnds, paymentMany } from './payment-more.mts';
import { paymentCreates } from './payment.mts';
import { sessionCases } from './session.mts';
import { vendorBanks } from './vendor-bank.mts';
import { vendorReads } from './vendor-reads.mts';
import { vendorWrites } from './vendor.mts';

/** The cases by resource: every operation in its forms. */
export const cases: Record<string, Case[]> = {
	apiRequest: apiRequestCases,
	bill: [...billWrites, ...billReads],
	document: documentCases,
	fundingAccounts: [...bankAccountWrites, ...bankAccountReads, ...cardCases],
	payment: [...paymentCreates, ...paymentMany, ...paymentEnds, ...paymentReads],
	session: sessionCases,
	vendor: [...vendorWrites, ...vendorBanks, ...vendorReads],
};

export const allCases: Case[] = Object.values(cases).flat();

/** Resources whose cases are still to be written. */
export const stillWithout: string[] = [
	'accountingClass',
	'approvalPolicy',
	'attachment',
	'auditTrail',
	'billApproval',
	'billingStatement',
	'chartOfAccount',
	'creditMemo',
	'customer',
	'customerBankAccount',
	'customerContact',
	'department',
	'employee',
	'export',
	'health',
	'invoice',
	'item',
	'job',
	'location',
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

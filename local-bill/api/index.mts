import type { Route } from '../engine/route.mts';
import { attachmentRoutes } from './attachments.mts';
import { bankAccountRoutes } from './bank-accounts.mts';
import { billApprovalRoutes } from './bill-approvals.mts';
import { billingStatementRoutes } from './billing-statements.mts';
import { billRoutes } from './bills.mts';
import { cardRoutes } from './cards.mts';
import { classificationRoutes } from './classifications.mts';
import { creditMemoRoutes } from './credit-memos.mts';
import { customerRoutes } from './customers.mts';
import { documentRoutes } from './documents.mts';
import { downloadRoutes } from './downloads.mts';
import { exchangeRateRoutes } from './exchange-rates.mts';
import { exportRoutes } from './exports.mts';
import { invoiceRoutes } from './invoices.mts';
import { loginRoutes } from './login.mts';
import { mfaRoutes } from './mfa.mts';
import { networkRoutes } from './network.mts';
import { organizationRecordRoutes } from './organization.mts';
import { organizationRoutes } from './organizations.mts';
import { partnerRoutes } from './partner.mts';
import { partnerLoginRoutes } from './partner-login.mts';
import { paymentRoutes } from './payments.mts';
import { receivedPaymentRoutes } from './received-payments.mts';
import { recordPaymentRoutes } from './record-payment.mts';
import { recurringBillRoutes } from './recurring-bills.mts';
import { recurringInvoiceRoutes } from './recurring-invoices.mts';
import { reportRoutes } from './reports.mts';
import { riskVerificationRoutes } from './risk-verifications.mts';
import { roleRoutes } from './roles.mts';
import { spendRoutes } from './spend/index.mts';
import { tokenRoutes } from './token.mts';
import { userRoutes } from './users.mts';
import { vendorCreditRoutes } from './vendor-credits.mts';
import { vendorRoutes } from './vendors.mts';
import { webhookEventRoutes } from './webhook-events.mts';
import { webhookSubscriptionRoutes } from './webhook-subscriptions.mts';

/** Every endpoint of BILL that the local BILL serves. */
export const routes: Route[] = [
	...loginRoutes,
	...tokenRoutes,
	...partnerLoginRoutes,
	...partnerRoutes,
	...mfaRoutes,
	...vendorRoutes,
	...billRoutes,
	...billApprovalRoutes,
	...recurringBillRoutes,
	...vendorCreditRoutes,
	...recordPaymentRoutes,
	...paymentRoutes,
	...exchangeRateRoutes,
	...bankAccountRoutes,
	...cardRoutes,
	...documentRoutes,
	...downloadRoutes,
	...classificationRoutes,
	...customerRoutes,
	...invoiceRoutes,
	...recurringInvoiceRoutes,
	...creditMemoRoutes,
	...receivedPaymentRoutes,
	...attachmentRoutes,
	...userRoutes,
	...roleRoutes,
	...organizationRoutes,
	...organizationRecordRoutes,
	...billingStatementRoutes,
	...networkRoutes,
	...riskVerificationRoutes,
	...exportRoutes,
	...reportRoutes,
	...spendRoutes,
	...webhookSubscriptionRoutes,
	...webhookEventRoutes,
];

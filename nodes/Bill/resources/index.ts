import type { Resource } from '../../core/run/operation';
import { apiRequestResource } from './api-request';
import { approvalPolicyResource } from './approval-policy';
import { attachmentResource } from './attachment';
import { auditTrailResource } from './audit-trail';
import { bankAccountResource } from './bank-account';
import { billResource } from './bill';
import { billApprovalResource } from './bill-approval';
import { billingStatementResource } from './billing-statement';
import { apCardResource, cardAccountResource } from './card';
import { classificationResources } from './classification';
import { creditMemoResource } from './credit-memo';
import { customerResource } from './customer';
import { customerBankAccountResource } from './customer-bank-account';
import { customerContactResource } from './customer-contact';
import { documentResource } from './document';
import { exportResource } from './export';
import { healthResource } from './health';
import { invoiceResource } from './invoice';
import { networkResource } from './network';
import { organizationResource } from './organization';
import { partnerOrganizationResource } from './partner-organization';
import { partnerRoleResource, partnerUserResource } from './partner-user';
import { webhookEventResource } from '../../webhooks/event';
import { webhookSubscriptionResource } from '../../webhooks/subscription';
import { paymentResource } from './payment';
import { paymentTermResource } from './payment-term';
import { receivedPaymentResource } from './received-payment';
import { recurringBillResource } from './recurring-bill';
import { recurringInvoiceResource } from './recurring-invoice';
import { riskVerificationResource } from './risk-verification';
import { sessionResource } from './session';
import { roleResource, userResource } from './user';
import { vendorResource } from './vendor';
import { vendorCreditResource } from './vendor-credit';

/** Everything the Bill node can do. */
export const resources: Resource[] = [
	apCardResource,
	apiRequestResource,
	approvalPolicyResource,
	attachmentResource,
	auditTrailResource,
	bankAccountResource,
	billApprovalResource,
	billingStatementResource,
	billResource,
	cardAccountResource,
	...classificationResources,
	creditMemoResource,
	customerBankAccountResource,
	customerContactResource,
	customerResource,
	documentResource,
	exportResource,
	healthResource,
	invoiceResource,
	networkResource,
	organizationResource,
	partnerOrganizationResource,
	partnerRoleResource,
	partnerUserResource,
	paymentResource,
	paymentTermResource,
	receivedPaymentResource,
	recurringBillResource,
	recurringInvoiceResource,
	riskVerificationResource,
	roleResource,
	sessionResource,
	userResource,
	vendorCreditResource,
	vendorResource,
	webhookEventResource,
	webhookSubscriptionResource('apAr'),
];

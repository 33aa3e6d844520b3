import type { Resource } from '../../core/operation';
import { apiRequestResource } from './api-request';
import { attachmentResource } from './attachment';
import { bankAccountResource } from './bank-account';
import { billResource } from './bill';
import { apCardResource, cardAccountResource } from './card';
import { creditMemoResource } from './credit-memo';
import { customerResource } from './customer';
import { customerBankAccountResource } from './customer-bank-account';
import { customerContactResource } from './customer-contact';
import { documentResource } from './document';
import { invoiceResource } from './invoice';
import { paymentResource } from './payment';
import { receivedPaymentResource } from './received-payment';
import { recurringInvoiceResource } from './recurring-invoice';
import { sessionResource } from './session';
import { vendorResource } from './vendor';

/** Everything the Bill node can do. */
export const resources: Resource[] = [
	apCardResource,
	apiRequestResource,
	attachmentResource,
	bankAccountResource,
	billResource,
	cardAccountResource,
	creditMemoResource,
	customerBankAccountResource,
	customerContactResource,
	customerResource,
	documentResource,
	invoiceResource,
	paymentResource,
	receivedPaymentResource,
	recurringInvoiceResource,
	sessionResource,
	vendorResource,
];

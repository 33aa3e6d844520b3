import type { Resource } from '../../core/operation';
import { apiRequestResource } from './api-request';
import { bankAccountResource } from './bank-account';
import { billResource } from './bill';
import { apCardResource, cardAccountResource } from './card';
import { documentResource } from './document';
import { paymentResource } from './payment';
import { sessionResource } from './session';
import { vendorResource } from './vendor';

/** Everything the Bill node can do. */
export const resources: Resource[] = [
	apCardResource,
	apiRequestResource,
	bankAccountResource,
	billResource,
	cardAccountResource,
	documentResource,
	paymentResource,
	sessionResource,
	vendorResource,
];

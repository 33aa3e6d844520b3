import type { Route } from '../engine/route.mts';
import { bankAccountRoutes } from './bank-accounts.mts';
import { billRoutes } from './bills.mts';
import { cardRoutes } from './cards.mts';
import { classificationRoutes } from './classifications.mts';
import { customerRoutes } from './customers.mts';
import { documentRoutes } from './documents.mts';
import { downloadRoutes } from './downloads.mts';
import { exchangeRateRoutes } from './exchange-rates.mts';
import { loginRoutes } from './login.mts';
import { mfaRoutes } from './mfa.mts';
import { organizationRoutes } from './organizations.mts';
import { paymentRoutes } from './payments.mts';
import { recordPaymentRoutes } from './record-payment.mts';
import { userRoutes } from './users.mts';
import { vendorRoutes } from './vendors.mts';

/** Every endpoint of BILL that the sandbox serves. */
export const routes: Route[] = [
	...loginRoutes,
	...mfaRoutes,
	...vendorRoutes,
	...billRoutes,
	...recordPaymentRoutes,
	...paymentRoutes,
	...exchangeRateRoutes,
	...bankAccountRoutes,
	...cardRoutes,
	...documentRoutes,
	...downloadRoutes,
	...classificationRoutes,
	...customerRoutes,
	...userRoutes,
	...organizationRoutes,
];

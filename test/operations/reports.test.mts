import { testCases } from '../support/cases.mts';
import {
	auditTrailCases,
	billingStatementCases,
	exportCases,
	healthCases,
	riskVerificationCases,
} from './cases/reports.mts';

testCases([
	...auditTrailCases,
	...billingStatementCases,
	...exportCases,
	...healthCases,
	...riskVerificationCases,
]);

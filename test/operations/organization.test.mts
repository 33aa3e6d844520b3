import { testCases } from '../support/cases.mts';
import { organizationCases, paymentTermCases } from './cases/organization.mts';

testCases([...organizationCases, ...paymentTermCases]);

import { testCases } from '../support/cases.mts';
import { vendorCreditApplies } from './cases/vendor-credit-apply.mts';
import { vendorCreditReads, vendorCreditWrites } from './cases/vendor-credit.mts';

testCases([...vendorCreditWrites, ...vendorCreditApplies, ...vendorCreditReads]);

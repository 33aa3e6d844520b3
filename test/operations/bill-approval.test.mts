import { testCases } from '../support/cases.mts';
import { approvalPolicyCases, billApprovalCases } from './cases/bill-approval.mts';

testCases([...approvalPolicyCases, ...billApprovalCases]);

import { testCases } from '../support/cases.mts';
import { spendReimbursementCases } from './cases/spend-reimbursement.mts';
import { spendTransactionCases } from './cases/spend-transaction.mts';

testCases([...spendReimbursementCases, ...spendTransactionCases]);

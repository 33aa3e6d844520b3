import { testCases } from '../support/cases.mts';
import { spendBudgetCases, spendMemberCases } from './cases/spend-budget.mts';
import { spendUserCases } from './cases/spend-user.mts';

testCases([...spendUserCases, ...spendBudgetCases, ...spendMemberCases]);

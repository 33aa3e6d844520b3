import { testCases } from '../support/cases.mts';
import { spendBudgetCases } from './cases/spend-budget.mts';
import { spendMemberCases } from './cases/spend-budget-member.mts';
import { spendUserCases } from './cases/spend-user.mts';

testCases([...spendUserCases, ...spendBudgetCases, ...spendMemberCases]);

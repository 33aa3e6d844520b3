import { testCases } from '../support/cases.mts';
import { spendCardCases } from './cases/spend-card.mts';
import { spendCustomFieldCases, spendValueCases } from './cases/spend-custom-field.mts';

testCases([...spendCardCases, ...spendCustomFieldCases, ...spendValueCases]);

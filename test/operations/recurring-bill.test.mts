import { testCases } from '../support/cases.mts';
import { recurringBillCases } from './cases/recurring-bill.mts';

testCases(recurringBillCases);

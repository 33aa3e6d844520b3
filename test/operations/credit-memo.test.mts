import { testCases } from '../support/cases.mts';
import { creditMemoCases } from './cases/credit-memo.mts';

testCases(creditMemoCases);

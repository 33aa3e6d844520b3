import { testCases } from '../support/cases.mts';
import { cases } from './cases/index.mts';

testCases(cases.reports);

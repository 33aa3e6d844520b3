import { testCases } from '../support/cases.mts';
import { classificationCases } from './cases/classification.mts';

testCases(classificationCases);

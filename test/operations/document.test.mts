import { testCases } from '../support/cases.mts';
import { documentCases } from './cases/document.mts';

testCases(documentCases);

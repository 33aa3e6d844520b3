import { testCases } from '../support/cases.mts';
import { sessionCases } from './cases/session.mts';

testCases(sessionCases);

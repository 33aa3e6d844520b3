import { testCases } from '../support/cases.mts';
import { apiRequestCases } from './cases/api-request.mts';

testCases(apiRequestCases);

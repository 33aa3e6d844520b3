import { testCases } from '../support/cases.mts';
import { roleCases, userCases } from './cases/user.mts';

testCases([...roleCases, ...userCases]);

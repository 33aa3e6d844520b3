import { testCases } from '../support/cases.mts';
import { networkCases } from './cases/network.mts';

testCases(networkCases);

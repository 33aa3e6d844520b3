import { testCases } from '../support/cases.mts';
import { bankAccountWrites } from './cases/bank-account.mts';
import { bankAccountReads, cardCases } from './cases/funding-reads.mts';

testCases([...bankAccountWrites, ...bankAccountReads, ...cardCases]);

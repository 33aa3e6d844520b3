import { testCases } from '../support/cases.mts';
import { billReads } from './cases/bill-reads.mts';
import { billWrites } from './cases/bill.mts';

testCases([...billWrites, ...billReads]);

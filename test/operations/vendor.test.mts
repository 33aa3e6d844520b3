import { testCases } from '../support/cases.mts';
import { vendorBanks } from './cases/vendor-bank.mts';
import { vendorReads } from './cases/vendor-reads.mts';
import { vendorWrites } from './cases/vendor.mts';

testCases([...vendorWrites, ...vendorBanks, ...vendorReads]);

import { testCases } from '../support/cases.mts';
import { vendorReads } from './cases/vendor-reads.mts';
import { vendorWrites } from './cases/vendor.mts';

testCases([...vendorWrites, ...vendorReads]);

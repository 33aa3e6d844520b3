import { testCases } from '../support/cases.mts';
import { invoiceActions } from './cases/invoice-actions.mts';
import { invoiceReads } from './cases/invoice-reads.mts';
import { invoiceWrites } from './cases/invoice.mts';

testCases([...invoiceWrites, ...invoiceActions, ...invoiceReads]);

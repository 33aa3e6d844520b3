import { testCases } from '../support/cases.mts';
import { recurringInvoiceCases } from './cases/recurring-invoice.mts';

testCases(recurringInvoiceCases);

import { testCases } from '../support/cases.mts';
import { cases } from './cases/index.mts';

testCases([...cases.customer, ...cases.customerContact, ...cases.customerBankAccount]);

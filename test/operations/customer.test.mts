import { testCases } from '../support/cases.mts';
import { customerBankAccountCases } from './cases/customer-bank-account.mts';
import { customerContactCases } from './cases/customer-contact.mts';
import { customerCases } from './cases/customer.mts';

testCases([...customerCases, ...customerContactCases, ...customerBankAccountCases]);

import { testCases } from '../support/cases.mts';
import { receivedPaymentCases } from './cases/received-payment.mts';

testCases(receivedPaymentCases);

import { testCases } from '../support/cases.mts';
import { paymentEnds, paymentMany } from './cases/payment-more.mts';
import { paymentReads } from './cases/payment-reads.mts';
import { paymentCreates } from './cases/payment.mts';

testCases([...paymentCreates, ...paymentMany, ...paymentEnds, ...paymentReads]);

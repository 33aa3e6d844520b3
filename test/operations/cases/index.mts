import type { Case } from '../../support/cases.mts';
import { billReads } from './bill-reads.mts';
import { billWrites } from './bill.mts';
import { paymentReads } from './payment-reads.mts';
import { paymentWrites } from './payment.mts';
import { vendorBanks } from './vendor-bank.mts';
import { vendorReads } from './vendor-reads.mts';
import { vendorWrites } from './vendor.mts';

/** The cases by resource: every operation in its forms. */
export const cases: Record<string, Case[]> = {
	bill: [...billWrites, ...billReads],
	payment: [...paymentWrites, ...paymentReads],
	vendor: [...vendorWrites, ...vendorBanks, ...vendorReads],
};

export const allCases: Case[] = Object.values(cases).flat();

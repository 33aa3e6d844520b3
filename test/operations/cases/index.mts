import type { Case } from '../../support/cases.mts';
import { billReads } from './bill-reads.mts';
import { billWrites } from './bill.mts';
import { vendorBanks } from './vendor-bank.mts';
import { vendorReads } from './vendor-reads.mts';
import { vendorWrites } from './vendor.mts';

/** The cases by resource: every operation in its forms. */
export const cases: Record<string, Case[]> = {
	bill: [...billWrites, ...billReads],
	vendor: [...vendorWrites, ...vendorBanks, ...vendorReads],
};

export const allCases: Case[] = Object.values(cases).flat();

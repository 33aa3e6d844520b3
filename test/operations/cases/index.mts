import type { Case } from '../../support/cases.mts';
import { vendorReads } from './vendor-reads.mts';
import { vendorWrites } from './vendor.mts';

/** Every operation in its forms. */
export const allCases: Case[] = [...vendorWrites, ...vendorReads];

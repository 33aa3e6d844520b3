import type { Difference } from './difference.mts';

/** Mistakes that are known and not mended yet. */
export const faults: Difference[] = [];

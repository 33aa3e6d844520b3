import type { ItemMemory } from '../wire/execution';
import type { ItemError } from './item-errors';
import type { Call, Output } from './operation';

/** One item on its way: what is to be sent, and what came of it. */
export interface Job {
	item: number;
	/** What is remembered of it, also from earlier tries. */
	memory: ItemMemory;
	/** Missing when what is filled in cannot be sent. */
	call?: Call;
	outputs?: Output[];
	error?: ItemError;
	/** What it gave is known from an earlier try. */
	isKnown?: boolean;
}

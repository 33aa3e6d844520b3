import type { ItemMemory } from '../wire/execution';
import type { ItemError } from './item-errors';
import type { Call, Output } from './operation';

/** One item that is being processed: what to send, and its result. */
export interface Job {
	item: number;
	/** What is remembered of it, including earlier tries. */
	memory: ItemMemory;
	/** Missing if the parameters cannot be sent. */
	call?: Call;
	outputs?: Output[];
	error?: ItemError;
	/** Its result is known from an earlier try. */
	isKnown?: boolean;
}

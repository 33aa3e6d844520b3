import type { LocalBill } from '../../local-bill/server.mts';
import type { Done } from './job.mts';
import type { BenchN8n } from './n8n.mts';
import type { BareProgram } from './program.mts';

/** What is needed to measure a row. */
export interface Bench {
	bill: LocalBill;
	n8n: BenchN8n;
	program: BareProgram;
	/** Pause between two batches of the HTTP Request node, in milliseconds. */
	pauseMs: number;
}

/** The contenders. The others are compared with the first one. */
export const CONTENDERS = ['bare program', 'Bill node', 'HTTP Request node'] as const;

export type Contender = (typeof CONTENDERS)[number];

/** The job of each contender. One that cannot do it is left out. */
export type Work = Partial<Record<Contender, () => Promise<Done>>>;

/** One row of the table. */
export interface Row {
	title: string;
	/** How many records the result must have. */
	expected: number;
	/** Maximum number of rounds, for rows that take minutes. */
	rounds?: number;
	/** Each contender gets a new n8n, so that memory can be compared. */
	fresh?: boolean;
	/** Prepares the work, for each contender and round separately. This is not measured. */
	prepare(bench: Bench): Promise<Work> | Work;
}

import type { LocalBill } from '../../local-bill/server.mts';
import type { Done } from './job.mts';
import type { BenchN8n } from './n8n.mts';
import type { BareProgram } from './program.mts';

/** What rows are measured with. */
export interface Bench {
	bill: LocalBill;
	n8n: BenchN8n;
	program: BareProgram;
	/** Between two batches of the HTTP Request node, in milliseconds. */
	pauseMs: number;
}

/** Those who do the same; the first is what the others are compared with. */
export const CONTENDERS = ['bare program', 'Bill node', 'HTTP Request node'] as const;

export type Contender = (typeof CONTENDERS)[number];

/** What each contender does for a row; one that cannot do it is left out. */
export type Work = Partial<Record<Contender, () => Promise<Done>>> & {
	/** Takes back what was set up for it. */
	end?(): Promise<void>;
};

/** One row of the table. */
export interface Row {
	title: string;
	/** How many records there must be in the end. */
	expected: number;
	/** How often it is measured at most, because it takes minutes. */
	rounds?: number;
	/** Each contender has an n8n that has done nothing yet, so that its memory can be compared. */
	fresh?: boolean;
	/** Sets up what the work needs, anew for each contender and round; that is not measured. */
	prepare(bench: Bench): Promise<Work>;
}

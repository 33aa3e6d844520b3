import { add, type Counts } from './counts.mts';
import { checkFormat, checkLint, checkTypes } from './checks.mts';
import { runJest } from './jest.mts';
import { supported } from '../versions/rows.mts';
import { runVersion } from '../versions/run.mts';
import { withN8n } from './with-n8n.mts';
import { withQueue } from './with-queue.mts';

/** How many instances of n8n the tests of `test/n8n` share: two keep two cores busy. */
const WORKERS = 2;

interface Part {
	title: string;
	/** It takes so long that it runs only in CI, or only if it is named. */
	only?: 'in CI' | 'by name';
	run: (jest: string[]) => Promise<Counts>;
}

/** The parts of the test run, in order. Only `n8n`, `queue` and `versions` need n8n. */
export const parts: Record<string, Part> = {
	format: { title: 'Format (Prettier)', run: checkFormat },
	lint: { title: "Lint (n8n's own rules, and ESLint's for the rest)", run: checkLint },
	types: { title: 'Types', run: checkTypes },
	unit: { title: 'Unit tests', run: async (jest) => await runJest(['test/unit'], jest) },
	contract: {
		title: 'What BILL documents',
		run: async (jest) => await runJest(['test/contract'], jest),
	},
	bill: {
		title: 'Operations against the local BILL',
		run: async (jest) => await runJest(['test/local-bill', 'test/operations'], jest),
	},
	n8n: {
		title: 'In a real n8n',
		run: async (jest) => {
			// If only certain tests are named, one n8n is enough.
			const workers = jest.length ? 1 : WORKERS;
			const counts = await Promise.all([
				withN8n(
					async (env) => await runJest(['test/n8n'], [`--maxWorkers=${workers}`, ...jest], env),
					{
						workers,
					},
				),
				// These tests start their own n8n and mostly wait for it, so they run in parallel with the others.
				runJest(['test/own-n8n'], ['--runInBand', ...jest]),
			]);
			return counts.reduce(add);
		},
	},
	queue: {
		title: 'In an n8n of many processes',
		only: 'by name',
		run: async (jest) => await withQueue(jest, { whole: false }),
	},
	versions: {
		title: `In the oldest n8n that is supported, ${supported[0]}`,
		only: 'in CI',
		run: async () => (await runVersion(supported[0])).counts,
	},
};

/** The parts that run if none is named. */
export const usualParts = Object.keys(parts).filter(
	(name) => !parts[name].only || (parts[name].only === 'in CI' && process.env.CI),
);

import { writeFileSync } from 'node:fs';

/**
 * Writes the counts of a Jest run to the file in `JEST_COUNTS_FILE`. Jest's own `--json` also writes every error, and
 * fails on axios errors: they contain the request, which is circular.
 */
export default class CountsReporter {
	/**
	 * @param {unknown} _contexts
	 * @param {Record<'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites' | 'numPendingTests' | 'numTodoTests', number>} results
	 */
	onRunComplete(_contexts, results) {
		const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = results;
		const counts = {
			passed: numPassedTests,
			failed: numFailedTests + numRuntimeErrorTestSuites,
			skipped: results.numPendingTests + results.numTodoTests,
		};
		writeFileSync(String(process.env.JEST_COUNTS_FILE), JSON.stringify(counts));
	}
}

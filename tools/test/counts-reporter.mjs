import { writeFileSync } from 'node:fs';

/**
 * Writes what a run of Jest came to into the file that `JEST_COUNTS_FILE` names. Jest's own `--json` writes every error
 * as well, and breaks on one of axios: it holds the request, which refers to itself.
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

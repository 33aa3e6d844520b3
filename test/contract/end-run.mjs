import path from 'node:path';
import { register } from 'tsx/esm/api';

/** The ledger covers the calls of these folders. */
const FOLDERS = ['test/local-bill', 'test/operations'];

/**
 * Called by Jest after the last test file. Entries of the ledger that no longer apply have to be removed from it.
 *
 * @param {{ testNamePattern?: string, testPathPatterns: { patterns: string[] } }} run
 * @param {{ roots: string[], rootDir: string }} project
 */
export default async function endRun({ testNamePattern, testPathPatterns }, { roots, rootDir }) {
	const unregister = register();
	const { endRecords } = await import('./records.mts');
	const { ledgerInWords, unused } = await import('./excuses.mts');
	await unregister();
	const places = endRecords();
	const filtered = testNamePattern || testPathPatterns.patterns.length > 0;
	const whole = FOLDERS.every((folder) => {
		return roots.some((root) => path.join(rootDir, folder).startsWith(root));
	});
	if (filtered || !whole) return;
	console.error(ledgerInWords());
	const lines = unused(places, ['request', 'answer']);
	if (lines.length > 0) {
		throw new Error(`In test/contract/ledger.mts, and no longer so:\n${lines.join('\n')}`);
	}
}

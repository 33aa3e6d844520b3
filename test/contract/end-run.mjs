import { register } from 'tsx/esm/api';

/** Their calls are what the ledger is for. */
const FOLDERS = ['test/local-bill', 'test/operations'];

/** Jest calls it after the last test file: what nothing differs by any more has to leave the ledger. */
export default async function endRun({ testNamePattern, testPathPatterns }, { roots, rootDir }) {
	const filtered = testNamePattern || testPathPatterns.patterns.length > 0;
	const whole = FOLDERS.every((folder) => {
		return roots.some((root) => `${rootDir}/${folder}`.startsWith(root.replaceAll('\\', '/')));
	});
	if (filtered || !whole) return;
	register();
	const { keptPlaces } = await import('./records.mts');
	const { ledgerInWords, unused } = await import('./excuses.mts');
	console.error(ledgerInWords());
	const lines = unused(keptPlaces(), ['request', 'answer']);
	if (lines.length > 0) {
		throw new Error(`In test/contract/ledger.mts, and no longer so:\n${lines.join('\n')}`);
	}
}

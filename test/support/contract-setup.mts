import { excusedPlaces, unexcused } from '../contract/excuses.mts';
import { inWords } from '../contract/findings.mts';
import { keepPlaces } from '../contract/records.mts';
import { watchLocalBills } from './contract-witness.mts';

/*
 * Jest loads this before each test file. A file fails if the file or the local BILL that it started sends something
 * that BILL does not document.
 */

const witness = watchLocalBills();

afterAll(() => {
	witness.stop();
	const findings = witness.findings.all;
	const { testPath = 'unknown' } = expect.getState();
	if (witness.count() > 0) keepPlaces(testPath, excusedPlaces(findings));
	const lines = unexcused(findings).map(inWords);
	if (lines.length > 0) {
		throw new Error(
			`Not as BILL documents it. If BILL does it nevertheless, say so in test/contract/ledger.mts:\n${lines.join('\n')}`,
		);
	}
});

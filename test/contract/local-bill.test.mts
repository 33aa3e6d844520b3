import { placeOf, unexcused, unused } from './excuses.mts';
import { inWords } from './findings.mts';
import { takenFindings } from './local-bill.mts';

const findings = takenFindings();

test('the local BILL takes what BILL documents, and nothing else', () => {
	expect(unexcused(findings).map(inWords)).toEqual([]);
});

test('nothing is in the ledger of what the local BILL takes that is no longer so', () => {
	expect(unused(findings.map(placeOf), ['taken'])).toEqual([]);
});

import { placeOf, unexcused, unused } from './excuses.mts';
import { inWords } from './findings.mts';
import { takenFindings } from './local-bill.mts';

const findings = takenFindings();

test('the local BILL accepts what BILL documents, and nothing else', () => {
	expect(unexcused(findings).map(inWords)).toEqual([]);
});

test('the ledger of what the local BILL accepts has no outdated entries', () => {
	expect(unused(findings.map(placeOf), ['taken'])).toEqual([]);
});

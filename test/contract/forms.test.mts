import { placeOf, unexcused, unused } from './excuses.mts';
import { inWords } from './findings.mts';
import { formFindings, operations } from './forms.mts';

const findings = formFindings();

test.each(operations.map(({ id }) => id))('the form of %s is as BILL documents it', (id) => {
	const own = findings.filter(({ detail }) => detail === id || detail?.startsWith(`${id}: `));
	expect(unexcused(own).map(inWords)).toEqual([]);
});

test('the ledger of forms has no outdated entries', () => {
	expect(unused(findings.map(placeOf), ['form'])).toEqual([]);
});

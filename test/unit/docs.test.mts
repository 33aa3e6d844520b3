import { readFile } from 'node:fs/promises';
import { resources as bill } from '../../nodes/Bill/resources/index.ts';
import { resources as spend } from '../../nodes/BillSpendExpense/resources/index.ts';
import { PAGE, operationsPage } from '../../tools/docs/operations-page.mts';

test('docs/operations.md says what the tables say (else: npm run docs)', async () => {
	expect(await readFile(PAGE, 'utf8')).toBe(await operationsPage(bill, spend));
});

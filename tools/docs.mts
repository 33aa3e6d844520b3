import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Resource } from '../nodes/core/run/operation.ts';
import { PAGE, operationsPage } from './docs/operations-page.mts';

const load = createRequire(import.meta.url);
const resourcesOf = (node: string) =>
	(load(`../dist/nodes/${node}/resources/index.js`) as { resources: Resource[] }).resources;
const page = await operationsPage(resourcesOf('Bill'), resourcesOf('BillSpendExpense'));
const before = await readFile(PAGE, 'utf8').catch(() => '');
await writeFile(PAGE, page);
console.log(`docs/operations.md ${before === page ? 'is up to date' : 'has been written'}.`);

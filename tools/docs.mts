import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Resource } from '../nodes/core/run/operation.ts';
import { PAGE, operationsPage } from './docs/operations-page.mts';

const { resources } = createRequire(import.meta.url)('../dist/nodes/Bill/resources/index.js') as {
	resources: Resource[];
};
const page = await operationsPage(resources);
const before = await readFile(PAGE, 'utf8').catch(() => '');
await writeFile(PAGE, page);
console.log(`docs/operations.md ${before === page ? 'is up to date' : 'has been written'}.`);

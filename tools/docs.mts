import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Command } from 'commander';
import type { INodeTypeDescription } from 'n8n-workflow';
import { manifest } from './lib/manifest.mts';
import type { Resource } from '../nodes/core/run/operation.ts';
import { PAGE, operationsPage } from './docs/operations-page.mts';
import {
	brokenBy,
	PROMISES,
	promisesOf,
	readFrom,
	written,
	type Promises,
	type Written,
} from './docs/promises.mts';
import { PlainError, runMain } from './lib/plain-error.mts';

const load = createRequire(import.meta.url);
const resourcesOf = (node: string) =>
	(load(`../dist/nodes/${node}/resources/index.js`) as { resources: Resource[] }).resources;

/** Writes the list of operations, docs/operations.md. */
async function writeOperations() {
	const page = await operationsPage(resourcesOf('Bill'), resourcesOf('BillSpendExpense'));
	const before = await readFile(PAGE, 'utf8').catch(() => '');
	await writeFile(PAGE, page);
	console.log(`docs/operations.md ${before === page ? 'is up to date' : 'has been written'}.`);
}

/** The promises of each version of each node, as built. */
function promisesNow(): Record<string, Promises> {
	const nodes = manifest.n8n.nodes.map((file) => {
		const [Node] = Object.values(load(`../${file}`) as Record<string, new () => never>);
		return (new Node() as { description: INodeTypeDescription }).description;
	});
	return Object.fromEntries(
		nodes.map((each) => [`${each.name} ${String(each.version)}`, promisesOf(each)]),
	);
}

/** Writes the promises. @throws PlainError if that would break an earlier promise */
async function writePromises(anew: boolean) {
	const now = promisesNow();
	const before = readFrom(
		JSON.parse(await readFile(PROMISES, 'utf8').catch(() => '{}')) as Written,
	);
	const broken = Object.entries(before).flatMap(([node, promised]) =>
		brokenBy(promised, now[node] ?? {}).map((each) => `${node}: ${each}`),
	);
	if (broken.length && !anew) {
		throw new PlainError(
			`These promises would be broken:\n${broken.join('\n')}\nGive the node another version; before the first release, use --anew.`,
		);
	}
	await writeFile(PROMISES, `${JSON.stringify(written(now), undefined, '\t')}\n`);
	console.log('test/unit/promises.json holds what the nodes promise.');
}

await runMain(async () => {
	const { anew = false } = new Command('npm run docs --')
		.description('Generates docs/operations.md and the promises of the nodes.')
		.option('--anew', 'discard the earlier promises; only before the first release')
		.parse()
		.opts<{ anew?: boolean }>();
	await writeOperations();
	await writePromises(anew);
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { resources as bill } from '../../nodes/Bill/resources/index.ts';
import { resources as spend } from '../../nodes/BillSpendExpense/resources/index.ts';
import { EXAMPLES_PAGE, examplesPage, notedExamples } from '../../tools/docs/examples-page.mts';
import { PAGE, operationsPage } from '../../tools/docs/operations-page.mts';
import { manifest } from '../../tools/lib/manifest.mts';
import { repository } from '../../tools/lib/paths.mts';

/** The files in some folders with that ending, as paths from the repository root. */
const filesIn = (folders: string[], ending: string) =>
	folders.flatMap((folder) =>
		readdirSync(path.join(repository, folder))
			.filter((name) => name.endsWith(ending))
			.map((name) => path.join(folder, name)),
	);
const pages = filesIn(['.', 'docs', 'local-bill'], '.md');
const read = (page: string) => readFileSync(path.join(repository, page), 'utf8');

/** The anchors of headings, as GitHub generates them. */
const anchorsOf = (text: string) =>
	[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
			.replaceAll(' ', '-'),
	);

test('docs/operations.md says what the tables say (else: npm run docs)', async () => {
	expect(await readFile(PAGE, 'utf8')).toBe(await operationsPage(bill, spend));
});

test('docs/examples.md says what the examples say (else: npm run examples)', async () => {
	expect(await readFile(EXAMPLES_PAGE, 'utf8')).toBe(await examplesPage());
});

test.each(notedExamples())(
	'$name has a note: what it does, what to change, what it will never do',
	({ note }) => {
		expect(note).toMatch(/^[^*]/);
		expect(note).toContain('**Change:**');
		expect(note).toContain('**It will never** ');
	},
);

test('the README is short', () => {
	expect(read('README.md').split('\n').length).toBeLessThanOrEqual(120);
});

test.each(pages)('%s links to what is there', (page) => {
	const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
	for (const link of links.filter((each) => !/^https?:/.test(each))) {
		const [file, anchor] = link.split('#');
		const target = file ? path.join(path.dirname(page), file) : page;
		expect({ link, isThere: existsSync(path.join(repository, target)) }).toEqual({
			link,
			isThere: true,
		});
		if (!anchor) continue;
		const anchors = anchorsOf(read(target));
		expect({ link, anchors }).toEqual({ link, anchors: expect.arrayContaining([anchor]) });
	}
});

/** What the editor links to from nodes and credentials: pages of this repository on GitHub. */
const helpLinks = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(?:node\.json|credentials\.ts)$/.test(name))
		.flatMap((name) => [...read(path.join(folder, name)).matchAll(/https:\/\/github\.com[^'"]+/g)])
		.map(([link]) => link),
);

test('the links for help in the editor lead to what is there', () => {
	const home = manifest.homepage.replace(/#.*/, '');
	expect(helpLinks.length).toBeGreaterThan(10);
	for (const link of new Set(helpLinks)) {
		if (link === manifest.homepage) continue;
		const [address, anchor] = link.split('#');
		expect(address).toMatch(`${home}/blob/main/docs/`);
		const page = address.replace(`${home}/blob/main/`, '');
		expect({ link, isThere: existsSync(path.join(repository, page)) }).toMatchObject({
			isThere: true,
		});
		if (anchor) expect(anchorsOf(read(page))).toContain(anchor);
	}
});

test('the messages that docs/signing-in.md explains are those of the package', () => {
	const sources = filesIn(['credentials', 'nodes/core/wire', 'nodes/apis'], '.ts').map(read);
	const code = sources.join('\n').replaceAll(/\$\{[^}]*\}/g, '...');
	const [, table] = read('docs/signing-in.md').split('## Messages of the test');
	const messages = [...table.matchAll(/^\| (\S.*?) +\|/gm)].map(([, message]) => message).slice(2);
	expect(messages.length).toBeGreaterThan(10);
	const parts = messages.flatMap((message) =>
		message.split(/\.\.\.|\(or |\)|,/).map((part) => part.trim()),
	);
	expect(parts.filter((part) => !code.includes(part))).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { BillApi } from '../../credentials/BillApi.credentials.ts';
import { BillOAuth2Api } from '../../credentials/BillOAuth2Api.credentials.ts';
import { BillPartnerApi } from '../../credentials/BillPartnerApi.credentials.ts';
import { BillSpendExpenseApi } from '../../credentials/BillSpendExpenseApi.credentials.ts';
import { Bill } from '../../nodes/Bill/Bill.node.ts';
import { resources as bill } from '../../nodes/Bill/resources/index.ts';
import { BillPollTrigger } from '../../nodes/BillPollTrigger/BillPollTrigger.node.ts';
import { BillSpendExpense } from '../../nodes/BillSpendExpense/BillSpendExpense.node.ts';
import { resources as spend } from '../../nodes/BillSpendExpense/resources/index.ts';
import { BillTrigger } from '../../nodes/BillTrigger/BillTrigger.node.ts';
import { repository } from '../../tools/lib/paths.mts';

/*
 * Documentation pages show names from the editor in bold: **Fetch Full Record**, **Options > Repeats**, **Session >
 * Validate Code**. Readers must be able to find these names, so they are compared with the forms.
 */

const read = (...parts: string[]) => readFileSync(path.join(repository, ...parts), 'utf8');

const nodes = [Bill, BillPollTrigger, BillSpendExpense, BillTrigger].map(
	(Node) => new Node().description,
);
const credentials = [BillApi, BillOAuth2Api, BillPartnerApi, BillSpendExpenseApi].map(
	(Credential) => new Credential(),
);
const examples = readdirSync(path.join(repository, 'examples')).map(
	(file) => JSON.parse(read('examples', file)) as { name: string; nodes: Array<{ name: string }> },
);

interface Part {
	displayName?: string;
	name?: string;
	options?: unknown[];
	values?: INodeProperties[];
}

/** The label of a parameter, of its choices, and of everything below it. */
function labelsOf({ displayName, name, options = [], values = [] }: Part): string[] {
	return [
		displayName ?? name ?? '',
		...[...options, ...values].flatMap((each) => labelsOf(each as Part)),
	];
}

const labels = new Set([
	...[...nodes, ...credentials].flatMap((each) => [
		each.displayName,
		`${each.displayName} Tool`,
		...each.properties.flatMap((property) => labelsOf(property as Part)),
	]),
	...examples.flatMap(({ name, nodes: placed }) => [name, ...placed.map((node) => node.name)]),
]);
const operationsOf = (resource: string) =>
	[...bill, ...spend]
		.filter(({ name }) => name === resource)
		.flatMap(({ operations }) => operations.map(({ name }) => name));

/** Menus of other programs: n8n, BILL and GitHub. */
const ELSEWHERE = ['Settings', 'Profile', 'Security'];
/** Two or more words, each with a capital letter: a label, and not the beginning of a sentence. */
const LABEL = /^[A-Z][\w&]*(?:(?: [A-Z][\w&]*| (?:a|and|in|of|or|to|&))* [A-Z][\w&]*)$/;

/** The names on a page that do not exist in the editor. */
function unknownNames(page: string): string[] {
	const bold = [...page.matchAll(/\*\*([^*]+)\*\*/g)].map(([, text]) =>
		text.replaceAll(/\s+/g, ' '),
	);
	return bold.filter((text) => {
		const [first, ...rest] = text.split(' > ');
		if (rest.length === 0) return LABEL.test(text) && !labels.has(text);
		if (ELSEWHERE.includes(first)) return false;
		const operations = operationsOf(first);
		if (operations.length > 0) return rest.length > 1 || !operations.includes(rest[0]);
		return ![first, ...rest].every((part) => labels.has(part));
	});
}

const pages = [
	'README.md',
	...readdirSync(path.join(repository, 'docs'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.join('docs', file)),
];

test.each(pages)('%s names what is in the editor as it is called there', (page) => {
	expect(unknownNames(read(page))).toEqual([]);
});

test('a name that is not in the editor is found', () => {
	const names = [
		'Load Full Record',
		'Options > Repetition',
		'Session > Confirm Code',
		'Vendor > Pay',
	];
	const others = [
		'Fetch Full Record',
		'Options > Repeats',
		'Session > Validate Code',
		'Not a label',
	];
	const page = [...names, ...others].map((name) => `**${name}**`).join(', ');
	expect(unknownNames(page)).toEqual(names);
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { repository } from '../../tools/lib/paths.mts';

/*
 * Everything that a person reads is in plain English. These phrases have occurred before and had to be read twice;
 * each is listed with what to write instead.
 */
const TURNS: Array<[turn: RegExp, instead: string]> = [
	[/\banew\b/, 'again'],
	[/\bto the letter\b/, 'exactly'],
	[/\bthose whom?\b/i, 'people and companies that'],
	[/\b(?:is|are|be) emptied\b/, 'clear'],
	[/\bby (?:itself|themselves)\b/, 'automatically'],
	[/\bBILL (?:tells|says|said|wants)\b/, 'BILL returns, BILL reports, BILL requires'],
	[/\b(?:event|field|answer|request)s? tells?\b/, 'has, shows'],
	[/\bWhat [\w ]+ (?:is|are) (?:found by|owed|paid with)\b/, 'used to find, you owe, you pay with'],
	[/\bas it is now\b/, 'current'],
	[/\bthat is none\b/, 'that is not'],
	[/\bof which (?:there|BILL|one)\b/, 'where'],
	[/\bcannot be told\b/, 'could be any of these'],
	[/\bin the place of\b|\btakes? the place of\b/i, 'instead of, replaces'],
	[/, and this (?:is|has) /, '; got'],
	[/\bagain and again\b/, 'on a schedule'],
	[/\bbe taken back\b/, 'be undone'],
	[/\bfor good:/, 'permanently'],
	[/\bfor ever\b/, 'permanently'],
	[/\bturn(?:s|ed)? (?:away|down)\b/, 'rejects'],
	[/\bleft empty (?:is|are)\b|^left (?:out|empty), /i, 'Leave empty to'],
	[/\bsome (?:minutes|seconds)\b/, 'a few minutes'],
	[/\bnone of (?:its|their) own\b/, 'without'],
	[/\be-mails?\b/i, 'email'],
	[/\bthat which\b/, 'what, the one that'],
	[/\bwhich is no (?!longer)/, 'is not a'],
	[/\bto its end\b/, 'completely'],
	[/\bas was sent\b/, 'that was sent'],
	[/\b(?:answers|answered) (?:HTTP|with an?)\b/, 'returns, responds with'],
	[/\b(?:is|are) there twice\b/, 'is listed twice'],
];

/** The phrases found in a text, each with what to write instead. */
const turnsIn = (text: string) =>
	TURNS.flatMap(([turn, instead]) => {
		const found = turn.exec(text);
		return found ? [`"${found[0]}" in "${text.slice(0, 120)}": ${instead}`] : [];
	});

const filesIn = (folder: string): string[] =>
	readdirSync(path.join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
		const file = path.join(folder, entry.name);
		return entry.isDirectory() ? filesIn(file) : [file];
	});
const read = (file: string) => readFileSync(path.join(repository, file), 'utf8');

/** The texts of a source file: its strings with more than one word. Names, URLs and patterns have only one. */
function textsOf(source: string): string[] {
	const texts: string[] = [];
	const collect = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node)) texts.push(node.text);
		if (ts.isTemplateExpression(node)) texts.push(node.getText().slice(1, -1));
		ts.forEachChild(node, collect);
	};
	collect(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
	return texts.filter((text) => /\w \w/.test(text));
}

const sources = ['nodes', 'credentials', 'local-bill', 'playground']
	.flatMap(filesIn)
	.filter((file) => /\.(?:m?ts|mjs)$/.test(file));

test('labels, descriptions and errors are in plain words', () => {
	const texts = sources.flatMap((file) => textsOf(read(file)));
	expect(texts.length).toBeGreaterThan(1500);
	expect([...new Set(texts)].flatMap(turnsIn)).toEqual([]);
});

/** Generated from the tables and the examples, which are checked themselves. */
const GENERATED = ['docs/operations.md', 'docs/examples.md'];
const pages = [
	...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'local-bill/README.md'],
	...filesIn('docs').filter((file) => file.endsWith('.md') && !GENERATED.includes(file)),
];

test.each(pages)('%s is in plain words', (page) => {
	expect(
		read(page)
			.split(/\n(?=[-|\n])/)
			.flatMap(turnsIn),
	).toEqual([]);
});

test.each(filesIn('examples'))('the notes of %s are in plain words', (file) => {
	const { nodes } = JSON.parse(read(file)) as {
		nodes: Array<{ notes?: string; parameters?: { content?: string } }>;
	};
	const notes = nodes.flatMap(({ notes, parameters }) => [notes, parameters?.content]);
	expect(notes.flatMap((note) => (note ?? '').split('\n')).flatMap(turnsIn)).toEqual([]);
});

test.each([
	'A field that is added and left empty is emptied in BILL.',
	'A workflow that is started anew sends its writes anew',
	'What an existing record is found by. It must be equal to the letter',
	'Whether bills of this vendor are paid by themselves',
	'Amount must be a number, and this is "ten"',
	"Whether to read the record from BILL as it is now, in place of the event's data",
])('is not plain: %s', (text) => {
	expect(turnsIn(text)).not.toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repository } from '../lib/paths.mts';

/** Path of the page. */
export const EXAMPLES_PAGE = path.join(repository, 'docs', 'examples.md');
/** Folder of the pictures of the examples. */
export const EXAMPLE_PICTURES = path.join(repository, 'docs', 'images', 'examples');

interface Example {
	/** File name without `.json`. */
	file: string;
	name: string;
	/** The text of its note, without the heading. */
	note: string;
}

/** The example workflows with the texts of their notes. */
export function notedExamples(): Example[] {
	const folder = path.join(repository, 'examples');
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => {
			const { name: title, nodes } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as {
				name: string;
				nodes: Array<{ type: string; parameters: { content: string } }>;
			};
			const note = nodes.find(({ type }) => type === 'n8n-nodes-base.stickyNote');
			const [, ...text] = (note?.parameters.content ?? '').split('\n');
			return { file: name.replace(/\.json$/, ''), name: title, note: text.join('\n').trim() };
		});
}

/** The page that shows every example with its picture, generated from the workflows and their notes. */
export async function examplesPage(): Promise<string> {
	const page = [
		'# Examples',
		'Written by `npm run examples` from the workflows in [`examples`](../examples) and the notes in them.',
		'`npm start` has them ready to run against the local BILL. To use one in your own n8n, open its file, copy all of it, and paste it into an empty workflow. Then choose your credential in the Bill nodes.',
		...notedExamples().flatMap(({ file, name, note }) => [
			`## ${name}`,
			`![The workflow in n8n's editor](images/examples/${file}.png)`,
			note,
			`[${file}.json](../examples/${file}.json)`,
		]),
	].join('\n\n');
	return await format(page, { ...(await resolveConfig(EXAMPLES_PAGE)), parser: 'markdown' });
}

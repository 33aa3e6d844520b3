import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import prettier from 'prettier';
import { manifest } from '../lib/manifest.mts';
import { repository } from '../lib/paths.mts';
import { median } from './measure.mts';
import { memoryOf, ratioOf, runOf, seconds, type Result } from './report.mts';
import type { Weight } from './weight.mts';

/** The page with the latest measurements. */
export const PERFORMANCE_PAGE = path.join(repository, 'docs', 'performance.md');

/** `npm run bench -- --write` replaces the text between these markers; the rest is written by people. */
const BEGIN = '<!-- measured: npm run bench -- --write -->';
const END = '<!-- end of what is measured -->';

interface Measured {
	results: Result[];
	/** `ownTime` is how long the package's own code takes per request, in milliseconds. */
	weight: Weight & { ownTime: number };
	latencyMs: number;
	pauseMs: number;
	/** The version of n8n. */
	n8n: string;
}

/** Rewrites the tables of the page. */
export async function writePage(measured: Measured): Promise<void> {
	const page = await readFile(PERFORMANCE_PAGE, 'utf8');
	const [before, rest] = page.split(BEGIN);
	const [, after] = (rest ?? '').split(END);
	if (after === undefined) throw new Error(`${PERFORMANCE_PAGE} has no place for the tables`);
	const text = [before, BEGIN, tables(measured), END, after].join('');
	const config = await prettier.resolveConfig(PERFORMANCE_PAGE);
	const made = await prettier.format(text, { ...config, filepath: PERFORMANCE_PAGE });
	await writeFile(PERFORMANCE_PAGE, made);
}

function tables({ results, weight, latencyMs, pauseMs, n8n }: Measured): string {
	const [{ model }] = cpus();
	const gigabytes = Math.round(totalmem() / 1024 ** 3);
	const today = new Date().toISOString().slice(0, 10);
	return `

Measured on ${today}: ${cpus().length} cores (${model.trim()}), ${gigabytes} GB; package ${manifest.version}, n8n ${n8n}; a local BILL
that takes ${latencyMs} ms per response. The HTTP Request node: batches of 3 every ${pauseMs} ms, the shortest pause tried at
which BILL refused nothing.

${timeTable(results)}

${requestTable(results)}

${memoryTable(results)}

${weightTable(weight)}

`;
}

function timeTable(results: Result[]): string {
	const heading = [
		'',
		'Bill node',
		'HTTP Request node',
		'bare program',
		'Bill node',
		'HTTP Request node',
		'rounds',
	];
	const rows = results.map((result) => {
		const timeOf = (contender: 'bare program' | 'Bill node' | 'HTTP Request node') => {
			const run = runOf(result, contender);
			return run ? seconds(run.milliseconds) : '–';
		};
		return [
			result.row.title,
			`**${ratioOf(result, 'Bill node')}**`,
			ratioOf(result, 'HTTP Request node'),
			timeOf('bare program'),
			timeOf('Bill node'),
			timeOf('HTTP Request node'),
			String(result.rounds),
		];
	});
	return `## Time\n\nFirst as a multiple of the bare program's, then in seconds (the median of the rounds).\n\n${markdown(heading, rows)}`;
}

function requestTable(results: Result[]): string {
	const rows = results
		.filter((result) => (runOf(result, 'bare program')?.requests ?? 0) > 0)
		.map((result) => [
			result.row.title,
			...(['bare program', 'Bill node', 'HTTP Request node'] as const).map((contender) => {
				const runs = result.runs.get(contender) ?? [];
				if (runs.length === 0) return '–';
				const { requests, refused, logins } = median(runs);
				const more = [refused && `${refused} refused`, logins && `${logins} sign-ins`].filter(
					Boolean,
				);
				return [requests, ...more].join(', ');
			}),
		]);
	return `## Requests\n\n${markdown(['', 'bare program', 'Bill node', 'HTTP Request node'], rows)}`;
}

function memoryTable(results: Result[]): string {
	const rows = results
		.filter(({ row }) => row.fresh)
		.map((result) => [
			result.row.title,
			...(['bare program', 'Bill node', 'HTTP Request node'] as const).map((contender) => {
				const run = runOf(result, contender);
				if (!run?.grown) return '–';
				return `${memoryOf(run)} (${Math.round(run.grown / 1024 ** 2)} MB)`;
			}),
		]);
	return `## Memory

Peak growth of the process, per record and in total. n8n has just been started, and it saves the execution during that
time.

${markdown(['', 'bare program', 'Bill node', 'HTTP Request node'], rows)}`;
}

function weightTable({ load, start, descriptions, ownTime }: Measured['weight']): string {
	const rows = [
		['Its own code for a request (Gets by ID)', `${ownTime.toFixed(2)} ms`],
		['Loading all nodes and credentials', `${Math.round(load)} ms`],
		["n8n's start without the package", seconds(start.without)],
		["n8n's start with it", seconds(start.with)],
		...descriptions.map(({ name, bytes }) => [
			`Description of ${name}`,
			`${Math.round(bytes / 1000)} KB`,
		]),
	];
	return `## Size of the package\n\n${markdown(['', ''], rows)}`;
}

function markdown(heading: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const rule = heading.map((_, column) => (column ? '---:' : '---'));
	return [line(heading), line(rule), ...rows.map(line)].join('\n');
}

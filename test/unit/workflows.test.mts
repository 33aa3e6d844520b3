import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { manifest } from '../../tools/lib/manifest.mts';
import { repository } from '../../tools/lib/paths.mts';
import { parts } from '../../tools/test/parts.mts';
import { supported } from '../../tools/versions/rows.mts';

/* The workflows that GitHub runs. Nothing here executes these files, so their contents are checked. */

interface Step {
	run?: string;
	uses?: string;
	with?: Record<string, unknown>;
}
interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<
		string,
		{
			'timeout-minutes'?: number;
			strategy?: { matrix: { node?: number[]; n8n?: string[] } };
			steps: Step[];
		}
	>;
}

const folder = path.join(repository, '.github', 'workflows');
const workflows = Object.fromEntries(
	readdirSync(folder).map((name) => [
		name,
		parse(readFileSync(path.join(folder, name), 'utf8')) as Workflow,
	]),
);
const jobsOf = ({ jobs }: Workflow) => Object.values(jobs);
const runsOf = (workflow: Workflow) =>
	jobsOf(workflow).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

test('there are those for changes, for each night, and for a release', () => {
	expect(Object.keys(workflows).sort()).toEqual(['ci.yml', 'nightly.yml', 'publish.yml']);
});

describe.each(Object.entries(workflows))('%s', (_, workflow) => {
	test('runs scripts and parts of the tests that there are', () => {
		for (const line of runsOf(workflow)) {
			for (const [, script] of line.matchAll(/npm run ([\w:-]+)/g)) {
				expect(Object.keys(manifest.scripts)).toContain(script);
			}
			for (const [, named] of line.matchAll(/npm test -- ([\w ]+)/g)) {
				expect(Object.keys(parts)).toEqual(expect.arrayContaining(named.trim().split(' ')));
			}
		}
	});

	test('installs exactly the lock file, with minimal rights, and has a time limit', () => {
		expect(workflow.permissions.contents).toBe('read');
		for (const job of jobsOf(workflow)) {
			expect(job['timeout-minutes']).toBeGreaterThan(0);
			expect(job.steps.map(({ run }) => run)).toContain('npm ci');
		}
	});
});

test('each change is tested on the Node.js that are supported, and in a real n8n', () => {
	const { checks, n8n } = workflows['ci.yml'].jobs;
	expect(checks.strategy?.matrix.node).toEqual([20, 22, 24]);
	const tested = [...runsOf({ ...workflows['ci.yml'], jobs: { checks, n8n } })]
		.flatMap((line) => /npm test -- (.+)/.exec(line)?.[1].split(' ') ?? [])
		.sort();
	const perChange = Object.keys(parts).filter((name) => !parts[name].only);
	expect(tested).toEqual(perChange.sort());
});

test('each night every supported n8n and the newest one are tested', () => {
	const { n8n } = workflows['nightly.yml'].jobs.versions.strategy?.matrix ?? {};
	expect(n8n).toEqual([...supported, 'latest']);
});

test('a tag publishes with provenance, and only the version that it names', () => {
	const { on, permissions } = workflows['publish.yml'];
	expect(on).toEqual({ push: { tags: ['v*'] } });
	// npm accepts a provenance statement only from a job that may request an identity token.
	expect(permissions['id-token']).toBe('write');
	const runs = runsOf(workflows['publish.yml']);
	expect(runs.join('\n')).toContain('$GITHUB_REF_NAME');
	expect(runs).toContain('npm run release');
	expect(runs.at(-1)).toBe('npm publish --provenance --access public');
	expect(manifest.scripts.release).toBe('n8n-node release');
	// npm does not read a token from the environment.
	const signIn = runs.findIndex((run) => run.includes(':_authToken=$NPM_TOKEN'));
	expect(signIn).toBeGreaterThan(-1);
	expect(signIn).toBeLessThan(runs.indexOf('npm run release'));
});

test('the changelog says what is in the version that is published next', () => {
	const changelog = readFileSync(path.join(repository, 'CHANGELOG.md'), 'utf8');
	expect(/^## (.+)$/m.exec(changelog)?.[1]).toBe(manifest.version);
});

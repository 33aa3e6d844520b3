import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../../tools/lib/paths.mts';
import type { Shape } from '../../nodes/core/form/shape.ts';
import { operations, requiredFilled } from '../support/forms.mts';
import { runNode } from '../support/stub-node.mts';

/* What n8n's users get: the files in `dist`, and what package.json says about them. */

const at = (...parts: string[]) => path.join(repository, ...parts);
const filesBelow = (folder: string, ending: string) =>
	readdirSync(at(folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith(ending))
		.map((entry) => path.relative(repository, path.join(entry.parentPath, entry.name)));
const json = (...parts: string[]) =>
	JSON.parse(readFileSync(at(...parts), 'utf8')) as Record<string, never>;
const manifest = json('package.json') as unknown as {
	n8n: { nodes: string[]; credentials: string[] };
	files: string[];
	[other: string]: unknown;
};

const newest = (files: string[]) => Math.max(...files.map((file) => statSync(at(file)).mtimeMs));

beforeAll(() => {
	const sources = [...filesBelow('nodes', ''), ...filesBelow('credentials', ''), 'gulpfile.js'];
	const [built] = manifest.n8n.nodes;
	if (existsSync(at(built)) && statSync(at(built)).mtimeMs >= newest(sources)) return;
	execFileSync(process.execPath, [at('node_modules', 'gulp', 'bin', 'gulp.js'), 'build'], {
		cwd: repository,
		stdio: 'pipe',
	});
}, 120_000);

/** Runs code in a new Node.js process, like a program that requires the package. */
const inNode = (code: string) =>
	JSON.parse(
		execFileSync(process.execPath, ['-e', code], { cwd: repository, encoding: 'utf8' }),
	) as never;

test('dist requires its own files, n8n-workflow and node:crypto, and nothing else', () => {
	const foreign: string[] = [];
	const files = filesBelow('dist', '.js');
	expect(files.length).toBeGreaterThan(20);
	for (const file of files) {
		const code = readFileSync(at(file), 'utf8');
		const calls = [...code.matchAll(/\b(?:require|import)\s*\(\s*([^)]*)\)/g)].map(
			([, what]) => what,
		);
		const imports = [...code.matchAll(/^\s*(?:import|export)\b.*?\bfrom\s*(['"].*?['"])/gm)];
		for (const what of [...calls, ...imports.map(([, name]) => name)]) {
			const name = /^(['"])(.*)\1$/.exec(what)?.[2];
			const relative = name?.startsWith('.');
			if (relative) {
				const target = path.resolve(path.dirname(at(file)), name as string);
				const inside = target.startsWith(at('dist') + path.sep);
				const found = [`${target}.js`, path.join(target, 'index.js')].some((one) =>
					existsSync(one),
				);
				if (inside && found) continue;
			} else if (name === 'n8n-workflow' || name === 'node:crypto') continue;
			foreign.push(`${file}: ${what}`);
		}
	}
	expect(foreign).toEqual([]);
});

test('dist reads no environment, no file and no process', () => {
	const found = filesBelow('dist', '.js').filter((file) =>
		/\b(process\.[a-z]|globalThis\.|__dirname|__filename|eval\(|new Function)/.test(
			readFileSync(at(file), 'utf8'),
		),
	);
	expect(found).toEqual([]);
});

test('the package has no dependencies of its own, and n8n-workflow comes with n8n', () => {
	for (const kind of ['dependencies', 'optionalDependencies', 'bundledDependencies']) {
		expect(Object.keys(manifest[kind] ?? {})).toEqual([]);
	}
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.keywords).toContain('n8n-community-node-package');
});

test('nothing runs when somebody installs the package', () => {
	const scripts = Object.keys(manifest.scripts as object);
	const atInstall = [
		'preinstall',
		'install',
		'postinstall',
		'prepare',
		'preprepare',
		'postprepare',
	];
	expect(scripts.filter((name) => atInstall.includes(name))).toEqual([]);
});

test('index.js exports the classes that package.json lists', () => {
	const listed = [...manifest.n8n.credentials, ...manifest.n8n.nodes].map(
		(file) => path.basename(file).split('.')[0],
	);
	const given = inNode(
		'const p = require("."); console.log(JSON.stringify(Object.entries(p).map(([n, c]) => [n, typeof c, (new c()).name ?? (new c()).description.name])))',
	) as Array<[string, string, string]>;
	expect(given.map(([name]) => name).sort()).toEqual(listed.sort());
	for (const [name, type, own] of given) {
		expect([type, own.toLowerCase()]).toEqual(['function', name.toLowerCase()]);
	}
});

test('each node stands beside its pictures and its codex', () => {
	for (const file of manifest.n8n.nodes) {
		const codex = json(file.replace(/\.js$/, '.json')) as { node?: string };
		const { name, icon } = inNode(
			`const [c] = Object.values(require("./${file}")); console.log(JSON.stringify(new c().description))`,
		) as { name: string; icon: { light: string; dark: string } };
		expect(codex.node).toBe(`n8n-nodes-bill.${name}`);
		for (const picture of [icon.light, icon.dark]) {
			expect(existsSync(at(path.dirname(file), picture.replace('file:', '')))).toBe(true);
		}
	}
	for (const file of manifest.n8n.credentials) {
		const { icon } = inNode(
			`const [c] = Object.values(require("./${file}")); console.log(JSON.stringify(new c()))`,
		) as { icon: { light: string; dark: string } };
		for (const picture of [icon.light, icon.dark]) {
			expect(existsSync(at(path.dirname(file), picture.replace('file:', '')))).toBe(true);
		}
	}
});

/** A record with every field. */
function filled(shape: Shape | Shape[string]): unknown {
	if (shape === 'number') return 1;
	if (shape === 'boolean') return true;
	if (typeof shape === 'string') return 'text';
	if (Array.isArray(shape)) return [filled(shape[0])];
	return Object.fromEntries(Object.entries(shape).map(([name, inside]) => [name, filled(inside)]));
}

describe('the fields that the editor offers before a first run', () => {
	const FOLDERS: Record<string, string> = { bill: 'Bill', billSpendExpense: 'BillSpendExpense' };
	const file = (resource: string, operation: string, node = 'bill') =>
		[`dist/nodes/${FOLDERS[node]}/__schema__/v1.0.0`, resource, `${operation}.json`].join('/');

	test.each(
		operations
			.filter(({ operation }) => operation.output)
			.map(({ title, operation, chosen }) => [title, operation, chosen] as const),
	)('%s', async (_, operation, chosen) => {
		const schema = json(file(chosen.resource, chosen.operation, chosen.node)) as unknown as {
			type: string;
			properties: object;
		};
		expect(schema.type).toBe('object');
		const { list, output, simplify } = operation;
		if (!simplify) {
			expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(output as object).sort());
			return;
		}
		// The node's output for a record with every field, with the form's default settings.
		const record = filled(output as Shape);
		const { items } = await runNode(requiredFilled(chosen), {
			answer: ({ qs }) => {
				// Names are requested by the IDs in the records that were read.
				if (qs?.filters?.startsWith('id:in:')) {
					const named = { name: 'text', vendorName: 'text', invoice: { invoiceNumber: 'text' } };
					return { results: [{ ...(record as object), id: 'text', ...named }] };
				}
				return list ? { [list.member ?? 'results']: [record] } : record;
			},
		});
		expect(Object.keys(schema.properties)).toEqual(Object.keys(items?.[0].json ?? {}));
	});

	test('flat names say what they are', () => {
		const properties = (resource: string) =>
			Object.keys((json(file(resource, 'get')) as unknown as { properties: object }).properties);
		expect(properties('vendor')).toContain('balanceAmount');
		expect(properties('bankAccount')).toEqual(
			expect.arrayContaining(['defaultPayables', 'defaultReceivables']),
		);
		expect(properties('bill')).toContain('invoiceNumber');
		expect(properties('organization')).toContain('addressCity');
	});

	test('there is none for an operation that does not exist', () => {
		const known = operations.map(({ chosen }) =>
			file(chosen.resource, chosen.operation, chosen.node),
		);
		const written = Object.values(FOLDERS)
			.flatMap((folder) => filesBelow(`dist/nodes/${folder}/__schema__`, '.json'))
			.map((one) => one.split(path.sep).join('/'));
		expect(written.filter((one) => !known.includes(one))).toEqual([]);
	});
});

test('what is published holds the build and nothing to build it with', () => {
	expect(manifest.files).toEqual(['dist', 'index.js']);
	expect(existsSync(at(manifest.main as string))).toBe(true);
});

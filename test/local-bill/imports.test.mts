import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cycleIn, importsOf } from '../support/imports.mts';

/** Which other folders the files of a folder may import. Files outside of all folders combine them. */
const mayImport: Record<string, string[]> = {
	errors: [],
	state: ['errors'],
	rules: ['errors', 'state'],
	webhooks: ['errors', 'state', 'rules'],
	seed: ['state', 'rules', 'webhooks'],
	engine: ['errors', 'state', 'rules', 'webhooks'],
	api: ['errors', 'state', 'rules', 'webhooks', 'engine'],
	http: ['errors', 'state', 'rules', 'engine'],
	page: ['errors', 'state', 'rules', 'webhooks', 'http'],
};

const imports = importsOf('local-bill');
const folderOf = (file: string) => (file.includes('/') ? file.split('/')[0] : '');

it('no file of the local BILL imports itself through others, not even for types', () => {
	expect(imports.size).toBeGreaterThan(0);
	expect(cycleIn(imports)).toBeUndefined();
});

it('the folders of the local BILL import each other in one direction', () => {
	const wrong = [...imports]
		.filter(([file]) => folderOf(file) !== '')
		.flatMap(([file, imported]) => imported.map((other) => [file, other]))
		.filter(([file, other]) => folderOf(other) !== folderOf(file))
		.filter(([file, other]) => !mayImport[folderOf(file)]?.includes(folderOf(other)))
		.map(([file, other]) => `${file} imports ${other}`);
	expect(wrong).toEqual([]);
});

it('every folder of the local BILL has its place in that direction', () => {
	const folders = new Set([...imports.keys()].map(folderOf).filter((folder) => folder !== ''));
	expect([...folders].sort()).toEqual(Object.keys(mayImport).sort());
});

describe('what reads the imports', () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'imports-'));
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	function write(files: Record<string, string>): void {
		for (const [path, text] of Object.entries(files)) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), text);
		}
	}

	it('sees types, values, exports and what is loaded late', () => {
		write({
			'a.mts': "import type { B } from './deep/b.mts';\nimport 'node:fs';",
			'deep/b.mts': "export * from '../c.mts';",
			'c.mts': "export const d = () => import('./d.mts');",
			'd.mts': "export let a: import('./a.mts').A;",
		});
		expect([...importsOf(folder)]).toEqual([
			['a.mts', ['deep/b.mts']],
			['c.mts', ['d.mts']],
			['d.mts', ['a.mts']],
			['deep/b.mts', ['c.mts']],
		]);
		expect(cycleIn(importsOf(folder))).toEqual(['a.mts', 'deep/b.mts', 'c.mts', 'd.mts', 'a.mts']);
	});

	it('finds files that are imported without their ending', () => {
		write({
			'a.ts': "import { b } from './b';\nimport { c } from './c';",
			'b.ts': 'export const b = 1;',
			'c/index.ts': "import { b } from '../b';",
		});
		expect([...importsOf(folder)]).toEqual([
			['a.ts', ['b.ts', 'c/index.ts']],
			['b.ts', []],
			['c/index.ts', ['b.ts']],
		]);
		expect(cycleIn(importsOf(folder))).toBeUndefined();
	});

	it('does not ignore missing files', () => {
		write({ 'a.mts': "import './gone.mts';" });
		expect(() => importsOf(folder)).toThrow('./gone.mts, which is not there');
	});
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../../tools/lib/paths.mts';

/* `npm ci` installs exactly what package-lock.json lists, on any machine. */

interface LockedPackage {
	version?: string;
	resolved?: string;
	optionalDependencies?: Record<string, string>;
}

const text = readFileSync(path.join(repository, 'package-lock.json'), 'utf8');
const { packages } = JSON.parse(text) as { packages: Record<string, LockedPackage> };

/** The places where Node.js looks for a package that the one at `at` requires, nearest first. */
function placesFor(name: string, at: string): string[] {
	const here = `${at && `${at}/`}node_modules/${name}`;
	if (!at) return [here];
	return [here, ...placesFor(name, at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/'))))];
}

// npm leaves out the packages for other platforms when it writes the lock file next to an existing `node_modules`.
test('every part for one kind of machine is locked, not only the ones for the machine that wrote the file', () => {
	const asked = Object.entries(packages).flatMap(([at, { optionalDependencies }]) =>
		Object.keys(optionalDependencies ?? {}).map((name) => ({ name, at })),
	);

	expect(asked.map(({ name }) => name)).toEqual(
		expect.arrayContaining([
			'@esbuild/win32-x64',
			'@swc/core-darwin-arm64',
			'@unrs/resolver-binding-linux-arm64-musl',
		]),
	);
	const missing = asked.filter(({ name, at }) => !placesFor(name, at).some((one) => packages[one]));
	expect(missing).toEqual([]);
});

test('no package is tied to the registry that served it', () => {
	const tied = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);

	expect(tied.map(([at]) => at)).toEqual([]);
	expect(text).not.toMatch(/https?:\/\/[^"]*\.tgz/);
});

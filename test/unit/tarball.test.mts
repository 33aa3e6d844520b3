import { execFileSync } from 'node:child_process';
import { repository } from '../../tools/lib/paths.mts';

/* What n8n downloads when somebody installs the package. */

interface Packed {
	size: number;
	unpackedSize: number;
	files: Array<{ path: string }>;
}

const [packed] = JSON.parse(
	execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: repository,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
		shell: process.platform === 'win32',
	}),
) as [Packed];

/** Kinds of files that n8n reads, or that belong to a package. */
const kinds: Array<[string, RegExp]> = [
	['what a package has', /^(package\.json|README\.md|LICENSE|index\.js)$/],
	['credentials', /^dist\/credentials\/\w+\.credentials\.js$/],
	['code', /^dist\/nodes\/[\w./-]+\.js$/],
	['pictures', /^dist\/nodes\/\w+\/\w+(\.dark)?\.svg$/],
	['what the editor searches nodes by', /^dist\/nodes\/\w+\/\w+\.node\.json$/],
	['fields before a first run', /^dist\/nodes\/\w+\/__schema__\/v[\d.]+\/\w+\/\w+\.json$/],
];
const kindOf = (path: string) => kinds.find(([, pattern]) => pattern.test(path))?.[0];

test('the tarball holds what n8n reads, and nothing else', () => {
	const paths = packed.files.map(({ path }) => path);
	expect(paths.filter((path) => !kindOf(path))).toEqual([]);
	const counts = Object.fromEntries(
		kinds.map(([kind]) => [kind, paths.filter((path) => kindOf(path) === kind).length]),
	);
	expect(counts).toMatchObject({
		'what a package has': 4,
		credentials: 4,
		pictures: 8,
		'what the editor searches nodes by': 4,
	});
	const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} KB`;
	process.stdout.write(
		`The tarball: ${paths.length} files, ${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked\n`,
	);
	// People wait for the download.
	expect(packed.size).toBeLessThan(400_000);
});

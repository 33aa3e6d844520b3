import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { execa } from 'execa';
import { repository } from './lib/paths.mts';
import { PlainError, runMain } from './lib/plain-error.mts';

const folder = path.join(repository, 'local-bill');

/** Builds the package bill-local in local-bill/dist: JavaScript, types, and the unchanged files of its page. */
async function build() {
	const dist = path.join(folder, 'dist');
	await rm(dist, { recursive: true, force: true });
	const { exitCode } = await execa('tsc', ['-p', 'local-bill/tsconfig.build.json'], {
		...{ cwd: repository, preferLocal: true, localDir: repository },
		...{ stdin: 'ignore', stdout: 'inherit', stderr: 'inherit', reject: false },
	});
	if (exitCode !== 0) throw new PlainError('The local BILL could not be built.');
	const page = path.join('page', 'public');
	await mkdir(path.join(dist, page), { recursive: true });
	await cp(path.join(folder, page), path.join(dist, page), {
		recursive: true,
		filter: (file) => path.basename(file) !== 'tsconfig.json',
	});
	// npm includes it in the package. The repository has only one copy.
	await copyFile(path.join(repository, 'LICENSE'), path.join(folder, 'LICENSE'));
}

await runMain(async () => {
	new Command('npm run build:bill-local')
		.description('Builds the package bill-local; `npm pack` and `npm publish` in local-bill do it.')
		.parse();
	await build();
});

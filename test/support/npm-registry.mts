import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import fastify from 'fastify';
import { cleanEnv } from '../../tools/lib/clean-env.mts';
import { repository } from '../../tools/lib/paths.mts';

/** A registry on this computer that has this package and nothing else. */
export interface PackageRegistry {
	name: string;
	version: string;
	/** What an n8n is started with that is to find it. */
	env: NodeJS.ProcessEnv;
	/** The paths that it was asked for. */
	asked: string[];
	close(): Promise<void>;
}

/**
 * Packs this package as it would be published, and offers it. n8n has its registry of packages set to the public one
 * unless it has a license, and asks npm for all it does there: so it finds an npm that asks this registry instead. What
 * n8n asks by itself goes to a proxy that does not answer.
 */
export async function registryOfThisPackage(folder: string): Promise<PackageRegistry> {
	const { stdout } = await execa(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: repository },
	);
	const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
	const tarball = await readFile(path.join(folder, filename));
	const text = await readFile(path.join(repository, 'package.json'), 'utf8');
	const manifest = JSON.parse(text) as { name: string; version: string };
	const { name, version } = manifest;

	const asked: string[] = [];
	const app = fastify({ forceCloseConnections: true });
	app.addHook('onRequest', async (request) => void asked.push(request.url));
	app.get(`/${name}`, () => ({
		name,
		'dist-tags': { latest: version },
		versions: {
			[version]: {
				...manifest,
				dist: {
					tarball: `${url}/${filename}`,
					integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
				},
			},
		},
	}));
	app.get(`/${filename}`, async (_, reply) => await reply.send(tarball));
	const url = await app.listen({ port: 0, host: '127.0.0.1' });

	const programs = path.join(folder, 'bin');
	await mkdir(programs, { recursive: true });
	const npm = path.join(programs, 'npm');
	await writeFile(
		npm,
		`#!/bin/sh
for argument; do
	shift
	case "$argument" in --registry=*) ;; *) set -- "$@" "$argument" ;; esac
done
PATH="$PATH_OF_NPM" exec npm "$@" --registry=${url}
`,
	);
	await chmod(npm, 0o755);
	const { PATH = '' } = cleanEnv();
	const proxy = 'http://127.0.0.1:9';
	return {
		name,
		version,
		env: {
			PATH: `${programs}${path.delimiter}${PATH}`,
			PATH_OF_NPM: PATH,
			npm_config_cache: path.join(folder, 'npm-cache'),
			...{ HTTP_PROXY: proxy, HTTPS_PROXY: proxy, http_proxy: proxy, https_proxy: proxy },
		},
		asked,
		close: async () => await app.close(),
	};
}

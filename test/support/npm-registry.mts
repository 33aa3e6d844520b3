import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import fastify from 'fastify';
import { cleanEnv } from '../../tools/lib/clean-env.mts';
import { repository } from '../../tools/lib/paths.mts';

/** An npm registry on this computer that has this package and nothing else. */
export interface PackageRegistry {
	name: string;
	version: string;
	/** Environment for an n8n that is to find this registry. */
	env: NodeJS.ProcessEnv;
	/** The requested paths. */
	asked: string[];
	close(): Promise<void>;
}

/**
 * Packs this package as it would be published, and offers it. Without a license, n8n always uses the public npm
 * registry, and it runs npm for all its requests to it. So n8n gets an npm that uses this registry instead. n8n's own
 * requests go to a proxy that does not respond.
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

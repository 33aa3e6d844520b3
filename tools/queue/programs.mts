import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Debian installs PostgreSQL's programs by version, outside of PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** The programs that queue mode needs besides n8n. */
export interface Programs {
	postgres: { server: string; initdb: string; isReady: string };
	redis: { server: string; cli: string };
}

function find(name: string): string | undefined {
	const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
	return [
		...newestFirst.map((version) => path.join(DEBIAN, version, 'bin')),
		...(process.env.PATH ?? '').split(path.delimiter),
	]
		.map((folder) => path.join(folder, name))
		.find((file) => existsSync(file));
}

/** PostgreSQL and Redis on this computer, or the names of what is missing. */
export function findPrograms(): { programs: Programs } | { missing: string[] } {
	const found = {
		server: find('postgres'),
		initdb: find('initdb'),
		isReady: find('pg_isready'),
		redis: find('redis-server'),
		cli: find('redis-cli'),
	};
	const { server, initdb, isReady, redis, cli } = found;
	if (server && initdb && isReady && redis && cli) {
		return { programs: { postgres: { server, initdb, isReady }, redis: { server: redis, cli } } };
	}
	return {
		missing: [
			...(server && initdb && isReady ? [] : ['PostgreSQL']),
			...(redis && cli ? [] : ['Redis']),
		],
	};
}

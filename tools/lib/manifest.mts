import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from './paths.mts';

/** The content of package.json. */
export const manifest = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')) as {
	name: string;
	version: string;
	homepage: string;
	scripts: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
};

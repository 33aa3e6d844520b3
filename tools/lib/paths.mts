import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Ignored by git: what a run leaves behind for the next one, or for a person to look at. */
export const scratch = path.join(repository, '.cache');

/** Where n8n and its Node.js are kept, once for every copy of this repository. */
export const cacheFolder = path.join(
	process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'),
	'n8n-nodes-bill',
);

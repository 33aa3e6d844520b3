import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Ignored by git: files that a run leaves for the next run, or for a person to inspect. */
export const scratch = path.join(repository, '.cache');

/** Where n8n and its Node.js are installed, shared by all copies of this repository. */
export const cacheFolder = path.join(
	process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'),
	'n8n-nodes-bill',
);

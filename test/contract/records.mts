import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Which differences of the ledger each test file has met, kept for the end of the run.
 */

const folder = fileURLToPath(new URL('../../.cache/contract/', import.meta.url));

export function keepPlaces(testPath: string, places: string[]): void {
	mkdirSync(folder, { recursive: true });
	const name = testPath.split(path.sep).slice(-2).join('-');
	writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(places));
}

export function keptPlaces(): string[] {
	mkdirSync(folder, { recursive: true });
	return readdirSync(folder).flatMap(
		(name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as string[],
	);
}

export function forgetPlaces(): void {
	rmSync(folder, { recursive: true, force: true });
}

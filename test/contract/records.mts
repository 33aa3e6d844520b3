import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Which differences of the ledger each test file has met, kept for the end of the run.
 */

/** Set at the beginning of a run, and so known to its workers. */
const RUN = 'CONTRACT_RUN';

function folder(): string {
	const run = process.env[RUN] ?? 'none';
	return fileURLToPath(new URL(`../../.cache/contract/${run}/`, import.meta.url));
}

export function beginRecords(): void {
	process.env[RUN] = String(process.pid);
	mkdirSync(folder(), { recursive: true });
}

export function keepPlaces(testPath: string, places: string[]): void {
	const name = testPath.split(path.sep).slice(-2).join('-');
	writeFileSync(path.join(folder(), `${name}.json`), JSON.stringify(places));
}

/** What all files of this run have met; it is forgotten with that. */
export function endRecords(): string[] {
	const places = readdirSync(folder()).flatMap(
		(name) => JSON.parse(readFileSync(path.join(folder(), name), 'utf8')) as string[],
	);
	rmSync(folder(), { recursive: true, force: true });
	return places;
}

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/* The differences of the ledger that each test file has encountered, kept until the end of the run. */

/** Set at the start of a run, so that its workers get it too. */
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

/** Everything that the files of this run have encountered. Deletes the records. */
export function endRecords(): string[] {
	const places = readdirSync(folder()).flatMap(
		(name) => JSON.parse(readFileSync(path.join(folder(), name), 'utf8')) as string[],
	);
	rmSync(folder(), { recursive: true, force: true });
	return places;
}

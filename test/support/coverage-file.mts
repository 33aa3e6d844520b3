import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoggedRequest } from '../../local-bill/server.mts';
import { templateOf } from './endpoints.mts';

/** One request that a passed test made through an operation. */
export interface Reached {
	method: string;
	/** With placeholders; the path itself if BILL has no such endpoint. */
	path: string;
	/** For example `vendor.create`. */
	operation: string;
	test: string;
}

const folder = fileURLToPath(new URL('../../.cache/coverage/', import.meta.url));

/** The coverage of the passed tests in one file, written when the file is done. */
export class CoverageFile {
	private readonly reached: Reached[] = [];

	/** Records the requests of a passed test. */
	add(
		{ resource, operation }: { resource: string; operation: string },
		requests: LoggedRequest[],
		test: string,
	): void {
		for (const { method, path: sent } of requests) {
			// The URL of a file comes from BILL's response. It is not an endpoint.
			if (/^\/(connect\/v3\/downloads|storage)\//.test(sent)) continue;
			const entry = { method, path: templateOf(method, sent) ?? sent };
			this.reached.push({ ...entry, operation: `${resource}.${operation}`, test });
		}
	}

	save(): void {
		const { testPath = 'unknown' } = expect.getState();
		mkdirSync(folder, { recursive: true });
		const name = `${path.basename(testPath, '.test.mts')}.json`;
		writeFileSync(path.join(folder, name), JSON.stringify(this.reached, null, '\t'));
	}
}

/** The coverage of the last test run; `undefined` if there was none. */
export function readCoverage(): Reached[] | undefined {
	let files: string[];
	try {
		files = readdirSync(folder);
	} catch {
		return undefined;
	}
	return files.flatMap((name) => {
		return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Reached[];
	});
}

/** Deletes the coverage of earlier runs. */
export function clearCoverage(): void {
	rmSync(folder, { recursive: true, force: true });
}

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoggedRequest } from '../../local-bill/server.mts';
import { templateOf } from './endpoints.mts';

/** One request that a passed test has made through an operation. */
export interface Reached {
	method: string;
	/** With placeholders; the path itself when BILL has no such endpoint. */
	path: string;
	/** `vendor.create` */
	operation: string;
	test: string;
}

const folder = fileURLToPath(new URL('../../.cache/coverage/', import.meta.url));

/** What the passed tests of one file have reached, written when the file is done. */
export class CoverageFile {
	private readonly reached: Reached[] = [];

	/** Notes the requests of a test that has passed. */
	add(
		{ resource, operation }: { resource: string; operation: string },
		requests: LoggedRequest[],
		test: string,
	): void {
		for (const { method, path: sent } of requests) {
			// A file is read from, or put at, the address in BILL's answer, which is no endpoint.
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

/** What the last run of the tests has reached; `undefined` when there was none. */
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

/** Forgets earlier runs. */
export function clearCoverage(): void {
	rmSync(folder, { recursive: true, force: true });
}

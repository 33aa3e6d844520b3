import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Case } from '../../support/cases.mts';

/** Whether an export of a file is a list of cases. */
function areCases(exported: unknown): exported is Case[] {
	return Array.isArray(exported) && exported.every((each) => 'operation' in (each as object));
}

async function casesIn(folder: string): Promise<Case[]> {
	const found: Case[] = [];
	// One after the other: Jest fails if modules that import each other are loaded concurrently.
	for (const file of readdirSync(folder).filter((name) => name !== 'index.mts')) {
		const { href } = pathToFileURL(path.join(folder, file));
		const exports = Object.values((await import(href)) as Record<string, unknown>);
		found.push(...exports.filter(areCases).flat());
	}
	return found;
}

/** The cases in all files of this folder: every operation with its forms. */
export const allCases = await casesIn(path.dirname(fileURLToPath(import.meta.url)));

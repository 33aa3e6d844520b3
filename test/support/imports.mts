import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

/** The files of a folder, each with the files of the same folder that it imports. Paths are relative to the folder. */
export type Imports = Map<string, string[]>;

/** Reads the imports of all TypeScript files in a folder: of values and types, and re-exports. */
export function importsOf(folder: string): Imports {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		// A build leaves declaration files, which are not sources.
		.filter((path) => /\.m?ts$/.test(path) && !/\.d\.m?ts$/.test(path))
		.map((path) => path.split(sep).join(posix.sep))
		.sort();
	return new Map(files.map((file) => [file, importedBy(folder, file)]));
}

function importedBy(folder: string, file: string): string[] {
	const { importedFiles } = ts.preProcessFile(readFileSync(join(folder, file), 'utf8'));
	const imported = importedFiles
		.map(({ fileName }) => fileName)
		.filter((name) => name.startsWith('.'))
		.map((name) =>
			relative(folder, resolved(join(folder, file), name))
				.split(sep)
				.join(posix.sep),
		);
	return [...new Set(imported)].filter((path) => !path.startsWith('../')).sort();
}

/** Imports of ES modules have the file's extension; those of CommonJS leave it out. */
function resolved(from: string, name: string): string {
	const path = join(dirname(from), name);
	const found = [path, `${path}.ts`, join(path, 'index.ts')].find(
		(each) => /\.\w+$/.test(each) && existsSync(each),
	);
	if (!found) throw new Error(`${from} imports ${name}, which is not there`);
	return found;
}

/** An import cycle, with the same file first and last; undefined if there is none. */
export function cycleIn(imports: Imports): string[] | undefined {
	const done = new Set<string>();
	const visit = (file: string, way: string[]): string[] | undefined => {
		if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
		if (done.has(file)) return undefined;
		for (const next of imports.get(file) ?? []) {
			const cycle = visit(next, [...way, file]);
			if (cycle) return cycle;
		}
		done.add(file);
		return undefined;
	};
	for (const file of imports.keys()) {
		const cycle = visit(file, []);
		if (cycle) return cycle;
	}
	return undefined;
}

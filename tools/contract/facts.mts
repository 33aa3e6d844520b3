import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { PlainError } from '../lib/plain-error.mts';
import { corrected } from './corrections.mts';

/** A field as the notes describe it. */
export interface MemberFact {
	type?: string;
	format?: string;
	enum?: string[] | string;
	enum_basis?: 'complete' | 'known-values' | 'sampled';
	note?: string;
	fields?: Record<string, MemberFact>;
	items?: MemberFact | string;
}

export interface ObjectFact {
	source: string;
	create?: string;
	confidence: string;
	fields: Record<string, MemberFact>;
}

export interface EndpointFact {
	api: string;
	group: string;
	method: string;
	path: string;
	required_fields: string[];
	required_basis?: string;
	optional_fields: string[];
	optional_fields_inferred?: string[];
	body_is_array?: boolean;
	body?: Array<MemberFact & { name: string; required: boolean }>;
	query: Array<{ name: string; required: boolean; type?: string; enum?: string[] | string }>;
	filters?: Array<{ field: string; ops?: string[] }>;
	sort_fields?: string[];
	success_status?: number;
	response: 'object' | 'page' | 'array' | 'empty';
	response_fields: string[];
	source: string;
	evidence: string;
	confidence: string;
}

export interface Facts {
	endpoints: EndpointFact[];
	objects: Record<string, ObjectFact>;
	/** The text that describes the filters of lists. */
	guide: string;
}

/** Reads the notes in a folder: endpoints.yaml, schemas.yaml, README.md, and the corrections of other pages. */
export async function readFacts(folder: string): Promise<Facts> {
	const read = async (name: string) =>
		await readFile(path.join(folder, name), 'utf8').catch((error: Error) => {
			throw new PlainError(`${name} cannot be read: ${error.message}`);
		});
	const { endpoints } = parse(await read('endpoints.yaml')) as { endpoints: EndpointFact[] };
	const { objects } = parse(await read('schemas.yaml')) as { objects: Record<string, ObjectFact> };
	const others = (await readdir(folder)).filter((name) => /\.md$/.test(name)).sort();
	const pages = await Promise.all(others.filter((name) => name !== 'README.md').map(read));
	return { endpoints, objects: pages.reduce(corrected, objects), guide: await read('README.md') };
}

import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { Resource } from '../../nodes/core/run/operation.ts';

/** Where the page is kept. */
export const PAGE = fileURLToPath(new URL('../../docs/operations.md', import.meta.url));

/** The page that lists every operation, written from the tables. */
export async function operationsPage(resources: Resource[]): Promise<string> {
	const sorted = [...resources].sort((a, b) => a.name.localeCompare(b.name, 'en'));
	const count = sorted.reduce((sum, { operations }) => sum + operations.length, 0);
	const sections = sorted.map(({ name, description, operations }) => {
		const rows = [...operations]
			.sort((a, b) => a.name.localeCompare(b.name, 'en'))
			.map(
				(operation) =>
					`| ${operation.name} | ${operation.description} | \`${operation.method} ${operation.path}\` |`,
			);
		return [
			`## ${name}`,
			description,
			'| Operation | What it does | BILL |\n| --- | --- | --- |',
			...[rows.join('\n')],
		]
			.join('\n\n')
			.replace('| --- | --- | --- |\n\n', '| --- | --- | --- |\n');
	});
	const page = [
		'# Operations of the Bill node',
		`Written by \`npm run docs\` from the tables in \`nodes/Bill/resources\`: ${count} operations of ${sorted.length} resources.`,
		...sections,
	].join('\n\n');
	return await format(page, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}

import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { Resource } from '../../nodes/core/run/operation.ts';

/** Path of the page. */
export const PAGE = fileURLToPath(new URL('../../docs/operations.md', import.meta.url));

/** The page that lists every operation of both nodes, generated from the tables. */
export async function operationsPage(bill: Resource[], spend: Resource[]): Promise<string> {
	const page = [
		'# Operations',
		'Written by `npm run docs` from the tables of the nodes.',
		...partOf('Operations of the Bill node', 'nodes/Bill/resources', bill),
		...partOf(
			'Operations of the Bill Spend & Expense node',
			'nodes/BillSpendExpense/resources',
			spend,
		),
	].join('\n\n');
	return await format(page, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}

function partOf(title: string, folder: string, resources: Resource[]): string[] {
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
			`### ${name}`,
			description,
			'| Operation | What it does | BILL |\n| --- | --- | --- |',
			...[rows.join('\n')],
		]
			.join('\n\n')
			.replace('| --- | --- | --- |\n\n', '| --- | --- | --- |\n');
	});
	return [
		`## ${title}`,
		`From \`${folder}\`: ${count} operations of ${sorted.length} resources.`,
		...sections,
	];
}

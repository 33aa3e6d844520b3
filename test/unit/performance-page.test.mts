import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PERFORMANCE_PAGE } from '../../tools/bench/page.mts';
import { ROWS } from '../../tools/bench/rows.mts';
import { repository } from '../../tools/lib/paths.mts';

/* docs/performance.md shows what `npm run bench` measures. */

const page = readFileSync(PERFORMANCE_PAGE, 'utf8');

test.each(ROWS.map(({ title }) => title))(
	'"%s" is on the page (else: npm run bench -- --write)',
	(title) => expect(page).toContain(`| ${title} `),
);

test('the page has no rows that are no longer measured', () => {
	const [, time] = page.split('## Time\n');
	const [table] = time.split('\n## ');
	const shown = [...table.matchAll(/^\| (\S.*?) +\|/gm)].map(([, title]) => title);
	expect(shown.filter((title) => !/^(Bill node|-)/.test(title))).toEqual(
		ROWS.map(({ title }) => title),
	);
});

test.each(['Requests', 'Memory', 'Size of the package'])('%s are on the page', (part) =>
	expect(page).toContain(`## ${part}\n`),
);

test('the README names the page', () => {
	expect(readFileSync(path.join(repository, 'README.md'), 'utf8')).toContain('docs/performance.md');
});

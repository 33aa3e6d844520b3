import { isBelow } from '../n8n/age.mts';
import { rows, type Row } from './rows.mts';

/** One test that has run. */
export interface Ran {
	/** Below `test`, without ending. */
	file: string;
	name: string;
	status: string;
}

/** What came of a row in one version. */
export function outcomeOf(row: Row, version: string, ran: Ran[]): string {
	const own = ran.filter(
		({ file, name, status }) =>
			file === row.file && row.tests.test(name) && !['pending', 'skipped'].includes(status),
	);
	if (own.length === 0 || own.some(({ status }) => status !== 'passed')) return 'fails';
	return row.weaker && isBelow(version, ...row.weaker.before) ? `weaker: ${row.weaker.why}` : 'ok';
}

/** The outcomes as a table in Markdown, a column for each version. */
export function tableOf(outcomes: Map<string, string[]>): string {
	const versions = [...outcomes.keys()];
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [
		line(['', ...versions]),
		line(['', ...versions].map(() => '---')),
		...rows.map(({ title }, at) =>
			line([title, ...versions.map((version) => outcomes.get(version)?.[at] ?? '')]),
		),
	].join('\n');
}

/** The page docs/n8n-versions.md. */
export function pageOf(outcomes: Map<string, string[]>, day: string): string {
	return `# The versions of n8n

Each column is a real n8n of that version, with this package in it and the local BILL in front of it; each row is tests
that ran there. \`npm run test:n8n-versions -- --write\` installs what is missing, runs them and writes this page; versions
can be named. Last run on ${day}.

${tableOf(outcomes)}

What is weaker is so in n8n itself:

- **Before 2.8** n8n answers BILL before it has saved the execution. When n8n is killed in that moment the event is lost,
  because BILL does not send it again; and an event that comes again after a restart can make one more execution, which
  ends at the trigger. Where that matters, use the Bill Poll Trigger.
- **Before 2.25** an agent is not told why its tool has failed: it hears nothing, or the workflow stops. Nothing is sent
  twice. Agents that write want 2.25 or newer.

n8n before 1.123 is not supported. n8n before 2.36 runs with Node.js 22, newer ones with 24.
`;
}

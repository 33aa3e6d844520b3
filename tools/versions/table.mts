import { isBelow } from '../n8n/age.mts';
import { rows, type Row } from './rows.mts';

/** Whether n8n itself has a limitation for a row in a version. */
function isWeaker({ weaker }: Row, version: string): boolean {
	if (!weaker) return false;
	const { from = [0, 0], before } = weaker;
	return !isBelow(version, ...from) && isBelow(version, ...before);
}

/** The result of one test. */
export interface Ran {
	/** Relative to `test`, without extension. */
	file: string;
	name: string;
	status: string;
}

/** The result of a row in one version. */
export function outcomeOf(row: Row, version: string, ran: Ran[]): string {
	const own = ran.filter(
		({ file, name, status }) =>
			file === row.file && row.tests.test(name) && !['pending', 'skipped'].includes(status),
	);
	if (own.length === 0 || own.some(({ status }) => status !== 'passed')) return 'fails';
	return isWeaker(row, version) ? `weaker: ${row.weaker?.why}` : 'ok';
}

/** The results of one version, row by row, and their date. */
export interface Column {
	day: string;
	outcomes: string[];
}

/** The results of all versions as a Markdown table. */
export function tableOf(columns: Record<string, Column>): string {
	const versions = Object.keys(columns);
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [
		line(['n8n', ...versions]),
		line(['', ...versions].map(() => '---')),
		...rows.map(({ title }, at) =>
			line([title, ...versions.map((version) => columns[version].outcomes[at] ?? '')]),
		),
		line(['Run on', ...versions.map((version) => columns[version].day)]),
	].join('\n');
}

/** The page docs/n8n-versions.md. */
export function pageOf(columns: Record<string, Column>): string {
	return `# The versions of n8n

Each column is a real n8n of that version with this package and the local BILL; each row is tests that ran there. \`npm run test:n8n-versions -- --write\` installs what is missing, runs them and writes this page. When
you name versions, only those run; the others keep their last result from the same computer.

${tableOf(columns)}

What is weaker comes from n8n itself:

- **Before 2.8** n8n responds to BILL before it has saved the execution. When n8n is killed in that moment, the event is lost,
  because BILL does not send it again. An event that comes again after a restart can make one more execution, which ends
  at the trigger. If that matters to you, use the Bill Poll Trigger.
- **From 2.20 to 2.37** n8n treats the test of a credential as a request of its HTTP Request node, and this package's
  credentials are closed to that node: the test says that the credential is "configured to prevent use within an HTTP
  Request node". The nodes still work. To test a credential there, open it during the test: set Allowed HTTP Request
  Domains to Specific Domains, and enter the gateway as Allowed Domains.
- **Before 2.25** an agent is not told why its tool has failed: it gets an empty text, or the workflow stops. Nothing is
  sent twice. For agents that write, use 2.25 or newer.

n8n before 1.123 is not supported. n8n before 2.36 runs with Node.js 22, newer ones with 24.
`;
}

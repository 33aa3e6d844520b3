import { isBelow } from '../n8n/age.mts';
import { rows, type Row } from './rows.mts';

/** Whether n8n itself falls short of a row in a version. */
function isWeaker({ weaker }: Row, version: string): boolean {
	if (!weaker) return false;
	const { from = [0, 0], before } = weaker;
	return !isBelow(version, ...from) && isBelow(version, ...before);
}

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
	return isWeaker(row, version) ? `weaker: ${row.weaker?.why}` : 'ok';
}

/** What came of one version, row by row, and when. */
export interface Column {
	day: string;
	outcomes: string[];
}

/** Versions with what came of them, as a table in Markdown. */
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

Each column is a real n8n of that version, with this package in it and the local BILL in front of it; each row is tests
that ran there. \`npm run test:n8n-versions -- --write\` installs what is missing, runs them and writes this page. When
versions are named, the others keep what came of them last on the same computer.

${tableOf(columns)}

What is weaker is so in n8n itself:

- **Before 2.8** n8n answers BILL before it has saved the execution. When n8n is killed in that moment the event is lost,
  because BILL does not send it again; and an event that comes again after a restart can make one more execution, which
  ends at the trigger. Where that matters, use the Bill Poll Trigger.
- **From 2.20 to 2.37** n8n takes the test of a credential for a request of its HTTP Request node, to which credentials of
  this package are closed: the test says that the credential is "configured to prevent use within an HTTP Request node".
  Nodes work all the same. To test a credential there, open it for the time of the test: Allowed HTTP Request Domains
  "Specific Domains", with the gateway as Allowed Domains.
- **Before 2.25** an agent is not told why its tool has failed: it hears nothing, or the workflow stops. Nothing is sent
  twice. Agents that write want 2.25 or newer.

n8n before 1.123 is not supported. n8n before 2.36 runs with Node.js 22, newer ones with 24.
`;
}

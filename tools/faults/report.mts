import type { RunResult } from './drive.mts';

/** The plan of a run, in one line. */
function planInWords({ plan }: RunResult): string {
	const workflows = plan.workflows.map(
		({ kind, items, alike, batching, onError, tries, changing, agent }) =>
			[
				`${kind} ×${items}`,
				alike && 'alike',
				batching === 'single' && 'one by one',
				onError,
				tries > 1 && `${tries} tries`,
				changing && 'changing',
				agent && `as tool (agent ${agent.version}, ${agent.asks}, insists ${agent.insists})`,
			]
				.filter(Boolean)
				.join(' '),
	);
	const { cancelAt, killAt } = plan;
	const ends = [cancelAt && `cancel at ${cancelAt}`, killAt && `kill at ${killAt}`];
	return [...workflows, ...ends.filter(Boolean)].join('; ');
}

/** The violations of a run with its seed, for the person who investigates them. */
export const inWords = (result: RunResult): string =>
	[
		`seed ${result.plan.seed}: ${planInWords(result)}`,
		...result.violations.map(({ rule, text }) => `  ${rule}: ${text}`),
	].join('\n');

/** The totals of all runs. */
export function summary(results: RunResult[]): string {
	const sums = (each: (result: RunResult) => string[]) => {
		const counts = new Map<string, number>();
		for (const name of results.flatMap(each)) counts.set(name, (counts.get(name) ?? 0) + 1);
		return [...counts].map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
	};
	const told = new Map<string, number>();
	for (const result of results) {
		for (const [name, count] of Object.entries(result.told)) {
			told.set(name, (told.get(name) ?? 0) + count);
		}
	}
	const bad = results.filter(({ violations }) => violations.length > 0);
	return [
		`${results.length} runs, ${bad.length} with violations`,
		`items: ${[...told].map(([name, count]) => `${name} ${count}`).join(', ')}`,
		`runs by kind: ${sums(({ plan }) => plan.workflows.map(({ kind }) => kind))}`,
		`runs with the node as a tool: ${results.filter(({ plan }) => plan.workflows.some(({ agent }) => agent)).length}`,
		`runs with a violation, by rule: ${sums(({ violations }) => [...new Set(violations.map(({ rule }) => rule))])}`,
		`known limit (an empty answer is BILL's success, whatever became of the work): ${sums(({ plan, undecidable }) => (undecidable ? [`seed ${plan.seed}`] : []))}`,
		`seeds with violations: ${bad.map(({ plan }) => plan.seed).join(' ') || 'none'}`,
	].join('\n');
}

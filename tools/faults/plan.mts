import type { Fault, FaultAction } from '../../local-bill/server.mts';
import { type Random, randomFrom } from './random.mts';

/** The kinds of writes, with their paths in BILL's API. */
export const writePaths = {
	vendor: '/connect/v3/vendors*',
	vendorUpsert: '/connect/v3/vendors*',
	customer: '/connect/v3/customers*',
	bill: '/connect/v3/bills*',
	invoice: '/connect/v3/invoices*',
	payment: '/connect/v3/payments*',
	payMany: '/connect/v3/payments/bulk',
	charge: '/connect/v3/receivable-payments*',
	upload: '/connect/v3/documents/*',
	email: '/connect/v3/invoices/*',
} as const;

export type Kind = keyof typeof writePaths;
const kinds = Object.keys(writePaths) as Kind[];

/** The kinds that are also run as a tool. */
const toolKinds: Kind[] = ['payment', 'bill', 'vendor', 'charge'];

/** An agent that uses the node as a tool. */
export interface AgentPlan {
	/**
	 * The version of n8n's AI Agent. From 3 on, n8n itself runs the tools; before that the agent does, and each attempt
	 * counts as a run.
	 */
	version: number;
	/** One after the other, all in one response of the model, or one conversation per item of the agent. */
	asks: 'in turn' | 'at once' | 'each by its item';
	/** How often a failed call is repeated with the same input. */
	insists: number;
}

/** One workflow: an operation on some items. */
export interface WorkflowPlan {
	kind: Kind;
	items: number;
	/** All items write the same data; nothing distinguishes them. */
	alike: boolean;
	batching: 'automatic' | 'single';
	onError: 'stop' | 'continue' | 'errorOutput';
	/** Retry On Fail: the number of attempts; 1 means off. */
	tries: number;
	/** One field is an expression that returns another value in each attempt. */
	changing: boolean;
	/** The node is the tool of an agent, which gets one ask per item. */
	agent?: AgentPlan;
}

/** Everything that happens in one run, determined by its seed alone. */
export interface Plan {
	seed: number;
	workflows: WorkflowPlan[];
	faults: Fault[];
	/** All executions are cancelled after this many writes. */
	cancelAt?: number;
	/** n8n is killed after this many writes, and started again. */
	killAt?: number;
}

const html = '<html>Bad gateway</html>';
const entry = (severity: string, code: string, message: string) => ({
	timestamp: '2026-01-01T00:00:00.000+0000',
	code,
	severity,
	category: 'REQUEST',
	message,
});
const error = entry('ERROR', 'BDC_1129', 'Invalid parameter value.');
const warning = entry('WARNING', 'BDC_1000', 'Something to know.');

/** Responses that are possible whether or not the work was done. */
const doubtful: FaultAction[] = [
	{ status: 200, body: {} },
	{ status: 200, body: [] },
	{ status: 201, body: {} },
	{ status: 200, body: html },
	{ status: 200, body: 'ok', headers: { 'content-type': 'text/plain' } },
	{ status: 302, body: '', headers: { location: '/elsewhere' } },
	{ status: 307, body: '', headers: { location: '/connect/v3/vendors' } },
	{ status: 401, body: html },
	{ status: 404, body: html },
	{ status: 408, body: '' },
	{ status: 429, body: html },
	{ status: 500, body: [error] },
	{ status: 502, body: html },
	{ status: 503, body: {} },
	{ status: 504, body: '' },
];
/** Responses by which BILL says that it has not done the work. */
const refusals: FaultAction[] = [
	{ status: 422, code: 'BDC_1129', message: 'Refused by a fault.' },
	{ status: 400, code: 'BDC_1108' },
	{ status: 200, body: [error] },
	{ status: 200, body: [warning, error] },
	{ status: 429, code: 'BDC_1322' },
	{ status: 422, code: 'BDC_1322' },
	{ endSessions: true },
];
const hourIsOver: FaultAction = { status: 422, code: 'BDC_1144' };

function writeFault(random: Random): FaultAction {
	const delay = random.chance(0.2) ? { delay: 50 + random.upTo(400) } : {};
	const late = random.chance(0.3) ? { late: 1 + random.upTo(3) } : {};
	switch (random.upTo(8)) {
		case 0:
			return { ...delay, drop: 'before' };
		case 1:
			return { ...delay, ...late, drop: 'after' };
		case 2:
			return { ...delay, ...late, drop: 'middle' };
		case 3:
		case 4:
			return { ...delay, ...late, ...random.one(doubtful), afterWork: true };
		case 5:
			return { ...delay, ...random.one(doubtful) };
		case 6:
			return { ...delay, ...(random.chance(0.1) ? hourIsOver : random.one(refusals)) };
		default:
			return { ...delay, ...late, fewer: 1 + random.upTo(3) };
	}
}

const readFaults: FaultAction[] = [
	{ drop: 'before' },
	{ drop: 'middle' },
	{ status: 502, body: html },
	{ status: 200, body: html },
	{ status: 200, body: {} },
	{ status: 429, code: 'BDC_1322' },
	{ endSessions: true },
	{ delay: 300 },
	{ moves: true },
];
const loginFaults: FaultAction[] = [
	{ drop: 'middle' },
	{ drop: 'after' },
	{ status: 502, body: html },
	{ status: 200, body: {} },
];

const nothing: FaultAction = { delay: 0 };

/** The faults of consecutive calls; most calls get none. */
const sequence = (
	random: Random,
	match: Fault['match'],
	share: number,
	fault: () => FaultAction,
): Fault[] =>
	Array.from({ length: 8 }, () => ({ match, then: random.chance(share) ? fault() : nothing }));

function workflowPlan(random: Random, kind: Kind): WorkflowPlan {
	return {
		kind,
		items: 1 + random.upTo(6),
		alike: random.chance(0.2),
		batching: random.one(['automatic', 'single']),
		onError: random.one(['stop', 'continue', 'errorOutput']),
		tries: random.one([1, 2, 3]),
		changing: random.chance(0.3),
	};
}

/** The same workflow with the node as a tool, if the plan asks for it. */
function asTool(random: Random, plan: WorkflowPlan, isWanted: boolean): WorkflowPlan {
	const agent: AgentPlan = {
		version: random.one([1.7, 2.2, 3]),
		asks: random.one(['in turn', 'at once', 'each by its item']),
		insists: random.upTo(3),
	};
	if (!isWanted || !toolKinds.includes(plan.kind)) return plan;
	return { ...plan, items: Math.min(plan.items, 3), agent };
}

/**
 * The plan of a seed.
 *
 * @param tools run the node as a tool in every run whose operation is available to agents
 */
export function planOf(seed: number, { kill = false, tools = false } = {}): Plan {
	const random = randomFrom(seed);
	const first = random.one(tools ? toolKinds : kinds);
	const second = random.chance(0.5) ? first : random.one(kinds);
	const workflows = [workflowPlan(random, first)];
	if (random.chance(0.25)) workflows.push(workflowPlan(random, second));
	const faults = workflows.flatMap(({ kind }) => [
		...sequence(random, { method: 'POST', path: writePaths[kind] }, 0.4, () => writeFault(random)),
		// Create or Update changes existing records.
		...sequence(random, { method: 'PATCH', path: writePaths[kind] }, 0.3, () => writeFault(random)),
	]);
	const reads = random.chance(0.4)
		? sequence(random, { method: 'GET' }, 0.4, () => random.one(readFaults))
		: [];
	const login = random.chance(0.1)
		? [{ match: { path: '/connect/v3/login' }, then: random.one(loginFaults) }]
		: [];
	const cancelAt = random.chance(0.1) ? 1 + random.upTo(3) : undefined;
	const killAt = kill ? 1 + random.upTo(3) : undefined;
	return {
		seed,
		// Decided last, so that the other choices of a seed do not depend on it.
		workflows: workflows.map((plan) => asTool(random, plan, random.chance(0.4) || tools)),
		faults: [...faults, ...reads, ...login],
		...(cancelAt && { cancelAt }),
		...(killAt && { killAt }),
	};
}

import { allCases } from '../../test/operations/cases/index.mts';
import { type Bill, callerOf, type Credential, openLocalBill } from '../../test/support/bill.mts';
import { type Case, runCase } from '../../test/support/cases.mts';
import { templateOf } from '../../test/support/endpoints.mts';
import { type Answer, recordAnswers } from './answers.mts';
import { differences } from './shapes.mts';

/** The result of one case on one BILL. */
interface Outcome {
	answers: Answer[];
	/** The node's error, if it failed. */
	failure?: string;
	/** Why the case could not be run. */
	notMade?: string;
}

type Environment = Record<string, string | undefined>;

/** BILL's own sandbox, with the credentials from the environment. */
function liveBill(gateway: string, env: Environment): Bill {
	const run = Date.now().toString(36).toUpperCase();
	let count = 0;
	const field = (name: string) => env[name]?.trim() ?? '';
	const [rememberMeId, device] = [field('BILL_REMEMBER_ME_ID'), field('BILL_DEVICE')];
	const credential = (trusted: boolean): Credential => ({
		environment: 'custom',
		gatewayUrl: gateway,
		username: field('BILL_USERNAME'),
		password: env.BILL_PASSWORD,
		organizationId: field('BILL_ORGANIZATION_ID'),
		devKey: field('BILL_DEV_KEY'),
		sessionId: '',
		...(trusted && rememberMeId && { rememberMeId, device }),
	});
	return {
		...callerOf(gateway, credential(true)),
		credential,
		unique: (text) => `${text} ${run} ${++count}`,
	};
}

async function runOn(bill: Bill, each: Case): Promise<Outcome> {
	let known: unknown;
	try {
		known = await each.setUp?.(bill);
	} catch (error) {
		return { answers: [], notMade: (error as Error).message };
	}
	const recorded = recordAnswers();
	try {
		await runCase(each, known, bill);
		return { answers: recorded.stop() };
	} catch (error) {
		return { answers: recorded.stop(), failure: (error as Error).message };
	}
}

/** The differences in one case, as lines of text. */
function compareOutcomes(here: Outcome, there: Outcome): string[] {
	if (here.notMade || there.notMade) {
		const where = here.notMade ? 'local BILL' : 'BILL';
		return [`could not begin on ${where}: ${here.notMade ?? there.notMade}`];
	}
	const lines: string[] = [];
	if (
		here.failure !== there.failure &&
		(here.failure === undefined || there.failure === undefined)
	) {
		lines.push(
			`the node ${there.failure ? `fails: ${there.failure}` : 'succeeds, and fails on the local BILL'}`,
		);
	}
	const count = Math.max(here.answers.length, there.answers.length);
	for (let i = 0; i < count; i++) {
		const [own, other] = [here.answers[i], there.answers[i]];
		if (!own || !other) {
			const { method, path } = own ?? other;
			lines.push(`${method} ${path}: asked on ${own ? 'the local BILL' : 'BILL'} only`);
			continue;
		}
		const name = `${other.method} ${templateOf(other.method, other.path) ?? other.path}`;
		if (own.status !== other.status) {
			lines.push(`${name}: status ${other.status}, local ${own.status}`);
		}
		if (other.code && own.code !== other.code) {
			lines.push(`${name}: code ${other.code}, local ${own.code ?? 'none'}`);
		}
		if (own.status < 300 && other.status < 300) {
			lines.push(...differences(own.body, other.body).map((line) => `${name}: ${line}`));
		}
	}
	return lines;
}

/**
 * Runs the cases on both, and prints the differences.
 *
 * @returns whether the node did the same on BILL as on the local one; other differences are not a failure
 */
export async function compare(
	gateway: string,
	env: Environment,
	words: string[],
): Promise<boolean> {
	const local = await openLocalBill();
	const live = liveBill(gateway, env);
	const canTrust = Boolean(env.BILL_REMEMBER_ME_ID?.trim());
	const tally = { same: 0, different: 0, leftOut: 0, failed: 0 };
	try {
		for (const each of allCases) {
			const name = `${each.resource}: ${each.operation}, ${each.form}`;
			if (words.some((word) => !name.toLowerCase().includes(word.toLowerCase()))) continue;
			const reason =
				each.localOnly ??
				(each.trusted && !canTrust
					? 'needs a trusted session: set BILL_REMEMBER_ME_ID and BILL_DEVICE'
					: undefined);
			if (reason) {
				tally.leftOut++;
				console.log(`-  ${name} (left out: ${reason})`);
				continue;
			}
			local.localBill.reset();
			const [here, there] = [await runOn(local, each), await runOn(live, each)];
			const lines = compareOutcomes(here, there);
			if (there.failure && !here.failure) tally.failed++;
			tally[lines.length > 0 ? 'different' : 'same']++;
			console.log(`${lines.length > 0 ? '!' : '='}  ${name}`);
			for (const line of lines) console.log(`     ${line}`);
		}
	} finally {
		await local.localBill.close();
	}
	console.log(
		`\n${tally.same} as on the local BILL, ${tally.different} different (${tally.failed} fail on BILL), ${tally.leftOut} left out`,
	);
	return tally.failed === 0;
}

import type { LocalBill } from '../../local-bill/server.mts';
import { type Bill, type Data, openLocalBill } from '../support/bill.mts';
import { actionNodes } from '../support/forms.mts';
import { type Case, type Received, runCase, withoutLogin } from '../support/cases.mts';
import { allCases } from './cases/index.mts';

/*
 * The response of every operation that can change something is lost, once after BILL has done the work and once
 * before. In the first case the record is found and returned as if BILL had responded; in the second the outcome
 * stays unknown.
 */

const idOf = ({
	node = 'bill',
	resource,
	operation,
}: Pick<Case, 'node' | 'resource' | 'operation'>) =>
	`${node === 'bill' ? '' : 'Spend & Expense '}${resource}: ${operation}`;
const rules = new Map(
	actionNodes.flatMap(({ name, resources }) =>
		resources.flatMap(({ value, operations }) =>
			operations.map(({ value: operation, lookUp }) => {
				const node = name as Case['node'];
				return [idOf({ node, resource: value, operation }), lookUp] as const;
			}),
		),
	),
);
const casesWith = (kind: 'seconds' | 'cannot', form: string) =>
	allCases
		.filter((each) => each.form === form && !(idOf(each) in LEFT_OUT))
		.filter((each) => kind in (rules.get(idOf(each)) ?? {}))
		.map((each) => [idOf(each), each] as const);
/** Cases that would find the records of an earlier case, or use up what it needs. */
const ALONE = new Set([
	'vendor: upsert',
	'customer: upsert',
	'paymentTerm: update',
	'network: acceptInvitationAsNew',
]);

/** Cases that start with equal records of the same second, which BILL's clock cannot distinguish from the lost one. */
const SEEN_BEFORE = new Set<string>(['customerBankAccount: create']);

/** Why an operation cannot be tested this way. */
const LEFT_OUT: Record<string, string> = {
	'webhookSubscription: create': 'BILL takes it once, so that it is sent again',
	'webhookSubscription: createSecurityKey': 'BILL takes it once, so that it is sent again',
	'Spend & Expense webhookSubscription: create': 'BILL takes it once, so that it is sent again',
	'Spend & Expense webhookSubscription: createSecurityKey':
		'BILL takes it once, so that it is sent again',
	'document: upload': 'BILL shows a document some minutes late',
	'approvalPolicy: create': 'BILL does not tell when a policy was made, so that none is proven',
	'Spend & Expense budget: create':
		'BILL does not tell when a budget was made, so that none is proven',
	'Spend & Expense budget: upsert':
		'BILL does not tell when a budget was made, so that none is proven',
	'Spend & Expense customFieldValue: sync':
		'one write is that of all items; it has a test of its own',
};
const isWrite = ({ method }: { method: string }) => method !== 'GET';
/** A test cannot know the upload URL of an image in advance. Uploading there is not a write to BILL. */
const addressOf = ({ path }: Received) =>
	typeof path === 'string' && !path.startsWith('/connect') ? `/connect${path}` : path;

/** Bills are read without their approvers; only responses to requests that ask for them include them. */
const asRead = (given: unknown) => {
	const { approvers: _, ...members } = given as Data;
	return members;
};

let bill: (Bill & { localBill: LocalBill }) | undefined;
let isFor = '';
afterAll(async () => await bill?.localBill.close());

/** A BILL for the cases of one resource. */
async function billFor(each: Case) {
	// The cases of Spend & Expense use records of the seed.
	const isAlone = each.node !== undefined || ALONE.has(idOf(each));
	if (!bill || isFor !== each.resource || isAlone) {
		await bill?.localBill.close();
		bill = await openLocalBill();
		bill.localBill.setLimits({ perHour: 1e6, loginsPerHour: 1e6, textsPerMinute: 1e6 });
		isFor = each.resource;
	}
	return bill;
}

/** Runs a case with a fault on its last write. */
async function runLost(each: Case, drop: 'before' | 'after') {
	const bill = await billFor(each);
	const { localBill } = bill;
	localBill.clearFaults();
	const known: unknown = await each.setUp?.(bill);
	localBill.clearRequests();
	const lost = each
		.received(known as never)
		.filter(isWrite)
		.at(-1) as Received;
	localBill.addFault({ match: { method: lost.method, path: addressOf(lost) }, then: { drop } });
	const quickly: Case = {
		...each,
		continueOnFail: true,
		parameters: (of, item) => {
			const filled: Data = each.parameters(of, item);
			return { ...filled, options: { ...(filled.options as Data), lookUpSeconds: 0.05 } };
		},
	};
	const items = await runCase(quickly, known, bill);
	const writes = withoutLogin(localBill.requests).filter(isWrite);
	return { items: items.map(({ json }) => json), known: known as never, lost, writes };
}

test.each(casesWith('seconds', 'fullest'))('%s: what BILL has done is found', async (_, each) => {
	const { items, known, lost, writes } = await runLost(each, 'after');

	expect(items).toEqual(items.map(() => expect.objectContaining({ outcome: 'found' })));
	expect(items).toMatchObject(each.given(known).map(asRead));
	const sameAs = (path: string) => path === addressOf(lost);
	const wanted = each.received(known).filter((one) => isWrite(one) && sameAs(addressOf(one)));
	expect(writes.filter(({ path }) => sameAs(path))).toHaveLength(wanted.length);
});

test.each(casesWith('seconds', 'smallest'))(
	'%s: what BILL has not done stays unknown',
	async (_, each) => {
		const { items, lost, writes } = await runLost(each, 'before');

		const seen = SEEN_BEFORE.has(idOf(each))
			? /^(Looked for|Not found up to) /
			: /^Not found up to /;
		const unknown = { outcome: 'unknown', lookedFor: expect.stringMatching(seen) };
		expect(items).toEqual(items.map(() => expect.objectContaining(unknown)));
		expect(writes.filter(({ path }) => path === addressOf(lost))).toHaveLength(1);
	},
);

test.each(casesWith('cannot', 'fullest'))(
	'%s: says why it cannot be looked up',
	async (_, each) => {
		const { items, lost, writes } = await runLost(each, 'after');

		const unknown = {
			outcome: 'unknown',
			lookedFor: expect.stringMatching(/^It cannot be looked up: /),
		};
		expect(items).toEqual(items.map(() => expect.objectContaining(unknown)));
		expect(writes.filter(({ path }) => path === addressOf(lost))).toHaveLength(1);
	},
);

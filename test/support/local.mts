import type { LoggedRequest, LocalBill } from '../../local-bill/server.mts';
import { forgetPaces } from '../../nodes/core/wire/pace.ts';
import { type Bill, type Data, localCredential, openLocalBill } from './bill.mts';
import { TIME_ZONE, withoutLogin } from './cases.mts';
import { type DirectNode, type Item, type Run, directNode } from './direct-node.mts';
import { spendCredential } from './spend.mts';

/** A local BILL for the tests of one file, and a node that uses it. */
export interface Local {
	bill: Bill & { localBill: LocalBill };
	localBill: LocalBill;
	/** A node with the stored credential of the test, shared by its runs as in n8n's database. */
	node: DirectNode;
	/** A node with another credential. */
	nodeWith(more: Data): DirectNode;
	/** Runs an operation of the node. `parameters` is one set for all items, or a function of the item. */
	run(
		resource: string,
		operation: string,
		parameters: Run['parameters'],
		more?: Partial<Run>,
	): Promise<Item[]>;
	/** The requests since the test began, without the sign-in, each as `POST /v3/vendors`. */
	sent(): string[];
	/** Their log entries. */
	log(): LoggedRequest[];
	logins(): LoggedRequest[];
}

/**
 * Starts a local BILL for a file. Each test begins with a new credential and a reset BILL.
 *
 * @param type the credential of Spend & Expense, or Bill's
 */
export function local(type: 'billApi' | 'billSpendExpenseApi' = 'billApi'): Local {
	const opened = {} as Local;
	let close: () => Promise<void>;
	beforeAll(async () => {
		const bill = await openLocalBill();
		Object.assign(opened, { bill, localBill: bill.localBill });
		close = () => bill.localBill.close();
	});
	beforeEach(() => {
		opened.localBill.reset();
		forgetPaces();
		opened.node = opened.nodeWith({});
	});
	afterAll(async () => await close());

	opened.nodeWith = (more) => {
		const isSpend = type === 'billSpendExpenseApi';
		const stored = isSpend ? spendCredential(opened.bill) : localCredential(opened.localBill);
		return directNode({ ...stored, ...more }, type);
	};
	opened.run = async (resource, operation, parameters, more) => {
		const whole = (form: Data) => ({ resource, operation, ...form });
		const each = typeof parameters === 'function';
		return await opened.node.run({
			parameters: each ? (item: number) => whole(parameters(item)) : whole(parameters),
			timeZone: TIME_ZONE,
			...more,
		});
	};
	opened.log = () => withoutLogin(opened.localBill.requests);
	opened.sent = () =>
		opened.log().map(({ method, path }) => `${method} ${path.replace(/^\/connect(?=\/)/, '')}`);
	opened.logins = () =>
		opened.localBill.requests.filter(({ path }) => path === '/connect/v3/login');
	return opened;
}

/** Items without data. */
export const emptyItems = (count: number): Item[] =>
	Array.from({ length: count }, (_, item) => ({ json: { item } }));

/** The error of a promise that must reject. */
export async function failureOf(work: Promise<unknown>): Promise<Error & Data> {
	try {
		await work;
	} catch (error) {
		return error as Error & Data;
	}
	throw new Error('It was to fail, and did not');
}

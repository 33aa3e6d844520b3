import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import type { LocalBill, LocalBillOptions } from '../../local-bill/server.mts';
import { type Bill, clientOf, openLocalBill } from '../support/bill.mts';

/** A Wednesday, so that business days are the same on every run. */
export const wednesday = () => new Date('2026-03-04T15:00:00.000Z');

/** A local BILL and ways to call it. Responses of every status are returned; none are thrown. */
export interface Bench extends Bill {
	localBill: LocalBill;
	/** Without a session. */
	plain: AxiosInstance;
	/** Signed in, not MFA-trusted. */
	api: AxiosInstance;
	/** Signed in with a remembered device: MFA-trusted. */
	trusted: AxiosInstance;
	/** The Events API, signed in. Adds an idempotency key to calls that have none. */
	events: AxiosInstance;
	/** Spend & Expense, with its token. */
	spend: AxiosInstance;
	/** The control routes, which are not part of BILL. */
	control: AxiosInstance;
	/** Without a session, with these headers. */
	with(headers: Record<string, string>): AxiosInstance;
	/** A client with a new session. */
	signIn(extra?: object): Promise<AxiosInstance>;
	/** Opens new sessions, after a reset or an expiry. */
	signInAgain(): Promise<void>;
}

/** Starts a local BILL for the tests of a file. Each test begins with a reset BILL, signed in. */
export function localBench(options: LocalBillOptions = {}): Bench {
	const bench = {} as Bench;
	beforeAll(async () => await open(bench, options));
	beforeEach(async () => {
		bench.localBill.reset();
		await bench.signInAgain();
		bench.localBill.clearRequests();
	});
	afterAll(async () => await bench.localBill.close());
	return bench;
}

/** Starts another one, which the test closes itself. */
export async function openBench(options: LocalBillOptions = {}): Promise<Bench> {
	const bench = {} as Bench;
	await open(bench, options);
	return bench;
}

async function open(bench: Bench, options: LocalBillOptions): Promise<void> {
	const bill = await openLocalBill(options);
	const { url, credentials, mfa } = bill.localBill;
	const { devKey } = credentials;
	Object.assign(bench, bill);
	bench.plain = clientOf(`${url}/connect`);
	bench.control = clientOf(`${url}/local-bill`);
	bench.spend = clientOf(`${url}/connect/v3/spend`, { apiToken: bill.localBill.spendToken });
	bench.with = (headers) => clientOf(`${url}/connect`, headers);
	bench.signIn = async (extra = {}) => {
		const { data } = await bench.plain.post('/v3/login', { ...credentials, ...extra });
		return bench.with({ devKey, sessionId: data.sessionId });
	};
	bench.signInAgain = async () => {
		const { rememberMeId, device } = mfa;
		bench.api = await bench.signIn();
		bench.trusted = await bench.signIn({ rememberMeId, device });
		bench.events = eventsOf(url, { devKey, sessionId: sessionOf(bench.api) });
	};
	await bench.signInAgain();
}

function eventsOf(url: string, headers: Record<string, string>): AxiosInstance {
	const client = clientOf(`${url}/connect-events/v3`, headers);
	client.interceptors.request.use((request) => {
		request.headers.set('X-Idempotent-Key', randomUUID(), false);
		return request;
	});
	return client;
}

/** The ID of a client's session. */
export const sessionOf = (client: AxiosInstance) => String(client.defaults.headers.sessionId);

/** The codes of BILL's error body. */
export const codes = (body: Array<{ code: string }>) => body.map(({ code }) => code);
export const messages = (body: Array<{ message: string }>) => body.map(({ message }) => message);

/** The seeded bill with that invoice number. */
export function seededBill({ localBill }: Bench, invoiceNumber: string) {
	return localBill.records('bills').find((bill) => bill.invoice.invoiceNumber === invoiceNumber)!;
}

/** The seeded bank account: Operating, Payroll, Reserve, "Old import account" or Closed. */
export function seededBank({ localBill }: Bench, name: string) {
	return localBill
		.records('bankAccounts')
		.find(({ nameOnAccount }) => nameOnAccount.endsWith(name))!;
}

/** A seeded bank account as the funding account of a payment. */
export const bankOf = (bench: Bench, name = 'Operating') => ({
	type: 'BANK_ACCOUNT',
	id: seededBank(bench, name).id,
});

/** Creates a payment, by default from the account Operating. */
export const pay = async (bench: Bench, body: object) =>
	await bench.trusted.post('/v3/payments', {
		fundingAccount: bankOf(bench),
		processingOptions: {},
		...body,
	});

/** A bill as BILL returns it. */
export const readBill = async ({ api }: Bench, id: string) =>
	(await api.get(`/v3/bills/${id}`)).data;

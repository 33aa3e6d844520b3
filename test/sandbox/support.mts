import axios, { type AxiosInstance } from 'axios';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.mts';
import { eventually } from '../support/eventually.mts';

/** A Wednesday, so that business days are the same on every run. */
export const wednesday = () => new Date('2026-03-04T15:00:00.000Z');

/** A sandbox and ways to call it; answers of every status are returned, none thrown. */
export interface Bench {
	sandbox: Sandbox;
	/** Without session. */
	plain: AxiosInstance;
	/** Signed in, not MFA-trusted. */
	api: AxiosInstance;
	/** Signed in with a remembered device: MFA-trusted. */
	trusted: AxiosInstance;
}

export async function openBench(options: SandboxOptions = {}): Promise<Bench> {
	const sandbox = await startSandbox(options);
	const bench = { sandbox, plain: clientOf(sandbox) } as Bench;
	await signInAgain(bench);
	return bench;
}

/** New sessions, after a reset or an expiry. */
export async function signInAgain(bench: Bench): Promise<void> {
	const { sandbox } = bench;
	const { rememberMeId, device } = sandbox.mfa;
	bench.api = await signIn(sandbox);
	bench.trusted = await signIn(sandbox, { rememberMeId, device });
}

/** A client with a session of its own. */
export async function signIn(sandbox: Sandbox, extra: object = {}): Promise<AxiosInstance> {
	const body = { ...sandbox.credentials, ...extra };
	const { data } = await clientOf(sandbox).post('/v3/login', body);
	return clientOf(sandbox, { devKey: sandbox.credentials.devKey, sessionId: data.sessionId });
}

export function clientOf(sandbox: Sandbox, headers: Record<string, string> = {}): AxiosInstance {
	return axios.create({
		baseURL: `${sandbox.url}/connect`,
		headers,
		validateStatus: () => true,
		proxy: false,
	});
}

/** The codes of BILL's error body. */
export const codes = (body: Array<{ code: string }>) => body.map(({ code }) => code);
export const messages = (body: Array<{ message: string }>) => body.map(({ message }) => message);

export const address = {
	line1: '1 Test Street',
	city: 'Providence',
	stateOrProvince: 'RI',
	zipOrPostalCode: '02903',
	country: 'US',
};

/** A new vendor. */
export async function makeVendor({ api }: Bench, members: object = {}) {
	const { data } = await api.post('/v3/vendors', { name: 'Test Vendor', address, ...members });
	return data;
}

/** A new bill of one line. */
export async function makeBill(
	{ api }: Bench,
	vendorId: string,
	amount: number,
	members: object = {},
) {
	const { data } = await api.post('/v3/bills', {
		vendorId,
		dueDate: '2026-03-20',
		invoice: { invoiceNumber: 'T-1', invoiceDate: '2026-03-01' },
		billLineItems: [{ amount }],
		...members,
	});
	return data;
}

/** The seeded bill with that invoice number. */
export function seededBill({ sandbox }: Bench, invoiceNumber: string) {
	return sandbox.records('bills').find((bill) => bill.invoice.invoiceNumber === invoiceNumber)!;
}

/** The seeded bank account: Operating, Payroll, Reserve, "Old import account" or Closed. */
export function seededBank({ sandbox }: Bench, name: string) {
	return sandbox.records('bankAccounts').find(({ nameOnAccount }) => nameOnAccount.endsWith(name))!;
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
	await eventually(holds, String(holds), 30_000);
}

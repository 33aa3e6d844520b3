import axios, { type AxiosInstance } from 'axios';
import { type LocalBill, type LocalBillOptions, startLocalBill } from '../../local-bill/server.mts';
import { eventually } from '../support/eventually.mts';

/** A Wednesday, so that business days are the same on every run. */
export const wednesday = () => new Date('2026-03-04T15:00:00.000Z');

/** A local BILL and ways to call it; answers of every status are returned, none thrown. */
export interface Bench {
	localBill: LocalBill;
	/** Without session. */
	plain: AxiosInstance;
	/** Signed in, not MFA-trusted. */
	api: AxiosInstance;
	/** Signed in with a remembered device: MFA-trusted. */
	trusted: AxiosInstance;
}

export async function openBench(options: LocalBillOptions = {}): Promise<Bench> {
	const localBill = await startLocalBill(options);
	const bench = { localBill, plain: clientOf(localBill) } as Bench;
	await signInAgain(bench);
	return bench;
}

/** New sessions, after a reset or an expiry. */
export async function signInAgain(bench: Bench): Promise<void> {
	const { localBill } = bench;
	const { rememberMeId, device } = localBill.mfa;
	bench.api = await signIn(localBill);
	bench.trusted = await signIn(localBill, { rememberMeId, device });
}

/** A client with a session of its own. */
export async function signIn(localBill: LocalBill, extra: object = {}): Promise<AxiosInstance> {
	const body = { ...localBill.credentials, ...extra };
	const { data } = await clientOf(localBill).post('/v3/login', body);
	return clientOf(localBill, { devKey: localBill.credentials.devKey, sessionId: data.sessionId });
}

export function clientOf(
	localBill: LocalBill,
	headers: Record<string, string> = {},
): AxiosInstance {
	return axios.create({
		baseURL: `${localBill.url}/connect`,
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
export function seededBill({ localBill }: Bench, invoiceNumber: string) {
	return localBill.records('bills').find((bill) => bill.invoice.invoiceNumber === invoiceNumber)!;
}

/** The seeded bank account: Operating, Payroll, Reserve, "Old import account" or Closed. */
export function seededBank({ localBill }: Bench, name: string) {
	return localBill
		.records('bankAccounts')
		.find(({ nameOnAccount }) => nameOnAccount.endsWith(name))!;
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
	await eventually(holds, String(holds), 30_000);
}

import { createHash } from 'node:crypto';

/**
 * The prefix of each kind of id. Known from BILL's examples: 006, 008, 009, 00e, 00h, 00n, 00p, 0ca, 0cu, 0de,
 * 0du, 0ii, 0rp, 0S0, att, bac, blp, cba, ccr, cls, loc, stp, vcr. The rest (marked *) is a choice of this local BILL.
 */
export const prefixes = {
	accountingClasses: 'cls',
	approvalPolicies: 'apl', // *
	attachments: 'att',
	auditTrail: 'adt', // *
	bankAccounts: 'bac',
	bankAccountUsers: 'bau', // *
	billingStatements: '0S0',
	apCards: 'apc', // *
	billLines: 'bli', // *
	billPayments: 'blp',
	bills: '00n',
	cardAccounts: 'cda', // *
	cardAccountUsers: 'cdu', // *
	chartOfAccounts: '0ca',
	creditMemos: 'ccr',
	creditMemoLines: 'cml', // *
	customerBankAccounts: 'cba',
	customerContacts: 'cuc', // *
	customers: '0cu',
	departments: '0de',
	documents: '00h',
	employees: 'emp', // *
	events: 'evt', // in truth UUIDs
	exchangeRates: 'fxb', // *
	exports: 'exp', // *
	idempotentAnswers: 'idk', // by their key
	invoiceLines: 'ivl', // *
	invoices: '00e',
	items: '0ii',
	jobs: 'job', // *
	locations: 'loc',
	networkConnections: 'ncn', // by the id of their vendor or customer
	networkMembers: 'pni', // *
	organizations: '008',
	payments: 'stp',
	paymentTerms: '00p',
	pricePlans: 'ppl', // *
	receivedPayments: '0rp',
	recurringBillLines: 'rbl', // *
	recurringBills: 'rcb', // *
	recurringInvoiceLines: 'ril', // *
	recurringInvoices: 'rit',
	riskVerifications: 'rsk', // *
	roles: '0po',
	subscriptions: 'sub', // in truth UUIDs
	uploads: '0du',
	users: '006',
	vendorCredits: 'vcr',
	vendorCreditLines: 'vcl', // *
	vendors: '009',
	voids: 'vdi', // *
} as const;

const LENGTH = 20;

/** Gives out ids. */
export class Ids {
	private readonly counters = new Map<string, number>();

	/** The next id with a prefix. */
	next(prefix: string): string {
		const n = (this.counters.get(prefix) ?? 0) + 1;
		this.counters.set(prefix, n);
		return makeId(prefix, n);
	}

	/** The next ids are those of the start. */
	reset(): void {
		this.counters.clear();
	}
}

/** The n-th id with a prefix: 20 characters, the same ones after every reset, without visible order. */
export function makeId(prefix: string, n: number): string {
	const digest = createHash('sha256').update(`${prefix}:${n}`).digest('hex').slice(0, 26);
	const tail = BigInt(`0x${digest}`).toString(36).toUpperCase().padStart(LENGTH, '0');
	return prefix + tail.slice(-(LENGTH - prefix.length));
}

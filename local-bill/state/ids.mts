import { createHash } from 'node:crypto';

/**
 * The prefix of each kind of id. Known from BILL's examples: 006, 008, 009, 00e, 00h, 00n, 00p, 0ca, 0cu, 0de, 0du,
 * 0ii, 0rp, 0S0, att, bac, blp, cba, ccr, cls, loc, stp, vcr. The others (marked *) are made up for this local BILL.
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
	events: 'evt', // in BILL, UUIDs
	exchangeRates: 'fxb', // *
	exports: 'exp', // *
	idempotentAnswers: 'idk', // stored by their key
	invoiceLines: 'ivl', // *
	invoices: '00e',
	items: '0ii',
	jobs: 'job', // *
	locations: 'loc',
	networkConnections: 'ncn', // stored by the id of the vendor or customer
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
	spendBudgetMembers: 'bgm', // stored by budget and user
	spendBudgets: 'bgt',
	spendCards: 'crd',
	spendChallenges: '3ds', // stored by the id from the card network
	spendCustomFields: 'tty',
	spendCustomFieldValues: 'tvl',
	spendMemberChanges: 'bmc', // *
	spendReimbursements: 'rmb', // *
	spendTransactions: 'txr',
	spendUsers: 'usr',
	subscriptions: 'sub', // in BILL, UUIDs
	uploads: '0du',
	users: '006',
	vendorCredits: 'vcr',
	vendorCreditLines: 'vcl', // *
	vendors: '009',
	voids: 'vdi', // *
} as const;

const LENGTH = 20;

/**
 * Records of Spend & Expense have two ids: one in base64 that includes the kind, and a uuid with a prefix. BILL has
 * announced the end of the first one: https://developer.bill.com/changelog/2025-07-09-spend-expense-api-improvements.
 */
const kindsWithUuid: Partial<Record<string, string>> = {
	[prefixes.spendBudgets]: 'Budget',
	[prefixes.spendCards]: 'Card',
	[prefixes.spendCustomFields]: 'TagType',
	[prefixes.spendCustomFieldValues]: 'TagValue',
	[prefixes.spendReimbursements]: 'Reimbursement',
	[prefixes.spendTransactions]: 'Transaction',
	[prefixes.spendUsers]: 'User',
};

/**
 * Generates ids. The ids of the seed are the same after every reset. All others are used only once, as in BILL: an id
 * from before a reset never belongs to another record afterwards.
 */
export class Ids {
	/** New records belong to the seed. */
	isSeeding = false;
	private readonly seeded = new Map<string, number>();
	private readonly made = new Map<string, number>();

	/** The ids of the next record with that prefix. */
	forRecord(prefix: string): { id: string; uuid?: string } {
		const id = this.next(prefix);
		const kind = kindsWithUuid[prefix];
		if (!kind) return { id };
		const digest = createHash('sha256').update(id).digest('hex');
		const number = Number.parseInt(digest.slice(32, 40), 16);
		return {
			id: Buffer.from(`${kind}:${number}`).toString('base64'),
			uuid: prefixed(prefix, digest),
		};
	}

	/** A uuid with a prefix, for records that have no other id. */
	uuid(prefix: string): string {
		return prefixed(prefix, createHash('sha256').update(this.next(prefix)).digest('hex'));
	}

	/** The next id with a prefix. */
	next(prefix: string): string {
		const counters = this.isSeeding ? this.seeded : this.made;
		const n = (counters.get(prefix) ?? 0) + 1;
		counters.set(prefix, n);
		return this.isSeeding ? makeId(prefix, n) : scrambled(prefix, `${prefix}:made:${n}`);
	}

	/** Restarts the ids of the seed. */
	reset(): void {
		this.seeded.clear();
	}
}

function prefixed(prefix: string, hex: string): string {
	const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
	return `${prefix}_${[...parts, hex.slice(20, 32)].join('-')}`;
}

/** The n-th id of the seed with that prefix. */
export function makeId(prefix: string, n: number): string {
	return scrambled(prefix, `${prefix}:${n}`);
}

/** An id of 20 characters, without a visible order. */
function scrambled(prefix: string, text: string): string {
	const digest = createHash('sha256').update(text).digest('hex').slice(0, 26);
	const tail = BigInt(`0x${digest}`).toString(36).toUpperCase().padStart(LENGTH, '0');
	return prefix + tail.slice(-(LENGTH - prefix.length));
}

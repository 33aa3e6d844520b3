import type { Kept } from './common.mts';

/** A record of Spend & Expense. Other records refer to it by its `id`. */
export interface SpendKept extends Kept {
	uuid: string;
}

export interface SpendUser extends SpendKept {
	firstName: string;
	lastName: string;
	email: string;
	receiptEmail: string;
	retired: boolean;
	useCompanyMailingAddress: boolean;
	smsOptIn: boolean;
	role: string;
	_dateOfBirth?: string;
	/** The user who created the API token. */
	_ownsToken?: boolean;
}

export interface SpendBudget extends SpendKept {
	name: string;
	description?: string;
	retired: boolean;
	startDate: string;
	expirationDate?: string;
	recurringInterval: string;
	timezone: string;
	autoAddUsers: boolean;
	receiptRequired: boolean;
	maxTxSize?: number;
	carryOver: boolean;
	default: boolean;
	parentBudgetId?: string;
	budgetGroup: boolean;
	shareFunds: string;
	recurringLimit?: number;
	limitlessOverspend: boolean;
	limitlessGoal?: number;
	_recurMonth?: number;
	_overspendBuffer?: number;
	/** The amounts of the last known period, and the day that period started. */
	_period: { startDate: string; limit?: number; cleared: number; pending: number };
}

/** A user's membership in a budget. */
export interface SpendBudgetMember extends Kept {
	budgetId: string;
	userId: string;
	budgetRole: string;
	shareBudgetFunds: boolean;
	limit?: number;
	recurringLimit?: number;
	spent: number;
	retired: boolean;
}

/** Budget members that BILL has accepted but not written yet. */
export interface SpendMemberChange extends Kept {
	budgetId: string;
	members: SpendMemberInput[];
	_due: number;
	_polls: number;
}

export interface SpendMemberInput {
	userId: string;
	role?: string;
	limit?: number;
	recurringLimit?: number;
	shareBudgetFunds?: boolean;
}

/** A physical card has no name, no budget and no period. */
export interface SpendCard extends SpendKept {
	name?: string;
	userId: string;
	budgetId?: string;
	lastFour: string;
	validThru: string;
	expirationDate?: string;
	status: string;
	deletedReason?: string;
	type: string;
	shareBudgetFunds: boolean;
	recurring: boolean;
	recurringLimit?: number;
	currentPeriod?: { limit?: number; spent: number };
}

export interface SpendCustomField extends SpendKept {
	name: string;
	description?: string;
	type: string;
	multiSelect: boolean;
	allowCustomValues: boolean;
	minimumAmountForRequirement?: number;
	required: boolean;
	global: boolean;
	retired: boolean;
	selectedBudgetIds: string[];
	requiredBudgetIds: string[];
}

export interface SpendCustomFieldValue extends SpendKept {
	value: string;
	deleted: boolean;
	_fieldId: string;
}

/** The value of a custom field in one transaction or reimbursement. */
export interface FilledField {
	fieldId: string;
	note?: string;
	valueIds: string[];
}

export interface SpendReceipt {
	uuid: string;
	filename: string;
	/** The key of the stored file. */
	key: string;
}

export interface SpendTransaction extends SpendKept {
	transactionType: string;
	amount: number;
	transactedAmount: number;
	fees: number;
	foreignExchangeFee: number;
	isCredit: boolean;
	merchantName: string;
	rawMerchantName: string;
	merchantCategoryCode: string;
	merchantLocation?: { city?: string; state?: string; postalCode?: string; country?: string };
	userId: string;
	budgetId: string;
	cardId: string;
	cardPresent: boolean;
	occurredTime: string;
	authorizedTime?: string;
	originalAuthTransactionId?: string;
	matchedClearTransactionId?: string;
	parentTransactionId?: string;
	childTransactionIds: string[];
	isLocked: boolean;
	isReconciled: boolean;
	currencyData?: CurrencyData;
	receiptStatus: string;
	receiptSyncStatus: string;
	receipts: SpendReceipt[];
	customFields: FilledField[];
	reviewRequired: boolean;
	reviewers: Reviewer[];
	reviews: Review[];
	syncStatus: string;
	syncMessage?: string;
	pointsAwarded: number;
	declineReason?: string;
	declineInternalReasonCode?: string;
	disputeStatus?: string;
}

export interface CurrencyData {
	exchangeRate: number;
	exponent: number;
	/** In the smallest unit of its currency. */
	originalCurrencyAmount: string;
	originalCurrencyCode: string;
	symbol: string;
}

export interface Reviewer {
	approverType: string;
	status: string;
	userId: string;
	reviewedTime?: string;
}

export interface Review {
	id: string;
	isApproved: boolean;
	note?: string;
	createdTime: string;
	reviewerId: string;
}

export interface SpendReimbursement extends SpendKept {
	userId: string;
	budgetId: string;
	amount: number;
	note: string;
	merchantName: string;
	occurredDate: string;
	submittedTime: string;
	retired: boolean;
	status: string;
	type: string;
	fulfillmentType: string;
	batchId?: string;
	batchAmount?: number;
	statusHistory: StatusEntry[];
	receipts: SpendReceipt[];
	customFields: FilledField[];
	_receiptAddedTime?: string;
}

export interface StatusEntry {
	actorId: string;
	actorRole: string;
	occurredTime: string;
	note?: string;
	status: string;
}

/** An online purchase that waits for the card owner's answer. Its id comes from the card network. */
export interface SpendChallenge extends Kept {
	merchantName: string;
	merchantCategoryCode: string;
	amount: number;
	cardId: string;
	occurredTime: string;
	_until: number;
	_answer?: string;
}

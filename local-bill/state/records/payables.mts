import type {
	AccountRef,
	Address,
	AmountLine,
	AppliedCredit,
	Archivable,
	Classifications,
	Kept,
	Schedule,
} from './common.mts';

export interface Vendor extends Archivable {
	name: string;
	shortName?: string;
	accountNumber?: string;
	accountType: string;
	email?: string;
	phone?: string;
	address: Address;
	paymentInformation: PaymentInformation;
	additionalInfo?: {
		taxId?: string;
		taxIdType?: string;
		track1099?: boolean;
		leadTimeInDays?: number;
		combinePayments?: boolean;
		paymentTermId?: string;
		companyName?: string;
	};
	billCurrency: string;
	autoPay?: {
		enabled?: boolean;
		bankAccountId?: string;
		maxAmount?: number;
		daysBeforeDueDate?: number;
	};
	bankAccountStatus: string;
	recurringPayments: boolean;
	networkStatus?: string;
	/** When the bank account was added; undefined for accounts of the seed. */
	_bankAccountSince?: number;
}

/** How a vendor is paid. */
export interface PaymentInformation {
	payeeName?: string;
	email?: string;
	payByType?: string;
	payBySubType?: string;
	paymentPurpose?: PaymentPurpose;
	bankAccount?: VendorBankAccount;
}

export interface VendorBankAccount {
	nameOnAccount?: string;
	accountNumber: string;
	routingNumber?: string;
	type?: string;
	ownerType?: string;
	paymentCurrency?: string;
	regulatoryFields?: unknown;
}

export interface PaymentPurpose {
	text?: string;
	code?: { name?: string; value?: string };
}

/** The fields of a bill that are computed from its lines, credits and payments. */
export interface BillAmounts {
	amount: number;
	paidAmount: number;
	dueAmount: number;
	scheduledAmount: number;
	creditAmount: number;
	exchangeRate: number;
	fundingAmount: number;
	paymentStatus: string;
}

export interface Bill extends Archivable, BillAmounts {
	vendorId: string;
	dueDate: string;
	description?: string;
	invoice: { invoiceNumber: string; invoiceDate: string };
	billLineItems: BillLine[];
	payFromChartOfAccountId?: string;
	classifications?: Classifications;
	purchaseOrderNumber?: string;
	paymentTermId?: string;
	approvalStatus: string;
	_approvers?: Approver[];
	_approvalComments?: string[];
	/** Vendor credits applied to the bill itself. Payments have their own. */
	_credits?: AppliedCredit[];
}

export interface BillLine extends AmountLine {
	quantity?: number;
	price?: number;
}

/** A user who has to approve a bill. */
export interface Approver {
	userId: string;
	status: string;
	approverOrder: number;
	statusChangedTime: string;
}

export interface ApprovalPolicy extends Kept {
	policyName: string;
	status: string;
	rules: ApprovalRule[];
	/** Ids of users. */
	approvers: string[];
}

export interface ApprovalRule {
	key: string;
	op?: string;
	values: string[];
}

export interface RecurringBill extends Archivable {
	vendorId: string;
	description?: string;
	schedule: Schedule;
	recurringBillLineItems: AmountLine[];
	processingOptions?: { autoPayment?: boolean };
	paymentInformation?: { bankAccountId?: string };
}

export interface VendorCredit extends Archivable {
	vendorId: string;
	referenceNumber: string;
	creditDate: string;
	description?: string;
	amount: number;
	applyToChartOfAccountId?: string;
	applyToBankAccountId?: string;
	vendorCreditLineItems: AmountLine[];
}

export interface Payment extends Kept {
	vendorId: string;
	/** Only if the payment is for a single bill. */
	billId?: string;
	billPayments: BillPayment[];
	amount: number;
	description?: string;
	transactionNumber?: string;
	cardFundingPurpose?: string;
	paymentPurpose?: PaymentPurpose;
	classifications?: Classifications;
	processDate: string;
	/** Undefined if the payment was made outside of BILL. */
	fundingAccount?: AccountRef;
	processingOptions?: {
		createBill?: boolean;
		requestPayFaster?: boolean;
		requestCheckDeliveryType?: string;
	};
	confirmationNumber: string;
	status: string;
	singleStatus: string;
	exchangeRate: number;
	fundingAmount: number;
	onlinePayment: boolean;
	toPrintCheck?: boolean;
	disbursementType: string;
	disbursementStatus: string;
	disbursementInfo?: DisbursementInfo;
	remittanceEmail?: string;
	createdBy: string;
	cancelRequestSubmitted?: boolean;
	voidInfo?: VoidRequest[];
	/** The payment no longer counts. */
	_undone: boolean;
}

/** The part of a payment that pays one bill. */
export interface BillPayment {
	id: string;
	billId: string;
	amount: number;
	vendorCredits?: AppliedCredit[];
}

/** Has one field, depending on the type of the disbursement. */
export type DisbursementInfo = Partial<
	Record<'achDisbursement' | 'internationalDisbursement' | 'checkDisbursement', Disbursement>
>;

export interface Disbursement {
	sentDate: string;
	arrivesByDate: string;
	checkNumber?: number;
}

export interface VoidRequest {
	id: string;
	requestedBy: string;
	type: string;
	reason: string;
	status: string;
	createdTime: string;
	updatedTime: string;
}

/** A batch of exchange rates. */
export interface ExchangeRate extends Kept {
	_vendorIds: string[];
	_expires: number;
}

/** A file attached to a bill. */
export interface BillDocument extends Kept {
	name: string;
	scanStatus: string;
	numOfPages: number;
	_billId: string;
}

/** An uploaded file that is not yet a document. */
export interface Upload extends Kept {
	name: string;
	_billId: string;
	/** How many times its status was requested. */
	_polls: number;
	_since: number;
	_documentId?: string;
}

/** One change to a vendor. */
export interface AuditEntry extends Kept {
	source: string;
	type: string;
	field: { name: string; value: { previous?: string; current?: string } };
	_vendorId: string;
	_userId: string;
}

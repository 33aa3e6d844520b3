import type {
	AccountRef,
	Address,
	AppliedCredit,
	Archivable,
	Classifications,
	Kept,
	Schedule,
} from './common.mts';

export interface Customer extends Archivable {
	name: string;
	/** A customer from the network may have none. */
	email?: string;
	companyName?: string;
	contact?: { firstName?: string; lastName?: string };
	phone?: string;
	fax?: string;
	description?: string;
	invoiceCurrency: string;
	accountType: string;
	accountNumber?: string;
	paymentTermId?: string;
	billingAddress?: Address;
	shippingAddress?: Address;
	authorizedToCharge?: boolean;
}

export interface CustomerContact extends Archivable {
	firstName?: string;
	lastName?: string;
	email: string;
	phone?: string;
	altPhone?: string;
	alternateEmail?: string;
	_customerId: string;
}

export interface CustomerBankAccount extends Archivable {
	customerId: string;
	nickname?: string;
	nameOnAccount: string;
	routingNumber: string;
	accountNumber: string;
	type: string;
	ownerType: string;
}

/** A line of an invoice, a credit memo or a recurring invoice. */
export interface ReceivableLine {
	id: string;
	description?: string;
	price?: number;
	quantity?: number;
	taxable?: boolean;
	amount?: number;
	ratePercent?: number;
	classifications?: Classifications;
}

/** The sales tax computed from the taxable lines. */
export interface SalesTax {
	salesTaxPercentage?: number;
	salesTaxTotal?: number;
}

/** The fields of an invoice that are computed from its lines, tax, credits and payments. */
export interface InvoiceAmounts extends SalesTax {
	totalAmount: number;
	dueAmount: number;
	scheduledAmount: number;
	creditAmount: number;
	exchangeRate: number;
	status: string;
	payments?: InvoicePayment[];
}

/** A received payment as the invoice shows it. */
export interface InvoicePayment {
	id: string;
	amount: number;
	status: string;
	date: string;
}

export interface Invoice extends Archivable, InvoiceAmounts {
	customerId: string;
	invoiceNumber: string;
	invoiceDate: string;
	dueDate: string;
	invoiceLineItems: ReceivableLine[];
	payToChartOfAccountId?: string;
	classifications?: Classifications;
	salesTaxItemId?: string;
	enableCardPayment?: boolean;
	convenienceFee?: { percentage: number };
	paymentTermId?: string;
	createdBy?: string;
	/** The attachment that replaces its PDF. */
	invoicePdfId?: string;
	_credits?: AppliedCredit[];
	_void?: boolean;
}

/** The fields of a credit memo that are computed from its lines, tax and uses. */
export interface MemoAmounts extends SalesTax {
	amount: number;
	appliedAmount: number;
	status: string;
}

export interface CreditMemo extends Archivable, MemoAmounts {
	customerId: string;
	referenceNumber: string;
	creditDate: string;
	description?: string;
	creditMemoLineItems: ReceivableLine[];
	salesTaxItemId?: string;
	payToChartOfAccountId?: string;
	payToBankAccountId?: string;
	classifications?: Classifications;
}

export interface RecurringInvoice extends Archivable {
	customerId: string;
	description?: string;
	schedule: Schedule;
	recurringInvoiceLineItems: ReceivableLine[];
	classifications?: Classifications;
	sendEmail?: boolean;
}

export interface ReceivedPayment extends Kept {
	customerId: string;
	amount: number;
	unappliedAmount: number;
	paymentDate: string;
	description?: string;
	invoicePayments: Array<{ invoiceId: string; amount: number; paymentDate: string }>;
	fundingAccount?: AccountRef;
	receivablesAccount?: AccountRef;
	receivablesType: string;
	convenienceFeeAmount?: number;
	status: string;
	referenceNumber?: string;
	onlinePayment: boolean;
}

/** A file of a vendor, customer or invoice. */
export interface Attachment extends Kept {
	name: string;
	_ownerId: string;
}

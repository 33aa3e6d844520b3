import type { Address, Archivable, Kept } from './common.mts';

export interface Organization extends Archivable {
	name: string;
	address: Address;
	mailingAddress?: Address;
	phone?: string;
	companyOwner?: { name?: string; dateOfBirth?: string };
	taxId?: string;
	taxIdType?: string;
	industry?: string;
	businessCategory?: string;
	accountType?: string;
	processingOptions?: {
		mailingAddressSameAsPhysical?: boolean;
		individualTransferOut?: boolean;
		individualTransferIn?: boolean;
	};
}

export interface User extends Archivable {
	firstName: string;
	lastName: string;
	email: string;
	_roleId: string;
	/** Of a user created by a partner: the sign-in name, and the id in the partner's own system. */
	_username?: string;
	_externalReferenceId?: string;
}

export interface Role extends Kept {
	type: string;
	description: string;
}

export interface BankAccount extends Archivable {
	status: string;
	nameOnAccount: string;
	routingNumber?: string;
	accountNumber?: string;
	type: string;
	ownerType: string;
	bankName: string;
	accessToAdmins: boolean;
	chartOfAccountId?: string;
	createdBy: string;
	default: { payables?: boolean; receivables?: boolean };
}

/** A user's permission to use an account. */
export interface AccountUser extends Archivable {
	userId: string;
	verificationStatus: string;
}

export interface BankAccountUser extends AccountUser {
	bankAccountId: string;
}

export interface CardAccountUser extends AccountUser {
	cardAccountId: string;
}

export interface CardAccount extends Archivable {
	issuingBankName: string;
	nameOnAccount: string;
	brand: string;
	type: string;
	status: string;
	last4: string;
	expiration: { year: string; month: string };
	createdBy: string;
	default?: { payables: boolean; funding: boolean };
}

export interface ApCard extends Kept {
	status: string;
	nameOnAccount: string;
	balance: number;
	limit: number;
}

/** An accounting class, department, job or location. */
export interface Classification extends Archivable {
	name: string;
	shortName?: string;
	description?: string;
	parentId?: string;
}

export interface ChartOfAccount extends Classification {
	account?: { type?: string; number?: string };
}

export interface Item extends Classification {
	type: string;
	price?: number;
	expenseChartOfAccountId?: string;
	purchaseDescription?: string;
	purchaseCost?: number;
	chartOfAccountId?: string;
	taxable?: boolean;
	percentage?: number;
}

export interface Employee extends Archivable {
	firstName: string;
	lastName: string;
	shortName?: string;
	parentId?: string;
}

export interface PaymentTerm extends Kept {
	name: string;
	daysDue: number;
}

export interface PricePlan extends Kept {
	name: string;
	/** The plan a partner has chosen. */
	_type?: string;
	monthlyPrice: number;
	allowTrial: boolean;
	priceVariesPerUser: boolean;
	planTerms: Array<{ type: string; name: string; tier: number; quantity: number; price: number }>;
}

/** What BILL itself charges for a month. */
export interface BillingStatement extends Kept {
	amount: number;
	billingPeriod: { startDate: string; endDate: string };
	description: string;
	invoiceDate: string;
	invoiceNumber: string;
	paymentStatus: string;
	paymentDate?: string;
	statementDetails: Array<{
		quantity: number;
		description: string;
		type: string;
		amount: number;
	}>;
}

export interface RiskVerification extends Kept {
	processingStatus: string;
	decision: string;
	referenceId: string;
	_phone?: { phoneNumber: string; phoneType: string };
}

/** The connection of a vendor or customer, or a request for one. It has the id of the vendor or customer. */
export interface NetworkConnection {
	id: string;
	createdTime?: string;
	updatedTime?: string;
	status: string;
	networkId?: string;
	_since: number;
	_email?: string;
	_rppsInformation?: unknown;
}

/** Another organization in the BILL Network. */
export interface NetworkMember extends Kept {
	name: string;
	type: string;
	addresses: Address[];
	managedBy?: { name: string; email: string; emailDomain: string };
	_autoConnects: boolean;
	/** The kind of request it has sent to the company. */
	_invites?: string;
}

/** A file exported by BILL. */
export interface ExportFile extends Kept {
	_key: string;
}

import type { prefixes } from '../ids.mts';
import type { Kept } from './common.mts';
import type * as organization from './organization.mts';
import type * as payables from './payables.mts';
import type * as receivables from './receivables.mts';
import type * as spend from './spend.mts';
import type * as webhooks from './webhooks.mts';

export type CollectionName = keyof typeof prefixes;

/** The type of record in each collection. */
interface Records {
	accountingClasses: organization.Classification;
	approvalPolicies: payables.ApprovalPolicy;
	attachments: receivables.Attachment;
	auditTrail: payables.AuditEntry;
	bankAccounts: organization.BankAccount;
	bankAccountUsers: organization.BankAccountUser;
	billingStatements: organization.BillingStatement;
	apCards: organization.ApCard;
	bills: payables.Bill;
	cardAccounts: organization.CardAccount;
	cardAccountUsers: organization.CardAccountUser;
	chartOfAccounts: organization.ChartOfAccount;
	creditMemos: receivables.CreditMemo;
	customerBankAccounts: receivables.CustomerBankAccount;
	customerContacts: receivables.CustomerContact;
	customers: receivables.Customer;
	departments: organization.Classification;
	documents: payables.BillDocument;
	employees: organization.Employee;
	events: webhooks.Event;
	exchangeRates: payables.ExchangeRate;
	exports: organization.ExportFile;
	idempotentAnswers: webhooks.IdempotentAnswer;
	invoices: receivables.Invoice;
	items: organization.Item;
	jobs: organization.Classification;
	locations: organization.Classification;
	networkConnections: organization.NetworkConnection;
	networkMembers: organization.NetworkMember;
	organizations: organization.Organization;
	payments: payables.Payment;
	paymentTerms: organization.PaymentTerm;
	pricePlans: organization.PricePlan;
	receivedPayments: receivables.ReceivedPayment;
	recurringBills: payables.RecurringBill;
	recurringInvoices: receivables.RecurringInvoice;
	riskVerifications: organization.RiskVerification;
	roles: organization.Role;
	spendBudgetMembers: spend.SpendBudgetMember;
	spendBudgets: spend.SpendBudget;
	spendCards: spend.SpendCard;
	spendChallenges: spend.SpendChallenge;
	spendCustomFields: spend.SpendCustomField;
	spendCustomFieldValues: spend.SpendCustomFieldValue;
	spendMemberChanges: spend.SpendMemberChange;
	spendReimbursements: spend.SpendReimbursement;
	spendTransactions: spend.SpendTransaction;
	spendUsers: spend.SpendUser;
	subscriptions: webhooks.Subscription;
	uploads: payables.Upload;
	users: organization.User;
	vendorCredits: payables.VendorCredit;
	vendors: payables.Vendor;
}

/** A record of a collection. Collections that exist only for the ids of lines store no records. */
export type RecordOf<N extends CollectionName> = N extends keyof Records ? Records[N] : Kept;

/**
 * Every endpoint of BILL's AP & AR and Connect Events APIs, by group: https://developer.bill.com/reference.
 * Paths are below the gateway's `/connect`, those of webhooks below `/connect-events`.
 */
export interface Group {
	name: string;
	endpoints: Endpoint[];
}

export interface Endpoint {
	method: string;
	/** With `{placeholders}`. */
	path: string;
	/** Why no operation reaches it, where that is meant. */
	leftOut?: string;
}

const BY_CREDENTIAL = 'the credential signs in; sessions stay out of workflows';
const SHARED_SESSION = 'the session is shared by all workflows, and ending it would end it for all';
const FOR_PARTNERS = 'takes the appKey of a partner platform, which the credential does not hold';

const leftOut: Record<string, string> = {
	'POST /v3/login': BY_CREDENTIAL,
	'POST /v3/logout': SHARED_SESSION,
};

function group(name: string, list: string): Group {
	const endpoints = list
		.trim()
		.split('\n')
		.flatMap((line): Endpoint[] => {
			const methods = line.trim().split(' ');
			const path = methods.pop() as string;
			return methods.map((method) => {
				const own = leftOut[`${method} ${path}`];
				const reason = path.startsWith('/v3/partner/') ? FOR_PARTNERS : own;
				return { method, path, ...(reason && { leftOut: reason }) };
			});
		});
	return { name, endpoints };
}

export const groups: Group[] = [
	group(
		'Authentication and MFA',
		`
			POST /v3/login
			GET /v3/login/session
			POST /v3/logout
			POST /v3/mfa/challenge
			POST /v3/mfa/challenge/validate
			GET /v3/mfa/phones
			POST /v3/mfa/setup
			POST /v3/mfa/setup/validate
			POST /v3/mfa/step-up
			GET /v3/login/organizations
`,
	),
	group(
		'Vendors',
		`
			GET POST /v3/vendors
			POST /v3/vendors/bulk
			GET /v3/vendors/configuration/international-payments
			GET PATCH /v3/vendors/{vendorId}
			POST /v3/vendors/{vendorId}/archive
			GET POST DELETE /v3/vendors/{vendorId}/bank-account
			GET /v3/vendors/{vendorId}/configuration
			POST /v3/vendors/{vendorId}/restore
`,
	),
	group(
		'Bills',
		`
			GET POST /v3/bills
			POST /v3/bills/bulk
			POST /v3/bills/record-payment
			GET PUT PATCH /v3/bills/{billId}
			POST /v3/bills/{billId}/archive
			POST /v3/bills/{billId}/restore
`,
	),
	group(
		'Payments',
		`
			GET POST /v3/payments
			POST /v3/payments/bulk
			GET POST /v3/payments/exchange-rate
			GET /v3/payments/options
			GET /v3/payments/{paymentId}
			POST /v3/payments/{paymentId}/cancel
			GET /v3/payments/{paymentId}/check-image
			POST /v3/payments/{paymentId}/void
`,
	),
	group(
		'Funding accounts',
		`
			GET /v3/funding-accounts/ap-cards
			GET POST /v3/funding-accounts/banks
			GET /v3/funding-accounts/banks/users
			POST /v3/funding-accounts/banks/users/nominate
			POST /v3/funding-accounts/banks/users/{bankAccountUserId}/archive
			GET PATCH /v3/funding-accounts/banks/{bankAccountId}
			POST /v3/funding-accounts/banks/{bankAccountId}/archive
			POST /v3/funding-accounts/banks/{bankAccountId}/verify
			GET /v3/funding-accounts/cards
			GET /v3/funding-accounts/cards/funding-purposes
			GET /v3/funding-accounts/cards/users
			GET /v3/funding-accounts/cards/{cardAccountId}
			GET /v3/funding-accounts/permissions
`,
	),
	group(
		'Documents',
		`
			GET POST /v3/documents/bills/{billId}
			GET /v3/documents/upload-status
			GET /v3/documents/{documentId}
`,
	),
	group(
		'Bill approvals',
		`
			POST /v3/bill-approvals/actions
			GET /v3/bill-approvals/pending-user-approvals
			GET POST /v3/bill-approvals/policies
			PUT DELETE /v3/bill-approvals/policies/{policyId}
`,
	),
	group(
		'Recurring bills',
		`
			GET POST /v3/recurringbills
			GET PUT PATCH /v3/recurringbills/{recurringBillId}
			POST /v3/recurringbills/{recurringBillId}/archive
			POST /v3/recurringbills/{recurringBillId}/restore
`,
	),
	group(
		'Vendor credits',
		`
			GET POST /v3/vendor-credits
			PUT POST PATCH /v3/vendor-credits/bulk
			POST /v3/vendor-credits/bulk/archive
			GET PUT PATCH /v3/vendor-credits/{vendorCreditId}
			POST /v3/vendor-credits/{vendorCreditId}/archive
`,
	),
	group(
		'Customers',
		`
			GET POST /v3/customers
			GET PATCH /v3/customers/{customerId}
			POST /v3/customers/{customerId}/archive
			POST /v3/customers/{customerId}/restore
			POST /v3/customers/{customerId}/charge-authorization
			GET POST /v3/customers/{customerId}/bank-accounts
			GET PATCH /v3/customers/{customerId}/bank-accounts/{bankAccountId}
			POST /v3/customers/{customerId}/bank-accounts/{bankAccountId}/archive
			GET POST /v3/customers/{customerId}/contacts
			GET PATCH /v3/customers/{customerId}/contacts/{contactId}
			POST /v3/customers/{customerId}/contacts/{contactId}/archive
			POST /v3/customers/{customerId}/contacts/{contactId}/restore
`,
	),
	group(
		'Invoices',
		`
			GET POST /v3/invoices
			POST /v3/invoices/record-payment
			GET PUT PATCH /v3/invoices/{invoiceId}
			POST /v3/invoices/{invoiceId}/archive
			POST /v3/invoices/{invoiceId}/email
			POST /v3/invoices/{invoiceId}/payment-link
			POST /v3/invoices/{invoiceId}/restore
`,
	),
	group(
		'Recurring invoices',
		`
			GET POST /v3/recurring-invoices
			GET PUT PATCH /v3/recurring-invoices/{recurringInvoiceId}
			POST /v3/recurring-invoices/{recurringInvoiceId}/archive
			POST /v3/recurring-invoices/{recurringInvoiceId}/restore
`,
	),
	group(
		'Credit memos',
		`
			GET POST /v3/credit-memos
			PUT POST PATCH /v3/credit-memos/bulk
			POST /v3/credit-memos/bulk/archive
			POST /v3/credit-memos/bulk/restore
			GET PUT PATCH /v3/credit-memos/{creditMemoId}
			POST /v3/credit-memos/{creditMemoId}/archive
			POST /v3/credit-memos/{creditMemoId}/restore
`,
	),
	group(
		'Received payments',
		`
			GET POST /v3/receivable-payments
			GET /v3/receivable-payments/{receivedPaymentId}
`,
	),
	group(
		'Attachments',
		`
			GET POST /v3/attachments/customers/{customerId}
			GET POST /v3/attachments/invoices/{invoiceId}
			GET POST /v3/attachments/vendors/{vendorId}
			GET DELETE /v3/attachments/{attachmentId}
`,
	),
	group(
		'Organization',
		`
			GET /v3/organizations/industries
			GET PATCH /v3/organizations/{organizationId}
			GET /v3/organizations/{organizationId}/billing-statements
			GET /v3/organizations/{organizationId}/billing-statements/{billingStatementId}
			GET /v3/organizations/{organizationId}/price-plan
			GET POST /v3/organizations/{organizationId}/payment-terms
			GET PATCH /v3/organizations/{organizationId}/payment-terms/{paymentTermId}
`,
	),
	group(
		'Users and roles',
		`
			GET /v3/roles
			GET /v3/roles/{roleId}
			GET POST /v3/users
			GET PATCH /v3/users/{userId}
			POST /v3/users/{userId}/archive
			POST /v3/users/{userId}/restore
`,
	),
	group(
		'Network',
		`
			GET /v3/network
			POST /v3/network/invitation/accept
			GET POST DELETE /v3/network/invitation/customer/{customerId}
			GET POST DELETE /v3/network/invitation/vendor/{vendorId}
			POST /v3/network/invitation/vendor/{vendorId}/email
`,
	),
	group(
		'Risk verification',
		`
			GET POST /v3/risk-verifications
			GET POST /v3/risk-verifications/phone
`,
	),
	group(
		'Exports',
		`
			GET /v3/exports
			GET /v3/exports/{exportId}/download-link
`,
	),
	group(
		'Audit trail',
		`
			GET /v3/reports/audit-trail/vendor/{vendorId}
`,
	),
	group(
		'Health',
		`
			GET /v3/health
			GET /connect-events/v3/health
`,
	),
	group(
		'Webhook subscriptions and events',
		`
			GET /connect-events/v3/events/catalog
			GET /connect-events/v3/events/subscription/{subscriptionId}
			POST /connect-events/v3/events/subscription/{subscriptionId}/event/{eventId}
			GET POST /connect-events/v3/subscriptions
			GET PUT DELETE PATCH /connect-events/v3/subscriptions/{subscriptionId}
			POST /connect-events/v3/subscriptions/{subscriptionId}/security_key
			POST /connect-events/v3/subscriptions/{subscriptionId}/test
`,
	),
	group(
		'Partner',
		`
			POST /v3/partner/login
			POST /v3/partner/login-as-user
			GET POST /v3/partner/organizations
			PATCH /v3/partner/organizations/{organizationId}/price-plan
			POST /v3/partner/risk-verifications/{userId}/phone
			GET /v3/partner/roles
			GET /v3/partner/roles/{roleId}
			GET POST /v3/partner/users
			GET PATCH /v3/partner/users/{userId}
			POST /v3/partner/users/{userId}/archive
			POST /v3/partner/users/{userId}/restore
`,
	),
	group(
		'Classifications',
		[
			'accounting-classes',
			'chart-of-accounts',
			'departments',
			'employees',
			'items',
			'jobs',
			'locations',
		]
			.map(
				(kind) => `
					GET POST /v3/classifications/${kind}
					POST PATCH /v3/classifications/${kind}/bulk
					POST /v3/classifications/${kind}/bulk/archive
					POST /v3/classifications/${kind}/bulk/restore
					GET PATCH /v3/classifications/${kind}/{id}
					POST /v3/classifications/${kind}/{id}/archive
					POST /v3/classifications/${kind}/{id}/restore
`,
			)
			.join('')
			.replace(/\n\s*\n/g, '\n'),
	),
];

const patterns = groups
	.flatMap(({ endpoints }) => endpoints)
	.sort((a, b) => placeholders(a.path) - placeholders(b.path))
	.map((endpoint) => ({
		...endpoint,
		pattern: new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+')}$`),
	}));

function placeholders(path: string): number {
	return path.split('{').length;
}

/**
 * The path with placeholders of a request that was made, `undefined` when BILL has no such endpoint.
 *
 * @param path as it was sent: `/connect/v3/vendors/00901...`
 */
export function templateOf(method: string, path: string): string | undefined {
	const own = path.replace(/^\/connect(?=\/)/, '');
	return patterns.find((each) => each.method === method && each.pattern.test(own))?.path;
}

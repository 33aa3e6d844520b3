import { asMoney, asStatus, asText, byName, fullName, joined, recordKind } from './record-kind';

/* The organization itself: who is in it, and what BILL keeps of it. */

export const paymentTerm = recordKind({
	label: 'Payment Term',
	plural: 'PaymentTerms',
	prefix: '00p',
	list: { path: '/v3/organizations/{organizationId}/payment-terms', ...byName },
});

export const user = recordKind({
	label: 'User',
	plural: 'Users',
	prefix: '006',
	list: {
		path: '/v3/users',
		name: (record) => joined(fullName(record), record.email),
	},
});

export const role = recordKind({
	label: 'Role',
	plural: 'Roles',
	list: { path: '/v3/roles', name: ({ description, type }) => joined(description, type) },
});

export const billingStatement = recordKind({
	label: 'Billing Statement',
	plural: 'BillingStatements',
	prefix: '0S0',
	list: {
		path: '/v3/organizations/{organizationId}/billing-statements',
		name: ({ invoiceNumber, invoiceDate, amount, paymentStatus }) =>
			joined(invoiceNumber, invoiceDate, asMoney(amount), asStatus(paymentStatus)),
	},
});

/** BILL documents of an export in the list no more than its ID. */
export const exportedFile = recordKind({
	label: 'Export',
	plural: 'Exports',
	list: {
		path: '/v3/exports',
		id: ({ exportId }) => asText(exportId),
		name: ({ exportId, name, createdTime }) => joined(name ?? exportId, createdTime),
	},
});

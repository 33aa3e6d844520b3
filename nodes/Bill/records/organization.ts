import type { IDataObject } from 'n8n-workflow';

import { asMinute } from '../../core/form/one-line';
import { asMoney, asRole, asStatus, asText, asUser, joined, recordKind } from './record-kind';

/* The organization itself: who is in it, and what BILL stores about it. */

export const paymentTerm = recordKind({
	label: 'Payment Term',
	plural: 'PaymentTerms',
	prefix: '00p',
	list: {
		path: '/v3/organizations/{organizationId}/payment-terms',
		name: ({ name, daysDue }) =>
			joined(name, daysDue === undefined ? '' : `due in ${Number(daysDue)} days`),
	},
});

export const user = recordKind({
	label: 'User',
	plural: 'Users',
	prefix: '006',
	list: {
		path: '/v3/users',
		name: asUser,
	},
});

export const role = recordKind({
	label: 'Role',
	plural: 'Roles',
	list: { path: '/v3/roles', name: asRole },
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

/** Organizations of the BILL Network, found by a word in their name: https://developer.bill.com/reference/search */
export const networkMember = {
	...recordKind({
		label: 'Network ID',
		plural: 'NetworkMembers',
		eg: '0rv01ABCDEFGHIJKLMNO',
		list: {
			path: '/v3/network',
			query: { scope: 'ALL' },
			foundBy: 'name',
			fixedPages: true,
			name: ({ name, type, addresses }) => {
				const [{ city, stateOrProvince } = {} as IDataObject] = (addresses ?? []) as IDataObject[];
				return joined(name, type === 'RPPS' ? 'national vendor' : '', city, stateOrProvince);
			},
		},
	}),
	mustBeTyped: true,
};

/** For an export in the list, BILL documents nothing but its ID. */
export const exportedFile = recordKind({
	label: 'Export',
	plural: 'Exports',
	list: {
		path: '/v3/exports',
		id: ({ exportId }) => asText(exportId),
		name: ({ exportId, name, createdTime }) => joined(name ?? exportId, asMinute(createdTime)),
	},
});

import { asStatus, asText, joined, recordKind } from './record-kind';

/* What the organization pays with. */

export const bankAccount = recordKind({
	label: 'Bank Account',
	plural: 'BankAccounts',
	list: {
		path: '/v3/funding-accounts/banks',
		query: { filters: 'archived:eq:false' },
		name: ({ bankName, nameOnAccount, accountNumber, status }) =>
			joined(bankName, nameOnAccount, accountNumber, asStatus(status)),
	},
});

export const bankAccountUser = recordKind({
	label: 'Bank Account User',
	plural: 'BankAccountUsers',
	list: {
		path: '/v3/funding-accounts/banks/users',
		name: ({ userId, bankAccountId, verificationStatus }) =>
			joined(
				`User ${asText(userId)}`,
				`account ${asText(bankAccountId)}`,
				asStatus(verificationStatus),
			),
	},
});

export const cardAccount = recordKind({
	label: 'Card Account',
	plural: 'CardAccounts',
	list: {
		path: '/v3/funding-accounts/cards',
		query: { cardUserStatus: 'VERIFIED' },
		member: 'cards',
		name: ({ brand, last4, nameOnAccount }) => joined(brand, last4, nameOnAccount),
	},
});

export const apCard = recordKind({
	label: 'AP Card',
	plural: 'ApCards',
	list: {
		path: '/v3/funding-accounts/ap-cards',
		member: '',
		name: ({ nameOnAccount, status }) => joined(nameOnAccount, asStatus(status)),
	},
});

import type { IDataObject } from 'n8n-workflow';

import {
	asLastDigits,
	asMoney,
	asStatus,
	asText,
	fullName,
	joined,
	recordKind,
} from './record-kind';

/* The accounts that the organization pays with. */

export const bankAccount = recordKind({
	label: 'Bank Account',
	plural: 'BankAccounts',
	list: {
		path: '/v3/funding-accounts/banks',
		query: { filters: 'archived:eq:false' },
		name: ({ bankName, accountNumber, status, type, nameOnAccount, default: uses }) =>
			joined(
				bankName,
				asLastDigits(accountNumber),
				asStatus(status),
				(uses as IDataObject | undefined)?.payables === true ? 'default' : '',
				asStatus(type),
				nameOnAccount,
			),
	},
});

export const bankAccountUser = recordKind({
	label: 'Bank Account User',
	plural: 'BankAccountUsers',
	list: {
		path: '/v3/funding-accounts/banks/users',
		beside: {
			user: { path: '/v3/users', id: ({ userId }) => userId },
			account: { path: '/v3/funding-accounts/banks', id: ({ bankAccountId }) => bankAccountId },
		},
		name: ({ userId, bankAccountId, verificationStatus }, { user, account }) =>
			joined(
				user ? fullName(user) : `User ${asText(userId)}`,
				asStatus(verificationStatus),
				account
					? joined(account.bankName, asLastDigits(account.accountNumber))
					: `account ${asText(bankAccountId)}`,
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
		name: ({ brand, last4, status, issuingBankName, nameOnAccount }) =>
			joined(brand, asLastDigits(last4), asStatus(status), issuingBankName, nameOnAccount),
	},
});

export const apCard = recordKind({
	label: 'AP Card',
	plural: 'ApCards',
	list: {
		path: '/v3/funding-accounts/ap-cards',
		member: '',
		name: ({ nameOnAccount, status, balance, limit }) =>
			joined(
				nameOnAccount,
				asStatus(status),
				asMoney(balance) && `balance ${asMoney(balance)}`,
				asMoney(limit) && `limit ${asMoney(limit)}`,
			),
	},
});

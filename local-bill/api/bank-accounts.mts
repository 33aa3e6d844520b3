import * as by from '../engine/filters.mts';
import { answerList, commonSort, listQuery } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import { type Call, type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { must } from '../errors/bill-error.mts';
import { requireAdministrator } from '../rules/administrator.mts';
import { masked } from '../rules/masked.mts';
import { merge } from '../state/members.mts';
import type { BankAccountUser } from '../state/records/organization.mts';

/** Amount of BILL's test deposit to a new account: `verify` succeeds with this amount. */
const TEST_DEPOSIT = 0.42;

const fields = {
	nameOnAccount: is.text(),
	type: is.choice('CHECKING', 'SAVINGS'),
	ownerType: is.choice('BUSINESS', 'PERSONAL'),
	bankName: is.text(),
	accessToAdmins: is.flag,
	chartOfAccountId: is.ref('chartOfAccounts'),
};

/** The organization's bank accounts: https://developer.bill.com/reference/createbankaccount. An archived one cannot be restored. */
const bankAccounts = resource({
	name: 'bankAccounts',
	path: '/v3/funding-accounts/banks',
	operations: ['list', 'get', 'create', 'update', 'archive'],
	fields: { ...fields, routingNumber: is.text(9), accountNumber: is.text(17) },
	required: ['nameOnAccount', 'type', 'ownerType', 'bankName'],
	updateFields: {
		nameOnAccount: fields.nameOnAccount,
		ownerType: fields.ownerType,
		bankName: fields.bankName,
		accessToAdmins: fields.accessToAdmins,
		chartOfAccountId: fields.chartOfAccountId,
		default: is.object({ payables: is.flag, receivables: is.flag }),
	},
	filters: {
		...by.common,
		status: by.choice(['PENDING', 'VERIFIED', 'INVALID', 'UNDEFINED'], 'eq', 'ne', 'in', 'nin'),
		type: by.choice(['CHECKING', 'SAVINGS'], 'eq', 'ne'),
		ownerType: by.choice(['BUSINESS', 'PERSONAL'], 'eq', 'ne'),
		accessToAdmins: by.flag('eq', 'ne'),
	},
	sort: ['archived', 'nameOnAccount', 'bankName', 'accessToAdmins', ...commonSort],
	trusted: () => true,
	make: (body, call) => {
		requireAdministrator(call.world, call.session.userId);
		return {
			accessToAdmins: false,
			...body,
			status: 'PENDING',
			createdBy: call.session.userId,
			default: { payables: false, receivables: false },
		};
	},
	change: (account, body, call) => {
		for (const use of ['payables', 'receivables'] as const) {
			if (body.default?.[use] === true) clearDefault(call, account.id, use);
		}
		return merge(account, body);
	},
	after: (account, { world, session }) => {
		const users = world.of('bankAccountUsers');
		if (users.all().some((user) => user.bankAccountId === account.id)) return;
		users.add({
			archived: false,
			bankAccountId: account.id,
			userId: session.userId,
			verificationStatus: 'UNVERIFIED',
		});
	},
	show: (account) => (account.accountNumber ? masked(account) : account),
});

/** At most one account is the default for each use. */
function clearDefault({ world }: Call, exceptId: string, use: 'payables' | 'receivables'): void {
	const accounts = world.of('bankAccounts');
	for (const account of accounts.all()) {
		if (account.id === exceptId || !account.default?.[use]) continue;
		accounts.save({ ...account, default: { ...account.default, [use]: false } });
	}
}

function usersOfBanks(call: Call) {
	const { userId } = call.session;
	const currentUserOnly = call.query.currentUser === 'true';
	return answerList(
		call,
		call.world.of('bankAccountUsers'),
		{
			filters: {
				...by.common,
				bankAccountId: by.exact('eq', 'ne', 'in'),
				userId: by.exact('eq', 'ne', 'in'),
			},
			sort: ['archived', ...commonSort],
		},
		undefined,
		currentUserOnly
			? { key: userId, holds: (user: BankAccountUser) => user.userId === userId }
			: undefined,
	);
}

function verify({ world, params, session, body }: Call<{ depositAmount: number }>) {
	const account = world.of('bankAccounts').get(params.id);
	// Assumed: a wrong amount gets a normal response, not an error. BILL's response is not documented.
	if (body.depositAmount !== TEST_DEPOSIT) return { verified: false };
	world.of('bankAccounts').save({ ...account, status: 'VERIFIED' });
	for (const user of world.of('bankAccountUsers').all()) {
		if (user.bankAccountId !== account.id || user.userId !== session.userId) continue;
		world.of('bankAccountUsers').save({ ...user, verificationStatus: 'VERIFIED' });
	}
	return { verified: true };
}

function nominate({ world, body }: Call<{ userId: string; bankAccountId: string }>) {
	const users = world.of('bankAccountUsers');
	const { userId, bankAccountId } = body;
	const hasItAlready = users
		.all()
		.some(
			(user) => user.userId === userId && user.bankAccountId === bankAccountId && !user.archived,
		);
	must(!hasItAlready, 'userId', 'The user already has access to this bank account');
	users.add({ archived: false, bankAccountId, userId, verificationStatus: 'NOMINATED' });
	return { status: 'NOMINATED' };
}

// According to the list of July 2026, PATCH needs no trusted session (an older list included it).
const crud = resourceRoutes(bankAccounts).map((route) =>
	route.method === 'PATCH' ? { ...route, trusted: false } : route,
);

export const bankAccountRoutes: Route[] = [
	...crud,
	route({
		method: 'POST',
		path: '/v3/funding-accounts/banks/:id/verify',
		body: is.object({ depositAmount: is.positive }, ['depositAmount']),
		handle: verify,
	}),
	{
		method: 'GET',
		path: '/v3/funding-accounts/banks/users',
		query: { ...listQuery, currentUser: is.queryFlag },
		handle: usersOfBanks,
	},
	route({
		method: 'POST',
		path: '/v3/funding-accounts/banks/users/nominate',
		body: is.object({ userId: is.ref('users'), bankAccountId: is.ref('bankAccounts') }, [
			'userId',
			'bankAccountId',
		]),
		handle: nominate,
	}),
	{
		method: 'POST',
		path: '/v3/funding-accounts/banks/users/:userId/archive',
		handle: ({ world, params }) => {
			const users = world.of('bankAccountUsers');
			return users.save({ ...users.get(params.userId), archived: true });
		},
	},
];

import { answerConnection, filteredQuery } from '../../engine/connection.mts';
import * as by from '../../engine/filters.mts';
import type { Call, Route } from '../../engine/route.mts';
import * as is from '../../engine/schema.mts';
import { BillError } from '../../errors/bill-error.mts';
import { putMember, retireUser } from '../../rules/spend-members.mts';
import { tokenUser } from '../../rules/spend-users.mts';
import { clean, merge, mustHave } from '../../state/members.mts';
import type { SpendUser } from '../../state/records/spend.mts';
import { spendRoute } from './route.mts';

const patchable = {
	firstName: is.text(),
	lastName: is.text(),
	email: is.email,
	role: is.choice('ADMIN', 'AUDITOR', 'BOOKKEEPER', 'MEMBER'),
	dateOfBirth: is.date,
};
const required = ['firstName', 'lastName', 'email', 'role'] as const;

/** https://developer.bill.com/reference/createuser and related pages. */
export const spendUserRoutes: Route[] = [
	spendRoute({
		method: 'GET',
		path: '/users',
		query: filteredQuery,
		handle: (call) =>
			answerConnection(
				call,
				call.world.of('spendUsers').all(),
				{ filters: { retired: by.flag('eq') }, retired: ({ retired }) => retired },
				showUser,
			),
	}),
	spendRoute({
		method: 'POST',
		path: '/users',
		body: is.object({ ...patchable, phone: is.text(40) }, required),
		handle: create,
	}),
	spendRoute({
		method: 'GET',
		path: '/users/current',
		handle: ({ world }) => showUser(tokenUser(world)),
	}),
	spendRoute({
		method: 'GET',
		path: '/users/:userId',
		handle: ({ world, params }) => showUser(world.of('spendUsers').get(params.userId)),
	}),
	spendRoute({
		method: 'PATCH',
		path: '/users/:userId',
		body: is.object(patchable),
		handle: ({ world, params, body: { dateOfBirth, ...members } }) => {
			const before = world.of('spendUsers').get(params.userId);
			if (before.retired) throw BillError.invalid('userId', 'The user is retired');
			const changed = clean(merge(before, members));
			check(world, changed);
			if (dateOfBirth !== undefined) changed._dateOfBirth = dateOfBirth || undefined;
			return showUser(world.of('spendUsers').save(changed));
		},
	}),
	spendRoute({
		method: 'DELETE',
		path: '/users/:userId',
		handle: ({ world, params }) => retireUser(world, params.userId),
	}),
];

function create({
	world,
	body,
}: Call<is.Body<typeof patchable & { phone: is.Schema<string> }, (typeof required)[number]>>) {
	const { dateOfBirth, phone: _phone, ...members } = body;
	const user = {
		...members,
		receiptEmail: `receipts.${members.email.split('@')[0].toLowerCase()}@receipts.northlight-goods.example`,
		retired: false,
		useCompanyMailingAddress: true,
		smsOptIn: false,
		_dateOfBirth: dateOfBirth || undefined,
	};
	check(world, user);
	const made = world.of('spendUsers').add(user);
	for (const budget of world.of('spendBudgets').all()) {
		if (budget.autoAddUsers && !budget.retired) putMember(world, budget.id, { userId: made.id });
	}
	return showUser(made);
}

/**
 * An email address belongs to one user, ignoring case; that of a retired user stays taken. Status 409 is assumed, not
 * documented.
 */
function check(world: Call['world'], user: Pick<SpendUser, 'email'> & { id?: string }): void {
	mustHave(user, ...required);
	const email = user.email.toLowerCase();
	for (const other of world.of('spendUsers').all()) {
		if (other.id === user.id || other.email.toLowerCase() !== email) continue;
		throw BillError.of('BDC_1129', 'email: A user with this email address already exists', {
			status: 409,
		});
	}
}

function showUser(user: SpendUser) {
	const { id, uuid, firstName, lastName, email, receiptEmail, retired } = user;
	const { useCompanyMailingAddress, smsOptIn, role, createdTime, _dateOfBirth } = user;
	return {
		...{ id, uuid, firstName, lastName, email, receiptEmail, retired },
		...{ useCompanyMailingAddress, smsOptIn, hasDateOfBirth: Boolean(_dateOfBirth) },
		...{ role, createdTime },
	};
}

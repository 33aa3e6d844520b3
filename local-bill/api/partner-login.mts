import { type Call, type Route, route } from '../engine/route.mts';
import { object, text, type Value } from '../engine/schema.mts';
import { BillError } from '../errors/bill-error.mts';
import { partner } from '../state/credentials.mts';

const signInBody = object({ appKey: text(), username: text(), password: text() }, [
	'appKey',
	'username',
	'password',
]);

const asUserBody = object(
	{ userId: text(), organizationId: text(), rememberMeId: text(), device: text() },
	['userId', 'organizationId'],
);

/**
 * How a partner signs in, and how it then signs in as a user of an organization:
 * https://developer.bill.com/reference/partnerlogin.
 */
export const partnerLoginRoutes: Route[] = [
	route({
		method: 'POST',
		path: '/v3/partner/login',
		needs: 'nothing',
		body: signInBody,
		handle: signIn,
	}),
	route({
		method: 'POST',
		path: '/v3/partner/login-as-user',
		needs: 'partner',
		body: { ...asUserBody, dependencies: { rememberMeId: ['device'] } },
		handle: signInAsUser,
	}),
];

/** Checks the key, then the limit, then the user. BILL's error for a wrong application key is not documented. */
function signIn({ world, limits, body }: Call<Value<typeof signInBody>>) {
	const { appKey, username, password } = body;
	if (appKey !== partner.appKey) throw BillError.of('BDC_1102', 'Application key is invalid.');
	limits.countLogin(appKey);
	if (username !== partner.username || password !== partner.password) {
		throw BillError.of('BDC_1101');
	}
	const session = { devKey: appKey, organizationId: '', userId: '', trusted: false };
	return { sessionId: world.sessions.open({ ...session, kind: 'partner' }).id };
}

/**
 * The session belongs to the developer key, which is not in the request:
 * https://developer.bill.com/reference/loginasuser. That this counts as a login of that key is an assumption.
 */
function signInAsUser({ world, limits, body }: Call<Value<typeof asUserBody>>) {
	const { userId, organizationId, rememberMeId, device } = body;
	limits.countLogin(partner.devKey);
	if (!world.of('organizations').find(organizationId)) throw BillError.of('BDC_1123');
	const user = world.within(organizationId).of('users').find(userId);
	if (!user || user.archived) {
		throw BillError.of('BDC_1111', 'The user is not an active user of the organization.', {
			status: 401,
		});
	}
	const { id: sessionId, trusted } = world.sessions.open({
		kind: 'password',
		devKey: partner.devKey,
		organizationId,
		userId,
		trusted: world.mfa.trusts(rememberMeId, device),
	});
	return { sessionId, trusted };
}

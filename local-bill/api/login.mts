import { answerPage } from '../engine/list.mts';
import { type Call, type Route, route } from '../engine/route.mts';
import { object, text, type Value } from '../engine/schema.mts';
import { BillError } from '../errors/bill-error.mts';
import { credentials, currentUserId, syncToken } from '../state/credentials.mts';

const signInBody = object(
	{
		username: text(),
		password: text(),
		organizationId: text(),
		devKey: text(),
		rememberMeId: text(),
		device: text(),
		consoleApiToken: text(),
	},
	['username', 'organizationId', 'devKey'],
);

/** Sign-in, sign-out and session details: https://developer.bill.com/reference/login. */
export const loginRoutes: Route[] = [
	route({
		method: 'POST',
		path: '/v3/login',
		needs: 'nothing',
		body: {
			...signInBody,
			// For users of the Accountant Console, consoleApiToken replaces the password.
			if: { not: { required: ['consoleApiToken'] } },
			then: { required: ['password'] },
			// The device is the nickname that the remembered id was created with.
			dependencies: { rememberMeId: ['device'] },
		},
		handle: login,
	}),
	{
		method: 'GET',
		path: '/v3/login/session',
		handle: ({ world, session: { organizationId, userId, trusted } }) => ({
			organizationId,
			userId,
			// Only DISABLED is known from examples. ENABLED for a user with a phone is a guess.
			mfaStatus: world.mfa.phones.length > 0 ? 'ENABLED' : 'DISABLED',
			mfaBypass: trusted,
		}),
	},
	{
		method: 'POST',
		path: '/v3/logout',
		handle: ({ world, session }) => world.sessions.close(session.id),
	},
	{
		method: 'GET',
		path: '/v3/login/organizations',
		query: { page: text() },
		handle: (call) => {
			const { id, name } = call.world.of('organizations').get(call.session.organizationId);
			return answerPage({ ...call, query: { ...call.query, max: '100' } }, 'login organizations', [
				{ organization: { id, name } },
			]);
		},
	},
	{
		method: 'GET',
		path: '/v3/health',
		needs: 'nothing',
		handle: () => ({
			appId: 'local-bill',
			appEnv: 'local',
			appVersion: '3.0.0',
			bdcRegion: 'local',
		}),
	},
];

/** Checks the key, then the limit, the user and the organization. This order is our choice; BILL documents none. */
function login({ world, limits, body }: Call<Value<typeof signInBody>>) {
	if (body.devKey !== credentials.devKey) throw BillError.of('BDC_1102');
	limits.countLogin(body.devKey);
	const kind = signIn(body.username, body.password);
	if (!kind) throw BillError.of('BDC_1101');
	if (body.organizationId !== credentials.organizationId) throw BillError.of('BDC_1123');
	const { id: sessionId, ...session } = world.sessions.open({
		kind,
		devKey: body.devKey,
		organizationId: body.organizationId,
		userId: currentUserId,
		// A pair that BILL does not know leaves the session untrusted. BILL's response to one is not documented.
		trusted: kind === 'password' && world.mfa.trusts(body.rememberMeId, body.device),
	});
	const { organizationId, userId, trusted } = session;
	return { sessionId, organizationId, userId, trusted };
}

function signIn(username: string, password: string | undefined): 'password' | 'token' | undefined {
	if (username === credentials.username && password === credentials.password) return 'password';
	return username === syncToken.name && password === syncToken.value ? 'token' : undefined;
}

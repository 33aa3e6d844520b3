import { type Call, type Route, route } from '../engine/route.mts';
import { object, text, type Value } from '../engine/schema.mts';
import { oauthApps } from '../state/credentials.mts';

const tokenBody = object({ grant_type: text(), client_id: text(), client_secret: text() }, [
	'grant_type',
	'client_id',
	'client_secret',
]);

/**
 * OAuth client credentials: https://developer.bill.com/reference/createaccesstoken. The fields of the response and of
 * an error are not documented; those of the OAuth standard (RFC 6749) are used.
 */
export const tokenRoutes: Route[] = [
	route({
		method: 'POST',
		base: '/authx',
		path: '/token',
		needs: 'nothing',
		form: true,
		body: tokenBody,
		handle: giveToken,
	}),
];

function giveToken({ world, body, reply }: Call<Value<typeof tokenBody>>) {
	const refuse = (status: number, error: string, error_description: string) => {
		reply.code(status);
		return { error, error_description };
	};
	if (body.grant_type !== 'client_credentials') {
		return refuse(400, 'unsupported_grant_type', 'Only client_credentials is supported.');
	}
	const app = Object.values(oauthApps).find(({ clientId }) => clientId === body.client_id);
	if (!app || app.clientSecret !== body.client_secret) {
		return refuse(401, 'invalid_client', 'Client authentication failed.');
	}
	const { token, lifetime } = world.tokens.give(app);
	return { access_token: token, token_type: 'Bearer', expires_in: lifetime };
}

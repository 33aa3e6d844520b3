import { BillApi } from '../../credentials/BillApi.credentials.ts';
import { httpRequest, tinyServer, type Answer, type TinyServer } from '../support/http.mts';

/* What a person reads when signing in fails: which field to check, and no secret. */

let server: TinyServer;
beforeAll(async () => {
	server = await tinyServer();
});
afterAll(async () => await server.close());

const SECRETS = {
	password: 'correct horse battery',
	devKey: '01DEVKEYDEVKEYDEVKEY',
	rememberMeId: 'remember-0123456789',
	sessionId: 'session-0123456789',
};

type Data = Record<string, string>;

/** Signs in with the credential, with some fields changed. */
async function signIn(more: object = {}): Promise<unknown> {
	const data = {
		environment: 'custom',
		gatewayUrl: server.url,
		username: 'user@example.com',
		organizationId: '00801ABCDEFGHIJKLMNO',
		device: 'n8n',
		...SECRETS,
		...more,
	};
	const context = { helpers: { httpRequest } } as never;
	return await new BillApi().preAuthentication.call(context, data);
}

/** The error of a sign-in that must fail. It never contains a secret or a response of BILL. */
async function refusal(answer: Answer | undefined, more: object = {}): Promise<string> {
	if (answer) server.say(answer);
	const error = await signIn(more).catch((failed: unknown) => failed);
	expect(error).toBeInstanceOf(Error);
	// n8n treats an error with `response.status` 401 as an expired session and logs in once more.
	expect(error).not.toHaveProperty('response');
	expect(error).not.toHaveProperty('cause');
	expect(error).not.toHaveProperty('config');
	const shown = `${JSON.stringify(error)} ${String(error)} ${(error as Error).stack}`;
	for (const secret of Object.values(SECRETS)) expect(shown).not.toContain(secret);
	return (error as Error).message;
}

const says = (status: number, code: string | undefined, message = 'Refused.'): Answer => ({
	status,
	body: [{ ...(code && { code }), severity: 'ERROR', category: 'APPLICATION', message }],
});

const STATUSES = [400, 401, 403, 422, 500];

describe("BILL's reasons name the field to check, whatever the HTTP status", () => {
	test.each([
		['BDC_1101', ['User Name', 'Password', 'Environment']],
		['BDC_1102', ['Developer Key', 'Environment']],
		['BDC_1103', ['Developer Key', 'inactive']],
		['BDC_1104', ['terms']],
		['BDC_1106', ['Organization ID', 'Developer Key']],
		['BDC_1107', ['organization', 'Organization ID']],
		['BDC_1110', ['locked', 'user']],
		['BDC_1111', ['User Name', 'Organization ID']],
		['BDC_1123', ['Organization ID', '008']],
		['BDC_1144', ['200 an hour', ':00']],
	])('%s: %j', async (code, words) => {
		for (const status of STATUSES) {
			const message = await refusal(says(status, code));
			for (const word of words) expect(message).toContain(word);
			expect(message).toContain(code);
			expect(server.received).toHaveLength(1);
		}
	});

	test("an undocumented reason is shown in BILL's words, with all fields", async () => {
		const message = await refusal(says(403, 'BDC_4711', 'Company suspended.'));
		expect(message).toContain('Company suspended. ');
		expect(message).not.toContain('..');
		for (const field of ['User Name', 'Password', 'Organization ID', 'Developer Key']) {
			expect(message).toContain(field);
		}
	});

	test('401 without a code asks for the fields, and one login is sent', async () => {
		const message = await refusal({ status: 401 });
		expect(message).toContain('User Name');
		expect(message).not.toMatch(/\(undefined\)|undefined/);
		expect(server.received).toHaveLength(1);
	});
});

describe('when it is not BILL that says no', () => {
	test('the network is down', async () => {
		const other = await tinyServer();
		await other.close();
		const message = await refusal(undefined, { gatewayUrl: other.url });
		expect(message).toContain(`could not be reached at ${other.url}`);
		expect(message).toContain('Environment and Gateway URL');
		expect(message).not.toContain('ECONNREFUSED');
	});

	test('the connection is cut', async () => {
		const message = await refusal('cut');
		expect(message).toContain('could not be reached');
		expect(message).not.toContain('ECONNRESET');
		expect(message).not.toContain('Password');
		expect(server.received).toHaveLength(3);
	});

	test('a host that does not exist', async () => {
		const message = await new BillApi().preAuthentication
			.call(
				{
					helpers: {
						httpRequest: async () => {
							throw Object.assign(new Error('getaddrinfo ENOTFOUND nowhere.invalid'), {
								code: 'ENOTFOUND',
							});
						},
					},
				},
				{
					environment: 'custom',
					gatewayUrl: 'https://nowhere.invalid',
					username: 'u',
					organizationId: '008',
					...SECRETS,
					device: 'n8n',
				},
			)
			.then(
				() => '',
				(error: Error) => error.message,
			);
		expect(message).toContain('https://nowhere.invalid');
		expect(message).not.toMatch(/ENOTFOUND|getaddrinfo/);
	});

	test.each([301, 302, 307, 308])('a redirect (%i) is not followed', async (status) => {
		const elsewhere = await tinyServer();
		elsewhere.say({ status: 200, body: { sessionId: 'stolen' } });
		const location = `${elsewhere.url}/connect/v3/login`;
		const message = await refusal({ status, headers: { location } });
		expect(message).toContain('Gateway URL');
		expect(elsewhere.received).toHaveLength(0);
		expect(server.received).toHaveLength(1);
		await elsewhere.close();
	});

	test.each([500, 502, 503, 504])(
		'BILL is out of order (%i): tried again, no page of HTML, no doubt about the fields',
		async (status) => {
			const message = await refusal({ status, body: '<html><h1>Bad Gateway</h1></html>' });
			expect(message).toMatch(/cannot sign in anyone/);
			expect(message).not.toContain('<');
			expect(message).not.toContain('Password');
			expect(server.received).toHaveLength(3);
		},
	);

	test('another program answers at the address', async () => {
		expect(await refusal({ status: 404, body: '<html>nginx</html>' })).toMatch(
			/no BILL login at .*Environment and Gateway URL/,
		);
	});

	test.each([200, 403])('a web page with %i is not a valid sign-in', async (status) => {
		const message = await refusal({ status, body: '<html>Sign in to the hotel</html>' });
		expect(message).toMatch(/Environment and Gateway URL/);
		expect(message).not.toMatch(/Password|</);
	});

	test.each<[string, Answer]>([
		['cut', 'cut'],
		['out of order', { status: 503, body: 'later' }],
	])('BILL that is %s for a moment refuses nothing', async (how, lost) => {
		server.say(lost, lost, { status: 200, body: { sessionId: 'fresh' } });
		const { sessionId } = (await signIn({ username: `${how}@example.com` })) as Data;
		expect(JSON.parse(sessionId)).toMatchObject({ id: 'fresh' });
		expect(server.received).toHaveLength(3);
	});

	test.each<[string, Answer]>([
		['an empty answer', { status: 200 }],
		['an answer without a session', { status: 200, body: { organizationId: '008' } }],
		['an empty session', { status: 200, body: { sessionId: '' } }],
		['a session that is no text', { status: 200, body: { sessionId: 5 } }],
		['null', { status: 200, body: null }],
		['a list', { status: 200, body: [] }],
	])('%s is not a valid sign-in', async (_, answer) => {
		expect(await refusal(answer)).toMatch(/returned no session.*Environment and Gateway URL/);
	});
});

test.each(Object.entries(SECRETS))('a %s that BILL repeats is struck out', async (_, secret) => {
	const message = await refusal(says(400, 'BDC_4711', `You sent ${secret}.`));
	expect(message).toContain('***');
});

test('a Developer Key that was pasted with a line break is struck out too', async () => {
	const message = await refusal(says(400, 'BDC_4711', `Bad key ${SECRETS.devKey}.`), {
		devKey: `${SECRETS.devKey}\n`,
	});
	expect(message).toContain('***');
});

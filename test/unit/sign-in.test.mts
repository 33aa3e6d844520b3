import { BillApi } from '../../credentials/BillApi.credentials.ts';
import { keepSession } from '../../nodes/core/wire/kept-session.ts';
import { httpRequest, tinyServer, type Answer, type TinyServer } from '../support/http.mts';

type Data = Record<string, string>;

let server: TinyServer;
let runs = 0;
beforeAll(async () => {
	server = await tinyServer();
});
afterAll(async () => await server.close());

/** A separate credential for each test, so that no session of another test is known. */
const filled = (more: Data = {}): Data => ({
	environment: 'custom',
	gatewayUrl: server.url,
	username: `user-${++runs}@example.com`,
	password: 'correct horse battery',
	organizationId: '00801ABCDEFGHIJKLMNO',
	devKey: '01DEVKEYDEVKEYDEVKEY',
	rememberMeId: '',
	device: '',
	sessionId: '',
	...more,
});

/** How n8n gets a session: it calls this with the stored credential, and stores the result. */
const signIn = async ({ sessionId: id, ...data }: Data) =>
	bare(
		await new BillApi().preAuthentication.call({ helpers: { httpRequest } } as never, {
			...data,
			sessionId: id && keepSession(data, { id }),
		}),
	);

/** What n8n stores, reduced to the session ID. */
const bare = (stored: object) => {
	expect(Object.keys(stored)).toEqual(['sessionId']);
	const { sessionId } = stored as { sessionId: string };
	return { sessionId: (JSON.parse(sessionId) as { id: string }).id };
};

/** The error of a sign-in that must fail. */
async function refusal(data: Data): Promise<Error> {
	const outcome = await signIn(data).catch((error: unknown) => error);
	expect(outcome).toBeInstanceOf(Error);
	return outcome as Error;
}

/** Every login creates a new session. */
const sessions = () => {
	let count = 0;
	server.say(() => ({ status: 200, body: { sessionId: `session-${++count}`, trusted: false } }));
};

/** Like `sessions`, but the responses are held back until `release` is called. */
const heldSessions = () => {
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	let count = 0;
	server.say(async () => {
		await released;
		return { status: 200, body: { sessionId: `session-${++count}` } };
	});
	return { release };
};

const refused = (status: number, code: string, message = 'Refused.'): Answer => ({
	status,
	body: [{ code: `BDC_${code}`, severity: 'ERROR', category: 'APPLICATION', message }],
});

describe('what is sent', () => {
	test('the four fields to the gateway, as JSON, and nothing else', async () => {
		sessions();
		const data = filled();
		expect(await signIn(data)).toEqual({ sessionId: 'session-1' });
		expect(server.received).toHaveLength(1);
		const [{ method, path, headers, body }] = server.received;
		expect([method, path]).toEqual(['POST', '/connect/v3/login']);
		expect(headers['content-type']).toContain('application/json');
		expect(headers).not.toHaveProperty('devkey');
		expect(body).toEqual({
			username: data.username,
			password: 'correct horse battery',
			organizationId: '00801ABCDEFGHIJKLMNO',
			devKey: '01DEVKEYDEVKEYDEVKEY',
		});
	});

	test('the remembered device too, when it is filled in', async () => {
		sessions();
		await signIn(filled({ rememberMeId: ' remember-1 ', device: 'n8n' }));
		expect(server.received[0].body).toMatchObject({ rememberMeId: 'remember-1', device: 'n8n' });
	});

	test('a device alone is not sent, because BILL wants both or neither', async () => {
		sessions();
		await signIn(filled({ device: 'n8n' }));
		expect(server.received[0].body).not.toHaveProperty('device');
	});

	test('spaces around a pasted field are taken away, but a password stays as it was typed', async () => {
		sessions();
		const data = filled({ password: ' pass word ', devKey: ' 01KEY\n', organizationId: '008A ' });
		await signIn({ ...data, username: ` ${data.username}`, gatewayUrl: ` ${server.url}/ ` });
		expect(server.received[0].body).toEqual({
			username: data.username,
			password: ' pass word ',
			organizationId: '008A',
			devKey: '01KEY',
		});
	});

	test.each([
		['username', 'User Name'],
		['password', 'Password'],
		['organizationId', 'Organization ID'],
		['devKey', 'Developer Key'],
		['gatewayUrl', 'Gateway URL'],
	])('an empty %s is named before anything is sent', async (name, label) => {
		sessions();
		for (const empty of ['', undefined as never]) {
			const { message } = await refusal(filled({ [name]: empty }));
			expect(message).toMatch(new RegExp(`^${label} is empty`));
		}
		expect(server.received).toHaveLength(0);
	});

	test('a field of spaces alone counts as empty', async () => {
		sessions();
		expect((await refusal(filled({ devKey: '   ' }))).message).toMatch(/^Developer Key is empty/);
		expect(server.received).toHaveLength(0);
	});

	test.each([
		['username', 'User Name', '\u200b', 'U+200B'],
		['organizationId', 'Organization ID', '\u00ad', 'U+00AD'],
		['devKey', 'Developer Key', '\u00a0', 'U+00A0'],
		['devKey', 'Developer Key', '\n', 'U+000A'],
	])('an invisible character in %s is named before anything is sent', async (...given) => {
		const [name, label, sign, code] = given;
		sessions();
		const { message } = await refusal(filled({ [name]: `008A${sign}B` }));
		expect(message).toMatch(`${label} contains an invisible character, ${code}.`);
		expect(server.received).toHaveLength(0);
	});

	test('a Remember Me ID without a Device is named before anything is sent', async () => {
		sessions();
		expect((await refusal(filled({ rememberMeId: 'x' }))).message).toMatch(/^Device is empty/);
		expect(server.received).toHaveLength(0);
	});
});

describe('logins are shared where that is safe', () => {
	test('five calls at the same moment make one login', async () => {
		const { release } = heldSessions();
		const data = filled();
		const calls = Array.from({ length: 5 }, async () => await signIn({ ...data }));
		release();
		const results = await Promise.all(calls);
		expect(server.received).toHaveLength(1);
		expect(new Set(results.map(({ sessionId }) => sessionId))).toEqual(new Set(['session-1']));
	});

	test('without a session a login is made each time: nothing older is handed out', async () => {
		sessions();
		const data = filled();
		expect(await signIn(data)).toEqual({ sessionId: 'session-1' });
		expect(await signIn(data)).toEqual({ sessionId: 'session-2' });
		expect(server.received).toHaveLength(2);
	});

	test('a call that failed with an older session takes the newer one', async () => {
		sessions();
		const data = filled();
		await signIn(data);
		expect(await signIn({ ...data, sessionId: 'session-1' })).toEqual({ sessionId: 'session-2' });
		for (let late = 0; late < 5; late++) {
			expect(await signIn({ ...data, sessionId: 'session-1' })).toEqual({ sessionId: 'session-2' });
		}
		expect(server.received).toHaveLength(2);
	});

	test('a session that has failed is never handed out again', async () => {
		sessions();
		const data = filled();
		await signIn(data);
		await signIn({ ...data, sessionId: 'session-1' });
		expect(await signIn({ ...data, sessionId: 'session-2' })).toEqual({ sessionId: 'session-3' });
		expect(await signIn({ ...data, sessionId: 'session-1' })).toEqual({ sessionId: 'session-3' });
		expect(server.received).toHaveLength(3);
	});

	test('a session that another process made, and that has failed, makes one login', async () => {
		const { release } = heldSessions();
		const data = filled({ sessionId: 'of-another-process' });
		const calls = Array.from({ length: 5 }, async () => await signIn({ ...data }));
		release();
		await Promise.all(calls);
		await signIn({ ...data });
		expect(server.received).toHaveLength(1);
	});

	test.each([
		['password', 'another password'],
		['username', 'someone-else@example.com'],
		['organizationId', '00802ABCDEFGHIJKLMNO'],
		['devKey', '01OTHERKEYOTHERKEY'],
		['environment', 'sandbox'],
		['gatewayUrl', 'http://localhost:1'],
		['rememberMeId', 'remember-2'],
	])('a changed %s is another identity, which shares nothing', async (name, value) => {
		const { release } = heldSessions();
		const data = filled({ device: 'n8n' });
		const changed = { ...data, [name]: value };
		const sent: unknown[] = [];
		const outcome = new BillApi().preAuthentication.call(
			{
				helpers: {
					httpRequest: async (options: { url: string; body: unknown }) => {
						sent.push([options.url, options.body]);
						return { statusCode: 200, headers: {}, body: { sessionId: 'of the changed one' } };
					},
				},
			} as never,
			{ ...changed, sessionId: 'session-1' },
		);
		const first = signIn(data);
		release();
		expect(await first).toEqual({ sessionId: 'session-1' });
		expect(bare(await outcome)).toEqual({ sessionId: 'of the changed one' });
		expect(sent).toHaveLength(1);
	});

	test('a failed login is not remembered: the next one tries again', async () => {
		const data = filled();
		server.say(refused(401, '1101'), () => ({ status: 200, body: { sessionId: 'late' } }));
		await refusal(data);
		expect(await signIn(data)).toEqual({ sessionId: 'late' });
		expect(server.received).toHaveLength(2);
	});

	test('calls that wait for a login that fails all fail, and no second one is sent', async () => {
		let release = () => {};
		const released = new Promise<void>((resolve) => (release = resolve));
		server.say(async () => {
			await released;
			return refused(401, '1101');
		});
		const data = filled();
		const calls = Array.from({ length: 5 }, async () => await refusal({ ...data }));
		release();
		for (const { message } of await Promise.all(calls)) expect(message).toContain('BDC_1101');
		expect(server.received).toHaveLength(1);
	});

	test('only what n8n is to store comes back', async () => {
		server.say({ status: 200, body: { sessionId: 's', organizationId: '008', userId: '006' } });
		expect(await signIn(filled())).toEqual({ sessionId: 's' });
	});
});

test('a login that is turned away because BILL is busy is tried again', async () => {
	server.say(refused(422, '1322'), { status: 200, body: { sessionId: 'in the end' } });
	expect(await signIn(filled())).toEqual({ sessionId: 'in the end' });
	expect(server.received).toHaveLength(2);
});

import { runNode } from '../support/stub-node.mts';

/* The operation that calls any path: which paths it accepts, and what happens to the response. */

const GATEWAY = 'https://gateway.stage.bill.com';

const send = async (path: unknown, more: object = {}, answer?: unknown) =>
	await runNode(
		{ resource: 'apiRequest', operation: 'send', method: 'GET', path, ...more },
		answer === undefined ? {} : { answer: () => answer },
	);

test.each([
	['/v3/vendors', '/connect/v3/vendors'],
	[' /v3/vendors ', '/connect/v3/vendors'],
	['/connect/v3/vendors', '/connect/v3/vendors'],
	['/connect-events/v3/subscriptions', '/connect-events/v3/subscriptions'],
	[`${GATEWAY}/connect/v3/vendors`, '/connect/v3/vendors'],
	['/v3/login/session', '/connect/v3/login/session'],
	['/v3/login/organizations', '/connect/v3/login/organizations'],
	['/v3/vendors/00901 A', '/connect/v3/vendors/00901%20A'],
])('%j is sent to %s', async (path, expected) => {
	const { sent, error } = await send(path);
	expect(error).toBeUndefined();
	expect(sent.map(({ url }) => url)).toEqual([GATEWAY + expected]);
});

test('what stands behind the question mark goes along, and Query wins over it', async () => {
	const { sent } = await send('/v3/vendors?max=5&filters=name:sw:%22Nor%22', {
		query: '{"max": 100, "sort": "name:asc", "empty": null}',
	});
	expect(sent[0].url).toBe(`${GATEWAY}/connect/v3/vendors`);
	expect(sent[0].qs).toEqual({ max: '100', filters: 'name:sw:"Nor"', sort: 'name:asc' });
});

test.each([
	['another host', 'https://evil.com/v3/vendors'],
	['another host that begins like BILL', `${GATEWAY}.evil.com/connect/v3/vendors`],
	['BILL as a user name', `${GATEWAY}@evil.com/connect/v3/vendors`],
	['an address without a scheme', '//evil.com/v3/vendors'],
	['a path upwards', '/v3/../../x'],
	['a path upwards, encoded', '/v3/%2e%2e/%2e%2e/x'],
	['a path upwards with an encoded slash', '/v3/..%2f..%2fx'],
	['a path upwards with a backslash', '/v3/..\\..\\x'],
	['no version', '/vendors'],
	['no slash', 'v3/vendors'],
	['a version of another API', '/api/v2/Login.json'],
	['nothing but the root', '/'],
	['text', 'vendors'],
])('%s is refused before anything is sent', async (_, path) => {
	const { sent, error } = await send(path);
	expect(error?.message).toMatch(/^Path must .*\[item 0\]$/);
	expect(sent).toEqual([]);
});

// Sessions belong to the credential: none may get into an item.
test.each([
	['/v3/login'],
	['/v3/login/'],
	['/v3/login?x=1'],
	['/v3/login#x'],
	['/v3//login'],
	['/v3/LOGIN'],
	['/v3/%6cogin'],
	['/v3/%6Cogin'],
	['/v3/vendors/../login'],
	['/v3/./login'],
	['/connect/v3/login'],
	['/connect-events/../connect/v3/login'],
	['/v3/partner/login'],
	['/v3/partner/login-as-user'],
	['/v3/login;x=1'],
	['/v3/login%3bx=1'],
	['/v3/login%20'],
	['/v3/login%00'],
	['/v3/%256cogin'],
	['/v3/login%2f'],
	[`${GATEWAY}/connect/v3/login`],
])('no login is sent as %s', async (path) => {
	for (const method of ['POST', 'GET', 'PUT']) {
		const { sent, error } = await send(path, { method });
		expect(error?.message).toMatch(/^Path /);
		expect(sent).toEqual([]);
	}
});

describe('the body', () => {
	const body = async (requestBody: unknown, method = 'POST') => {
		const { sent, error } = await send('/v3/x', { method, requestBody });
		return error ? error.message : (sent[0].body ?? 'none');
	};

	test('is sent as it stands, also as a list', async () => {
		expect(await body('{"name": "Northwind"}')).toEqual({ name: 'Northwind' });
		expect(await body('[{"id": 1}]')).toEqual([{ id: 1 }]);
	});

	test('that is left empty is not sent, and {} is sent as {}', async () => {
		expect(await body('')).toBe('none');
		expect(await body('{}')).toBe('{}');
	});

	test('that is not JSON is refused with the name of the field', async () => {
		expect(await body('{name: 1}')).toMatch(/^Body \(JSON\) is not valid JSON/);
	});

	test('that was typed for another method does not go along with a read', async () => {
		const { sent } = await send('/v3/x', { method: 'GET', requestBody: '{"a": 1}' });
		expect(sent[0].body).toBeUndefined();
	});
});

describe('the answer', () => {
	test('is one item, and of a bare list one item for each entry', async () => {
		const one = await send('/v3/x', {}, { results: [{ id: 1 }, { id: 2 }] });
		expect(one.items).toMatchObject([{ json: { results: [{ id: 1 }, { id: 2 }] } }]);
		const list = await send('/v3/x', {}, [{ id: 1 }, 'text']);
		expect(list.items?.map(({ json }) => json)).toEqual([{ id: 1 }, { value: 'text' }]);
	});

	test('is split when that is wanted', async () => {
		const more = { options: { splitResults: true } };
		const { items } = await send('/v3/x', more, { results: [{ id: 1 }, { id: 2 }] });
		expect(items?.map(({ json }) => json)).toEqual([{ id: 1 }, { id: 2 }]);
	});

	test('without a body says that it worked', async () => {
		const { items } = await send('/v3/x', { method: 'DELETE' }, '');
		expect(items).toMatchObject([{ json: { success: true } }]);
	});

	test('never shows a secret of the credential, should BILL repeat one', async () => {
		const { items } = await send(
			'/v3/x',
			{},
			{
				session: 'session-0123456789',
				deep: [{ key: 'is 01DEVKEYDEVKEYDEVKEY' }],
				pass: 'correct horse battery',
			},
		);
		const text = JSON.stringify(items);
		for (const secret of ['session-0123', '01DEVKEY', 'correct horse']) {
			expect(text).not.toContain(secret);
		}
	});
});

test('all pages are for reading only', async () => {
	const { sent, error } = await send('/v3/x', { method: 'POST', options: { allPages: true } });
	expect(error?.message).toMatch(/^All Pages /);
	expect(sent).toEqual([]);
});

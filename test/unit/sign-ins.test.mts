import { randomUUID } from 'node:crypto';
import {
	identityOf,
	isOver,
	keepSession,
	keptSession,
} from '../../nodes/core/wire/kept-session.ts';
import { forgetRefusal, refusalOf, rememberRefusal } from '../../nodes/core/wire/refusals.ts';
import { accessTokenUrlOf } from '../../nodes/core/wire/gateway.ts';
import { joinSignIn } from '../../nodes/core/wire/sign-ins.ts';

/* What is stored about a sign-in, and who may use it. */

const typed = { environment: 'sandbox', clientId: 'a', clientSecret: 'b' };
const refused = { kind: 'signIn' as const, summary: 'Check Password.', isRefusal: true };

describe('a session is kept with what it was got with', () => {
	const kept = keepSession(typed, { id: 's', trusted: false, until: 5 });

	test('and is given back for that', () => {
		expect(keptSession({ ...typed, other: 'x' }, kept)).toEqual({
			id: 's',
			trusted: false,
			until: 5,
		});
	});

	test.each([
		'environment',
		'gatewayUrl',
		'accessTokenUrl',
		'username',
		'password',
		'organizationId',
		'devKey',
		'rememberMeId',
		'device',
		'apiToken',
		'clientId',
		'clientSecret',
	])('not when %s is another one', (name) => {
		expect(keptSession({ ...typed, [name]: 'other' }, kept)).toBeUndefined();
		expect(identityOf({ ...typed, [name]: 'other' })).not.toBe(identityOf(typed));
	});

	test.each(['', 's', undefined, 'null', '5', '{}', '{"id":"s"}', kept.replace('"s"', '"t"')])(
		'not when it is %j',
		(stored) => {
			expect(keptSession(typed, stored)).toBeUndefined();
		},
	);

	test('what is typed is not in it', () => {
		expect(keepSession({ password: 'battery' }, { id: 's' })).not.toContain('battery');
	});
});

test('a token is over a little before its end, and a session without an end never', () => {
	expect(isOver({ id: 's', until: 60_000 }, 0)).toBe(false);
	expect(isOver({ id: 's', until: 60_000 }, 55_000)).toBe(true);
	expect(isOver({ id: 's' }, Number.MAX_SAFE_INTEGER)).toBe(false);
});

describe('executions of one process share a sign-in', () => {
	const key = () => randomUUID();

	test('the first signs in, the others wait for it and get its session', async () => {
		const at = key();
		const { finish } = await joinSignIn(at, undefined);
		const others = [joinSignIn(at, undefined), joinSignIn(at, 'old')];
		finish?.({ id: 'new' });
		expect(await Promise.all(others)).toEqual([
			{ session: { id: 'new' } },
			{ session: { id: 'new' } },
		]);
		expect(await joinSignIn(at, undefined)).toEqual({ session: { id: 'new' } });
	});

	test('those who wait for one that is refused are refused with it', async () => {
		const at = key();
		const { finish } = await joinSignIn(at, undefined);
		const other = joinSignIn(at, undefined);
		finish?.(undefined, new Error('Check Password'));
		await expect(other).rejects.toThrow('Check Password');
		expect((await joinSignIn(at, undefined)).finish).toBeDefined();
	});

	test('when the first gives up, one of the others is next', async () => {
		const at = key();
		const { finish } = await joinSignIn(at, undefined);
		const others = [joinSignIn(at, undefined), joinSignIn(at, undefined)];
		finish?.(undefined);
		const next = await others[0];
		next.finish?.({ id: 'new' });
		expect(await others[1]).toEqual({ session: { id: 'new' } });
	});

	test('a session that has ended is not used again', async () => {
		const at = key();
		(await joinSignIn(at, undefined)).finish?.({ id: 'first' });
		expect((await joinSignIn(at, 'first')).finish).toBeDefined();
	});
});

describe('a refusal is remembered for ten minutes', () => {
	const MINUTE = 60_000;

	test('and says when it was and when it is tried again', () => {
		const identity = randomUUID();
		rememberRefusal(identity, refused, Date.UTC(2026, 10, 28, 14, 3));
		const later = (minutes: number) =>
			refusalOf(identity, Date.UTC(2026, 10, 28, 14, 3) + minutes * MINUTE);
		expect(later(9)).toMatchObject({ kind: 'signIn', isRefusal: true });
		expect(later(9)?.summary).toMatch(/^Check Password\. .*14:03 UTC.*before 14:13 UTC/);
		expect(later(10)).toBeUndefined();
	});

	test('and forgotten when BILL takes the credential again', () => {
		const identity = randomUUID();
		rememberRefusal(identity, refused);
		forgetRefusal(identity);
		expect(refusalOf(identity)).toBeUndefined();
	});
});

describe('the address of the access token', () => {
	const loopback = { environment: 'custom', gatewayUrl: 'http://127.0.0.1:4010/' };
	test.each([
		[{}, 'https://auth.stage.bill.com/authx/token'],
		[{ accessTokenUrl: 'https://evil.com/x' }, 'https://auth.stage.bill.com/authx/token'],
		[{ environment: 'production' }, 'https://auth.prod.bill.com/authx/token'],
		[{ environment: 'production', accessTokenUrl: ' https://a.b/t/ ' }, 'https://a.b/t'],
		[loopback, 'http://127.0.0.1:4010/authx/token'],
		[{ ...loopback, accessTokenUrl: 'https://a.b/t' }, 'https://a.b/t'],
	])('%j: %s', (data, address) => {
		expect(accessTokenUrlOf(data as never)).toBe(address);
	});

	test.each(['http://a.b/t', 'nonsense', 'https://u:p@a.b/t', 'https://a.b/t?x=1'])(
		'%s is refused by name',
		(accessTokenUrl) => {
			const data = { environment: 'production', accessTokenUrl };
			expect(() => accessTokenUrlOf(data)).toThrow(/^Access Token URL /);
		},
	);
});

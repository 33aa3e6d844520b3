import { redact, redactValue, secretsOf } from '../../nodes/core/wire/secrets.ts';

/* What is masked in outputs and error texts, and what is left unchanged. */

const passwords = [
	'Quote"d-and-long',
	'back\\slash\\pass',
	'\\\\two\\\\\\"three\\x',
	'tab\tand\nline-pass',
	'sp ace & <per%cent>+/=?',
	'Übergröße-Straße-€',
	"it's $1 and $& (.*)[a]{2}^|",
	'lock 🔒 and key',
];

const spellings: Array<[string, (secret: string) => string]> = [
	['as it is', (secret) => secret],
	['in JSON', (secret) => JSON.stringify({ echo: secret })],
	['in JSON inside JSON', (secret) => JSON.stringify(JSON.stringify({ echo: secret }))],
	['in JSON three deep', (secret) => JSON.stringify(JSON.stringify(JSON.stringify([secret])))],
	[
		'in JSON of ASCII alone',
		(secret) =>
			JSON.stringify(secret).replace(
				/[^ -~]/g,
				(c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`,
			),
	],
	['in JSON with escaped slashes', (secret) => JSON.stringify(secret).replace(/\//g, '\\/')],
	['in an address', (secret) => `https://x.example/?p=${encodeURIComponent(secret)}`],
	[
		'in an address, lower case',
		(secret) => encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
	],
	['in an address inside another', (secret) => encodeURIComponent(encodeURIComponent(secret))],
	['in a form', (secret) => new URLSearchParams({ p: secret }).toString()],
	[
		'in HTML',
		(secret) =>
			secret
				.replace(/&/g, '&amp;')
				.replace(/</g, '&lt;')
				.replace(/>/g, '&gt;')
				.replace(/"/g, '&quot;')
				.replace(/'/g, '&#39;'),
	],
	['in base64', (secret) => `x ${Buffer.from(secret).toString('base64')} y`],
	...['a', 'ab', 'abc', 'somebody@northwind.example'].map(
		(user): [string, (secret: string) => string] => [
			`in Basic authorization of ${user}`,
			(secret) => `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
		],
	),
	[
		'in base64 between others',
		(secret) => Buffer.from(`{"a":"${secret}","b":1}`).toString('base64'),
	],
	[
		'in base64 for addresses',
		(secret) => Buffer.from(`user:${secret}:organization`).toString('base64url'),
	],
];

/** What someone could still read: the text, decoded repeatedly. */
function readings(text: string): string[] {
	const undo = [
		(from: string) => String(JSON.parse(from)),
		(from: string) => JSON.parse(`"${from}"`) as string,
		(from: string) => decodeURIComponent(from),
		(from: string) => decodeURIComponent(from.replace(/\+/g, ' ')),
		...[0, 1, 2, 3].map(
			(skip) => (from: string) =>
				(from.match(/[\w+/-]{6,}/g) ?? [])
					.map((piece) => Buffer.from(piece.slice(skip), 'base64').toString())
					.join(' '),
		),
	];
	return undo.flatMap((step) => {
		try {
			return [step(text)];
		} catch {
			return [];
		}
	});
}

describe.each(passwords)('the password %j', (password) => {
	const secrets = secretsOf({ username: 'me', password });

	test.each(spellings)('is struck out of a text %s', (_name, spell) => {
		const text = spell(password);
		const clean = redact(text, secrets);
		expect(clean).toContain('***');
		for (const reading of [clean, ...readings(clean), ...readings(clean).flatMap(readings)]) {
			expect(reading).not.toContain(password);
			expect(reading).not.toContain(password.slice(1, -1));
		}
		expect(redactValue({ deep: [{ text }] }, secrets)).toEqual({ deep: [{ text: clean }] });
	});

	test('is struck out as a value and as the name of a member; all else stays', () => {
		const value = { [password]: 1, list: [password, 2, null, true], name: 'Northwind "Ltd" \\ 5' };
		expect(redactValue(value, secrets)).toEqual({
			'***': 1,
			list: ['***', 2, null, true],
			name: 'Northwind "Ltd" \\ 5',
		});
	});
});

describe.each(['true', '1234', 'a', 'null', '"', '{', '0', 'id', '***', '$&'])(
	'the short password %j',
	(password) => {
		const secrets = secretsOf({ username: 'me', password });
		const ordinary = {
			id: '00n1234',
			a: 'a',
			amount: 1234,
			zero: 0,
			archived: true,
			none: null,
			text: 'true',
			quoted: '{"id":1234,"a":true}',
			name: 'Banana 1234 "a" $& ***',
			lines: [1234, true, 'a', 'null', '0', { id: 'id' }],
			passwordChanged: 'no',
		};

		test('leaves ordinary data as it is', () => {
			expect(redactValue(ordinary, secrets)).toEqual(ordinary);
		});

		test('is struck out under a name that says what it is', () => {
			expect(redactValue({ password, nested: { userPassword: [password] } }, secrets)).toEqual({
				password: '***',
				nested: { userPassword: ['***'] },
			});
			expect(
				redactValue({ header: Buffer.from(`me:${password}`).toString('base64') }, secrets),
			).toEqual(password.length > 2 ? { header: '***' } : { header: expect.any(String) });
		});

		test.each([
			JSON.stringify({ password: 'PW' }),
			JSON.stringify(JSON.stringify({ password: 'PW' })),
			'Password is "PW"',
			'password=PW&organizationId=1',
			'password: PW',
		])('is struck out of the text %s', (form) => {
			const inside = form.startsWith('"')
				? JSON.stringify(JSON.stringify(password).slice(1, -1)).slice(1, -1)
				: form.startsWith('{')
					? JSON.stringify(password).slice(1, -1)
					: password;
			const text = form.split('PW').join(inside);
			// A single quotation mark cannot be distinguished from those around the value.
			const expected = password === '"' ? text : form.split('PW').join('***');
			expect(redact(text, secrets)).toBe(expected);
			expect(redactValue({ text }, secrets)).toEqual({ text: expected });
		});
	},
);

test('a short number is struck out under its name also as a number', () => {
	expect(redactValue({ password: 1234, amount: 1234 }, secretsOf({ password: '1234' }))).toEqual({
		password: '***',
		amount: 1234,
	});
});

test('a word of four letters is struck out of an error text, but not out of another word', () => {
	expect(redact('1234 is not known, 12345 is', secretsOf({ password: '1234' }))).toBe(
		'*** is not known, 12345 is',
	);
	expect(redact('a vendor has a name', secretsOf({ password: 'a' }))).toBe('a vendor has a name');
});

test('sessions that were used before are struck out too', () => {
	const secrets = secretsOf({ sessionId: 'session-now-123' }, [
		'session-older-1',
		'session-older-2',
	]);
	expect(redact('session-older-1 session-now-123 session-older-2', secrets)).toBe('*** *** ***');
});

test('two names that are struck out keep both their values, and __proto__ stays a name', () => {
	const secrets = secretsOf({ password: 'password-one', devKey: 'dev-key-number-two' });
	const value = JSON.parse(
		'{"password-one":1,"dev-key-number-two":2,"__proto__":{"x":3}}',
	) as object;
	expect(JSON.stringify(redactValue(value, secrets))).toBe(
		'{"***":1,"****":2,"__proto__":{"x":3}}',
	);
});

test('large texts do not take long', () => {
	const begun = performance.now();
	const secrets = secretsOf({ password: '\\\\\\\\back\\\\\\\\' });
	for (const text of ['A'.repeat(1_000_000), '\\'.repeat(20_000), 'password='.repeat(20_000)]) {
		redactValue({ text }, secrets);
	}
	// This takes a tenth of a second; with a backtracking pattern it would take many seconds.
	expect(performance.now() - begun).toBeLessThan(5_000);
});

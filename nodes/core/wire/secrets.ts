import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const SECRET_FIELDS = [
	'password',
	'devKey',
	'appKey',
	'sessionId',
	'rememberMeId',
	'apiToken',
	'clientSecret',
	'accessToken',
];

/**
 * From this length on a secret is struck out wherever it stands. A shorter one, such as `1234`, is also part of
 * ordinary data, and is struck out only where its place says that it is one.
 */
const UNMISTAKABLE = 8;
/** From this length on a word of an error text can be a secret. `a` cannot: the text would tell nothing any more. */
const A_WORD = 4;

const STRUCK = '***';

/** Names of members, headers and parameters that hold a secret: `password`, `x-api-key`, `userPassword`. */
const NAMES =
	'pass(?:word|wd|phrase|code)?|pwd|dev[-_ ]?key|developer[-_ ]?key|session[-_ ]?id|remember[-_ ]?me[-_ ]?id|(?:api|app)[-_ ]?(?:token|key)|token|secret|credentials?|authorization';
const SECRET_NAME = new RegExp(`(?:${NAMES})$`, 'i');

/**
 * The values of a credential that must never be shown.
 *
 * @param older sessions that were used before; BILL can still name one
 */
export function secretsOf(
	credentials: ICredentialDataDecryptedObject,
	older: Iterable<string> = [],
): string[] {
	const secrets = [...SECRET_FIELDS.map((name) => credentials[name]), ...older]
		.filter((value) => value !== undefined && value !== null)
		.map(String)
		.flatMap((value) => [value, value.trim()]);
	const { username, password } = credentials;
	// A short password is still recognised as it stands in a Basic authorization.
	if (username && password) {
		secrets.push(Buffer.from(`${String(username)}:${String(password)}`).toString('base64'));
	}
	return [...new Set(secrets)].filter(Boolean).sort((a, b) => b.length - a.length);
}

/** A text, such as that of an error, with each secret in it struck out. */
export function redact(text: string, secrets: string[]): string {
	return redactorOf(secrets, { words: true })(text);
}

/**
 * A value of an output with each secret in it struck out, in texts and in names of members, however deep. Its
 * structure stays, and so does what only looks like a short secret.
 */
export function redactValue(value: unknown, secrets: string[]): unknown {
	const strike = redactorOf(secrets, { words: false });
	const whole = new Set(secrets);
	const isStruckWhole = (text: string, name: string) =>
		whole.has(text) && (text.length >= UNMISTAKABLE || SECRET_NAME.test(name));
	const walk = (part: unknown, name: string): unknown => {
		if (Array.isArray(part)) return part.map((entry) => walk(entry, name));
		if (typeof part === 'object' && part !== null) {
			const clean: Record<string, unknown> = {};
			for (const [member, inside] of Object.entries(part)) {
				let shown = strike(member);
				while (shown !== member && shown in clean) shown += '*';
				// Not by assignment: BILL could name a member __proto__.
				Object.defineProperty(clean, shown, {
					value: walk(inside, member),
					enumerable: true,
					writable: true,
					configurable: true,
				});
			}
			return clean;
		}
		if (part === undefined || part === null) return part;
		if (isStruckWhole(String(part), name)) return STRUCK;
		return typeof part === 'string' ? strike(part) : part;
	};
	return walk(value, '');
}

function redactorOf(secrets: string[], { words }: { words: boolean }): (text: string) => string {
	const long = secrets.filter(({ length }) => length >= UNMISTAKABLE).map(inBase64);
	const patterns = secrets.filter(Boolean).flatMap((secret): Array<[RegExp, string]> => {
		const spelled = spellingsOf(secret);
		if (secret.length >= UNMISTAKABLE) return [[new RegExp(spelled, 'g'), STRUCK]];
		// Nobody can tell it from the signs around a value.
		if (/^[\s"'\\:=]*$/.test(secret)) return [];
		const end = '(?![\\p{L}\\p{N}_])';
		// `"password":"a"`, also escaped, `password=a`, `Password is a`
		const named = new RegExp(
			`((?:${NAMES})(?:[\\s"'\\\\:=]|%(?:25)*(?:22|3a|3d)|&quot;|\\bis\\b|\\bBasic\\b|\\bBearer\\b){1,16})${spelled}${end}`,
			'giu',
		);
		const patternsOfShort: Array<[RegExp, string]> = [[named, `$1${STRUCK}`]];
		if (words && secret.length >= A_WORD) {
			patternsOfShort.push([new RegExp(`(?<![\\p{L}\\p{N}_])${spelled}${end}`, 'gu'), STRUCK]);
		}
		return patternsOfShort;
	});
	return (text) => {
		const readable = patterns.reduce(
			(clean, [pattern, struck]) => clean.replace(pattern, struck),
			text,
		);
		return long.reduce(strikePieces, readable);
	};
}

/** Strikes out each piece of base64 in which a pattern is found, whole. */
function strikePieces(text: string, pattern: RegExp): string {
	let clean = '';
	let done = 0;
	for (const { 0: found, index } of text.matchAll(pattern)) {
		if (index < done) continue;
		let start = index;
		while (start > done && /[\w+/-]/.test(text[start - 1])) start--;
		let end = index + found.length;
		while (end < text.length && /[\w+/=-]/.test(text[end])) end++;
		clean += text.slice(done, start) + STRUCK;
		done = end;
	}
	return clean + text.slice(done);
}

const JSON_LETTERS: Record<string, string> = {
	'\b': 'b',
	'\t': 't',
	'\n': 'n',
	'\f': 'f',
	'\r': 'r',
};
const HTML_NAMES: Record<string, string> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

/** A pattern for a secret as it is, in JSON (also JSON inside JSON), in an address, in HTML, or in a mixture of them. */
function spellingsOf(secret: string): string {
	// Backslashes in a row are one piece: taken singly, there would be countless ways to share out a row of them.
	const pieces = secret.match(/\\+|[^\\]/gu) ?? [];
	return pieces
		.map((piece) =>
			piece.startsWith('\\') ? backslashes(piece.length) : spellingsOfCharacter(piece),
		)
		.map((spellings) => `(?:${spellings.join('|')})`)
		.join('');
}

function backslashes(count: number): string[] {
	const most = 8 * (count + 1);
	return [
		`\\\\{${count},${most}}`,
		`(?:%(?:25)*5[cC]){${count},${most}}`,
		`(?:\\\\{1,8}u005[cC]){${count}}`,
		`(?:&#(?:0*92|[xX]0*5[cC]);){${count}}`,
	];
}

function spellingsOfCharacter(character: string): string[] {
	const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
	const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
	const point = character.codePointAt(0) ?? 0;
	// With few backslashes: a pattern without an end would be slow on a text that is full of them.
	const spellings = [
		units.map((unit) => `\\\\{1,8}u${anyCase(unit)}`).join(''),
		bytes.map((byte) => `%(?:25)*${anyCase(byte)}`).join(''),
		`&#(?:0*${point}|[xX]0*${anyCase(point.toString(16))});`,
		`\\\\{0,8}${literal(character)}`,
	];
	if (character === ' ') spellings.push('\\+');
	if (JSON_LETTERS[character]) spellings.push(`\\\\{1,8}${JSON_LETTERS[character]}`);
	if (HTML_NAMES[character]) spellings.push(`&(?:amp;)*${HTML_NAMES[character]};`);
	return spellings;
}

/**
 * A pattern for base64, of both alphabets, of any text that holds the secret, such as `user:password`. What stands
 * around the secret moves its bits by 0, 2 or 4, so there are three forms of it; the characters at its ends are shared
 * with its neighbours.
 */
function inBase64(secret: string): RegExp {
	const forms = [0, 1, 2].map((shift) => {
		const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
		const whole = bytes.toString('base64').replace(/=+$/, '');
		const from = [0, 2, 3][shift];
		const to = Math.floor((bytes.length * 8) / 6);
		return [...whole.slice(from, to)]
			.map((letter) =>
				letter === '+' ? '(?:[+-]|%2[bB])' : letter === '/' ? '(?:\\\\{0,8}/|_|%2[fF])' : letter,
			)
			.join('');
	});
	return new RegExp(forms.join('|'), 'g');
}

function literal(character: string): string {
	return character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function anyCase(hexadecimal: string): string {
	return hexadecimal.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

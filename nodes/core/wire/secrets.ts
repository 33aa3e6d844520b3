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
 * A secret of at least this length is redacted wherever it occurs. A shorter one, such as `1234`, also occurs in
 * ordinary data, and is redacted only where its position shows that it is a secret.
 */
const UNMISTAKABLE = 8;
/** A word of at least this length in an error text can be a secret. `a` cannot: the text would become unreadable. */
const A_WORD = 4;

const STRUCK = '***';

/** Names of members, headers and parameters that hold a secret: `password`, `x-api-key`, `userPassword`. */
const NAMES =
	'pass(?:word|wd|phrase|code)?|pwd|dev[-_ ]?key|developer[-_ ]?key|session[-_ ]?id|remember[-_ ]?me[-_ ]?id|(?:api|app)[-_ ]?(?:token|key)|token|secret|credentials?|authorization';
const SECRET_NAME = new RegExp(`(?:${NAMES})$`, 'i');

/**
 * The values of a credential that must never be shown.
 *
 * @param older sessions that were used before; BILL may still name one
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
	// Even a short password is recognized in a Basic authorization.
	if (username && password) {
		secrets.push(Buffer.from(`${String(username)}:${String(password)}`).toString('base64'));
	}
	return [...new Set(secrets)].filter(Boolean).sort((a, b) => b.length - a.length);
}

/** A text, such as an error, with each secret in it redacted. */
export function redact(text: string, secrets: string[]): string {
	return redactorOf(secrets, { words: true })(text);
}

/**
 * A value of an output with each secret in it redacted, in texts and in member names, at any depth. The structure
 * stays, and so does data that only looks like a short secret.
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
		// It cannot be told from the punctuation around a value.
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

/** Redacts each piece of base64 that contains the pattern, as a whole. */
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

/** A pattern for a secret as it is, in JSON (also JSON inside JSON), in a URL, in HTML, or in a mixture of them. */
function spellingsOf(secret: string): string {
	// A run of backslashes is one piece: matched one by one, there would be countless ways to divide it.
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
	// The number of backslashes is limited: an unlimited pattern would be slow on a text full of them.
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
 * A pattern for base64, in both alphabets, of any text that contains the secret, such as `user:password`. The text in
 * front of the secret shifts its bits by 0, 2 or 4, so it has three forms. The characters at its ends also encode parts
 * of its neighbors and are left out.
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

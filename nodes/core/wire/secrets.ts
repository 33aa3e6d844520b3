import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const SECRET = [
	'password',
	'devKey',
	'sessionId',
	'rememberMeId',
	'apiToken',
	'clientSecret',
	'accessToken',
];

/** The values of a credential that must never be shown. */
export function secretsOf(credentials: ICredentialDataDecryptedObject): string[] {
	return SECRET.map((name) => credentials[name])
		.filter((value): value is string => typeof value === 'string')
		.flatMap((value) => [value, value.trim()])
		.filter((value) => value.length >= 4)
		.sort((a, b) => b.length - a.length);
}

/** A text with each secret in it struck out. */
export function redact(text: string, secrets: string[]): string {
	return secrets.reduce((clean, secret) => clean.split(secret).join('***'), text);
}

import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** What a sign-in gives: a session of BILL, or an access token. */
export interface Session {
	id: string;
	/** Whether BILL trusts it with payments, where BILL says so. */
	trusted?: boolean;
	/** When it ends, where BILL says so. In milliseconds, by the clock of this computer. */
	until?: number;
}

/** All fields of all credentials that a person fills in. */
const TYPED = [
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
	'appKey',
];

/** Sessions are not begun with when they end as soon as this. */
const SHORTEST_REST_MS = 10_000;

/**
 * Everything typed into the credential, as one short text that gives nothing away. A changed
 * password, organization or environment is another identity and shares no session with the old one.
 */
export function identityOf(credentials: ICredentialDataDecryptedObject): string {
	return digest(typedInto(credentials));
}

/**
 * A session as it is kept with its credential: with a digest of what it was got with. What is typed can be changed
 * while the session stays, in the editor, over n8n's API, by another process.
 */
export function keepSession(credentials: ICredentialDataDecryptedObject, session: Session): string {
	return JSON.stringify({ of: digest([session.id, ...typedInto(credentials)]), ...session });
}

/** The session that is kept with a credential; none when it was got with anything else than what is typed there now. */
export function keptSession(
	credentials: ICredentialDataDecryptedObject,
	kept: unknown,
): Session | undefined {
	const { of, ...session } = read(kept);
	if (!session.id || of !== digest([session.id, ...typedInto(credentials)])) return undefined;
	return session as Session;
}

/** Whether a session is near its end, or beyond it. */
export function isOver({ until }: Session, now = Date.now()): boolean {
	return until !== undefined && until - now < SHORTEST_REST_MS;
}

/** The bare session in what is kept, whoever's it is: it must not be shown. */
export function bareSession(kept: unknown): string {
	return read(kept).id ?? (typeof kept === 'string' ? kept : '');
}

function typedInto(credentials: ICredentialDataDecryptedObject): string[] {
	return TYPED.map((name) => (credentials[name] === undefined ? '' : String(credentials[name])));
}

function read(kept: unknown): Partial<Session> & { of?: unknown } {
	try {
		const members = JSON.parse(String(kept)) as unknown;
		const isObject = typeof members === 'object' && members !== null;
		const session = (isObject ? members : {}) as Partial<Session> & { of?: unknown };
		return typeof session.id === 'string' ? session : {};
	} catch {
		return {};
	}
}

function digest(of: string[]): string {
	return createHash('sha256').update(JSON.stringify(of)).digest('base64');
}

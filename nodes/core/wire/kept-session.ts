import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** What a sign-in returns: a BILL session or an access token. */
export interface Session {
	id: string;
	/** Whether BILL trusts it with payments, if BILL says so. */
	trusted?: boolean;
	/** When it expires, if BILL says so. In milliseconds, by the clock of this computer. */
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

/** A session that expires sooner than this is not used to start with. */
const SHORTEST_REST_MS = 10_000;

/**
 * A digest of everything typed into the credential; it reveals none of it. A changed password, organization or
 * environment is another identity and does not share a session with the old one.
 */
export function identityOf(credentials: ICredentialDataDecryptedObject): string {
	return digest(typedInto(credentials));
}

/**
 * A session as it is stored with its credential: with a digest of the values that it was obtained with. The values can
 * change while the stored session stays: in the editor, through n8n's API, or by another process.
 */
export function keepSession(credentials: ICredentialDataDecryptedObject, session: Session): string {
	return JSON.stringify({ of: digest([session.id, ...typedInto(credentials)]), ...session });
}

/** The session stored with a credential; undefined if it was obtained with other values than the current ones. */
export function keptSession(
	credentials: ICredentialDataDecryptedObject,
	kept: unknown,
): Session | undefined {
	const { of, ...session } = read(kept);
	if (!session.id || of !== digest([session.id, ...typedInto(credentials)])) return undefined;
	return session as Session;
}

/** Whether a session has expired or is about to expire. */
export function isOver({ until }: Session, now = Date.now()): boolean {
	return until !== undefined && until - now < SHORTEST_REST_MS;
}

/** The bare session in the stored value, whoever it belongs to: it must not be shown. */
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

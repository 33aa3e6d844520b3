/** A way to sign in. */
export interface CredentialProfile {
	/** The name of the credential, and what the editor calls it. */
	credential: string;
	credentialLabel: string;
	/** Signs in, and so has a session that can end: BILL's, or an access token. */
	session: boolean;
	/** The path that tells who is signed in, where there is one. */
	signedIn?: string;
	/** The hidden field of the credential that keeps the session. */
	keptIn?: string;
	/** It has fields for what makes BILL trust its sessions. */
	keepsTrust?: boolean;
	/** Why BILL may refuse a session that it has just given. */
	whenRefusedAnew?: string;
	/** Paths that BILL does not take it for, and why; nothing is sent there. */
	notFor?: Array<[path: RegExp, why: string]>;
	/** It is that of a partner. */
	partner?: PartnerProfile;
	/** How to get the right that BILL says (HTTP 403) is missing. */
	whenForbidden?: string;
}

/** A partner's credential: it signs in for itself, and as a user of the organizations that it has made. */
export interface PartnerProfile {
	/** The partner's own paths; all others are those of an organization. */
	own: RegExp;
	/** Those of them that name an organization, in a header. */
	named: RegExp;
	/** The path that signs in as a user. */
	signIn: string;
	/** What is said where no organization is chosen. */
	whyNone: string;
}

/** The organization of a partner that something is done in, and the user it is done as. */
export interface ActingAs {
	organizationId: string;
	/** Empty where the partner acts for itself. */
	userId: string;
}

/** How an API of BILL is spoken to, and with which credential, if the node leaves no choice. */
export interface ApiProfile extends CredentialProfile {
	/** Other credentials that the parameter "Authentication" of a node can choose. */
	otherCredentials?: CredentialProfile[];
	/** In front of a path that begins with /v3. */
	root: string;
	/** https://developer.bill.com/docs/search-op-with-lists */
	pageSize: number;
	/** The query key that takes the token of the next page. */
	pageKey: string;
	/** Requests in flight at once, over all executions of this process. */
	atOnce: number;
	/** Requests in a minute, over all executions of this process; without it BILL counts otherwise. */
	perMinute?: number;
	hints: Hints;
}

/** How to get unstuck, in the words of the node that is used. */
export interface Hints {
	/** By BILL's code: https://developersupport.bill.com/hc/en-us/articles/208762056-Error-codes-list */
	byCode: Record<string, string>;
	/** By BILL's words, where several things have one code. */
	byWords: Array<[RegExp, string]>;
	/** By HTTP status, where BILL's codes say less. */
	byStatus?: Record<number, string>;
	/** What is said when BILL was busy also after several tries. */
	busy: { message: string; description: string };
}

export const DEFAULT_TIMEOUT_MS = 60_000;
export const FILE_TIMEOUT_MS = 300_000;

/** The query key that takes the token of the next page; webhooks have one whichever API they are of. */
export function pageKeyOf(api: ApiProfile, path: string): string {
	return path.startsWith('/connect-events/') ? 'page' : api.pageKey;
}

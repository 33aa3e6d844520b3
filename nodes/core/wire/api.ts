/** A way to sign in. */
export interface CredentialProfile {
	/** The name of the credential, and what the editor calls it. */
	credential: string;
	credentialLabel: string;
	/** True if this credential signs in and gets a session that can end: a BILL session or an access token. */
	session: boolean;
	/** The path that says who is signed in, if there is one. */
	signedIn?: string;
	/** The hidden field of the credential that stores the session. */
	keptIn?: string;
	/** The credential has fields for the values that make BILL trust its sessions. */
	keepsTrust?: boolean;
	/** Why BILL may refuse a session that it has just issued. */
	whenRefusedAnew?: string;
	/** Paths that BILL does not accept this credential for, and why; no request is sent to them. */
	notFor?: Array<[path: RegExp, why: string]>;
	/** Set if this is a partner's credential. */
	partner?: PartnerProfile;
	/** How to get the permission that BILL says (HTTP 403) is missing. */
	whenForbidden?: string;
}

/** A partner's credential: it signs in for itself, and as a user of the organizations that it created. */
export interface PartnerProfile {
	/** The partner's own paths; all others belong to an organization. */
	own: RegExp;
	/** The partner's own paths that take the organization in a header. */
	named: RegExp;
	/** The path that signs in as a user. */
	signIn: string;
	/** The error text when no organization is chosen. */
	whyNone: string;
}

/** The partner's organization that an operation runs in, and the user that it runs as. */
export interface ActingAs {
	organizationId: string;
	/** Empty if the partner acts for itself. */
	userId: string;
}

/** How to call one of BILL's APIs, and with which credential if the node offers no choice. */
export interface ApiProfile extends CredentialProfile {
	/** Other credentials that the node's "Authentication" parameter can choose. */
	otherCredentials?: CredentialProfile[];
	/** Prepended to a path that begins with /v3. */
	root: string;
	/** https://developer.bill.com/docs/search-op-with-lists */
	pageSize: number;
	/** The query key for the token of the next page. */
	pageKey: string;
	/** Maximum number of requests in flight, across all executions of this process. */
	atOnce: number;
	/**
	 * Maximum number of requests per minute, across all executions of this process; missing if BILL does not count by the
	 * minute.
	 */
	perMinute?: number;
	hints: Hints;
}

/** Hints for fixing an error, in the wording of the node in use. */
export interface Hints {
	/** By BILL's code: https://developersupport.bill.com/hc/en-us/articles/208762056-Error-codes-list */
	byCode: Record<string, string>;
	/** By BILL's wording, where one code stands for several things. */
	byWords: Array<[RegExp, string]>;
	/** By HTTP status, where BILL's codes say less. */
	byStatus?: Record<number, string>;
	/** The error text if BILL was still busy after several tries. */
	busy: { message: string; description: string };
}

export const DEFAULT_TIMEOUT_MS = 60_000;
export const FILE_TIMEOUT_MS = 300_000;

/** The query key for the token of the next page. Webhook paths have their own, whichever API they belong to. */
export function pageKeyOf(api: ApiProfile, path: string): string {
	return path.startsWith('/connect-events/') ? 'page' : api.pageKey;
}

import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/**
 * The addresses of BILL's gateways. Sandbox and production share no data and no keys:
 * https://developer.bill.com/docs/environmental-differences
 */
const GATEWAYS: Record<string, string> = {
	sandbox: 'https://gateway.stage.bill.com',
	production: 'https://gateway.prod.bill.com',
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The gateway that a credential uses, without a trailing slash.
 *
 * @param credentials `environment` (`sandbox`, `production` or `custom`) and, for `custom`, `gatewayUrl`
 * @returns for example `https://gateway.stage.bill.com`
 * @throws Error that names the field, when the Gateway URL is not an https address (or http on this computer)
 */
export function gatewayOf(credentials: ICredentialDataDecryptedObject): string {
	const environment = trimmed(credentials.environment) || 'sandbox';
	if (environment !== 'custom') {
		const gateway = GATEWAYS[environment];
		if (!gateway) throw new Error(`Environment "${environment}" is not in the credential's list.`);
		return gateway;
	}
	const typed = trimmed(credentials.gatewayUrl);
	if (!typed)
		throw new Error(
			'Gateway URL is empty. Enter the address of the gateway, or choose another Environment.',
		);
	return safeAddress('Gateway URL', typed, 'https://gateway.example.com');
}

/**
 * Where BILL issues access tokens: https://developer.bill.com/reference/createaccesstoken. The address for production
 * was not found in the documentation; it is derived from the sandbox address.
 */
const TOKEN_ADDRESSES: Record<string, string> = {
	sandbox: 'https://auth.stage.bill.com/authx/token',
	production: 'https://auth.prod.bill.com/authx/token',
};

/**
 * The address that a credential gets its access token from.
 *
 * @param credentials `environment` and, except for the sandbox, `accessTokenUrl` if the usual address is not right
 * @throws Error that names the field
 */
export function accessTokenUrlOf(credentials: ICredentialDataDecryptedObject): string {
	const environment = trimmed(credentials.environment) || 'sandbox';
	const typed = environment === 'sandbox' ? '' : trimmed(credentials.accessTokenUrl);
	if (typed) return safeAddress('Access Token URL', typed, 'https://auth.example.com/authx/token');
	return TOKEN_ADDRESSES[environment] ?? `${gatewayOf(credentials)}/authx/token`;
}

/**
 * An address that secrets may be sent to, without a trailing slash.
 *
 * @throws Error that names the field
 */
function safeAddress(field: string, typed: string, example: string): string {
	let url: URL;
	try {
		url = new URL(typed);
	} catch {
		throw notAnAddress(field, typed, example);
	}
	const safe =
		url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
	if (!safe) {
		throw new Error(
			`${field} must begin with https:// (plain http only for this computer, such as http://127.0.0.1:4010): keys and sessions are sent over it.`,
		);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw new Error(`${field} must be an address only, without user name, "?" or "#".`);
	}
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function notAnAddress(field: string, typed: string, example: string): Error {
	return new Error(`${field} "${typed}" is not an address such as ${example}`);
}

/**
 * Whether session and keys may be sent to this address: the gateway's own origin, and https hosts under bill.com, where
 * BILL stores the files that its download links point to (https://developer.bill.com/docs/documents-attachments).
 */
export function mayCarrySecrets(
	address: string,
	credentials: ICredentialDataDecryptedObject,
): boolean {
	let url: URL;
	try {
		url = new URL(address);
	} catch {
		return false;
	}
	if (url.origin === new URL(gatewayOf(credentials)).origin) return true;
	return (
		url.protocol === 'https:' && (url.hostname === 'bill.com' || url.hostname.endsWith('.bill.com'))
	);
}

/** A credential's field as trimmed text; empty if it is not filled in. */
export function trimmed(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}

/** The fields at the top of every credential. */
export const gatewayProperties: INodeProperties[] = [
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{ name: 'Sandbox', value: 'sandbox' },
			{ name: 'Production', value: 'production' },
			{ name: 'Custom', value: 'custom' },
		],
		default: 'sandbox',
		description:
			'Sandbox and production have separate users, organizations and keys. Custom is another gateway, such as a local stand-in for BILL.',
	},
	{
		displayName: 'Gateway URL',
		name: 'gatewayUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. http://127.0.0.1:4010',
		displayOptions: { show: { environment: ['custom'] } },
		description:
			'Used instead of https://gateway.stage.bill.com. Must be https, except on this computer (localhost).',
	},
];

/** Whether a file may be sent to or fetched from an address: over https, or at a gateway on this computer. */
export function isSafe(address: string, credentials: ICredentialDataDecryptedObject): boolean {
	if (address.startsWith('https://')) return true;
	return address.startsWith(`${gatewayOf(credentials)}/`);
}

/** The gateway in the credential's test, where n8n accepts only an expression. */
export const GATEWAY_EXPRESSION =
	'={{ $credentials.environment === "custom" ? $credentials.gatewayUrl.trim().replace(/\\/+$/, "") : $credentials.environment === "production" ? "https://gateway.prod.bill.com" : "https://gateway.stage.bill.com" }}';

/**
 * A request with the credential's secrets in its headers.
 *
 * @param secrets returns the headers
 * @throws Error when the request goes to an address that is not BILL's
 */
export function withSecrets(
	credentialName: string,
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
	secrets: () => Record<string, string>,
): IHttpRequestOptions {
	const address = addressOf(requestOptions);
	if (!mayCarrySecrets(address, credentials)) {
		throw new Error(
			`The ${credentialName} credential is for ${gatewayOf(credentials)} and https addresses under bill.com. It was not sent to ${address.split('?')[0]}.`,
		);
	}
	return {
		...requestOptions,
		headers: { ...requestOptions.headers, ...secrets() },
		...NO_REDIRECTS,
	};
}

/**
 * All redirect options that n8n's request helpers read. On a redirect to another host n8n removes only Authorization;
 * key and session would be sent to any address that an intermediary names.
 */
const NO_REDIRECTS = {
	sendCredentialsOnCrossOriginRedirect: false,
	// helpers.httpRequest
	disableFollowRedirect: true,
	maxRedirects: 0,
	// helpers.request, which the HTTP Request node uses
	followRedirect: false,
	followAllRedirects: false,
};

/**
 * Thrown instead of sending a session that does not belong to this credential, or none: n8n treats it as a 401 from
 * BILL, signs in with the current values, and then sends the request. Nothing has been sent before.
 */
export class NotSignedIn extends Error {
	readonly response = { status: 401 };

	constructor() {
		super('There is no session for the current values of the credential');
	}
}

/** The full address of a request, in the forms that n8n's helpers use. */
function addressOf(requestOptions: IHttpRequestOptions): string {
	const { url, uri, baseURL } = requestOptions as IHttpRequestOptions & { uri?: string };
	const path = url || uri || '';
	if (/^([a-z][a-z\d+.-]*:)?\/\//i.test(path) || !baseURL) return path;
	return `${baseURL.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}

/**
 * The full address of a path below a gateway. A full address stays as it is, and a path that names its API needs no
 * root.
 */
export function addressAt(gateway: string, root: string, path: string): string {
	if (/^https?:\/\//i.test(path)) return path;
	return `${gateway}${/^\/connect(-events)?\//.test(path) ? '' : root}${path}`;
}

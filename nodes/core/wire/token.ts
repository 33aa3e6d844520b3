import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Failure } from './failures';
import { accessTokenUrlOf, trimmed } from './gateway';
import { httpOptions, readAnswer } from './http';
import type { FullResponse } from './http';
import type { Session } from './kept-session';
import type { BillRequest } from './request';
import { explainUnanswered, SignInError } from './session';
import type { HttpRequest, SignIn } from './session';

const TIMEOUT_MS = 60_000;

/**
 * Gets an access token for client ID and secret: https://developer.bill.com/docs/oauth-client-credentials. n8n's own
 * OAuth2 credential would follow a redirect with the secret, and puts a token of an unusual type into the URL.
 */
export const accessToken: SignIn = {
	keptIn: 'accessToken',
	send,
	explain,
	// The error codes of the token address are not documented. OAuth refuses a client with 400 or 401 and a body with
	// data.
	isRefusal: ({ status, isRefusal, kind }) =>
		isRefusal === true && kind !== 'busy' && [400, 401, 403].includes(status ?? 0),
};

async function send(
	httpRequest: HttpRequest,
	credentials: ICredentialDataDecryptedObject,
): Promise<Session> {
	const url = addressOf(credentials);
	const request: BillRequest = { method: 'POST', path: url, timeoutMs: TIMEOUT_MS };
	const options: IHttpRequestOptions = {
		...httpOptions(request, url),
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: formOf(credentials).toString(),
	};
	const askedAt = Date.now();
	const full = (await httpRequest(options)) as FullResponse;
	const answer = (readAnswer(full, request).body ?? {}) as Record<string, unknown>;
	const { access_token: id, expires_in: seconds } = answer;
	if (typeof id !== 'string' || !id) {
		throw new SignInError(
			'The Access Token URL returned no token. Check Environment and Access Token URL: is BILL really at that address?',
		);
	}
	// It is not documented whether BILL says how long a token is valid.
	const lifetime = Number(seconds);
	return { id, ...(lifetime > 0 && { until: askedAt + lifetime * 1000 }) };
}

function addressOf(credentials: ICredentialDataDecryptedObject): string {
	try {
		return accessTokenUrlOf(credentials);
	} catch (error) {
		throw asSignInError(error as Error);
	}
}

function asSignInError({ message }: Error): SignInError {
	return new SignInError(message);
}

function formOf(credentials: ICredentialDataDecryptedObject): URLSearchParams {
	const form = new URLSearchParams({ grant_type: 'client_credentials' });
	const fields = [
		['client_id', 'clientId', 'Client ID'],
		['client_secret', 'clientSecret', 'Client Secret'],
	];
	for (const [member, name, label] of fields) {
		const value = trimmed(credentials[name]);
		if (!value)
			throw new SignInError(`${label} is empty. Fill it in the Bill OAuth2 API credential.`);
		form.set(member, value);
	}
	return form;
}

function explain(failure: Failure, credentials: ICredentialDataDecryptedObject): string {
	const url = addressOf(credentials);
	const { code, status, kind } = failure;
	const said = code ? ` (${code})` : '';
	const summary = failure.summary.replace(/\.$/, '');
	if (accessToken.isRefusal(failure) || status === 401) {
		return `BILL does not accept Client ID and Client Secret: ${summary}. Check both fields, and that the app was created in this Environment: sandbox and production have separate apps.${said}`;
	}
	if (kind === 'busy' || kind === 'hourly') {
		return `BILL issues no more access tokens at the moment: ${summary}. Try again in a few minutes.${said}`;
	}
	const unanswered = explainUnanswered(failure, url);
	if (unanswered) return unanswered.replace('Gateway URL', 'Access Token URL');
	const { origin } = new URL(url);
	return `BILL issues no access token at ${origin} (HTTP ${status}: ${summary}). Check Environment and Access Token URL.`;
}

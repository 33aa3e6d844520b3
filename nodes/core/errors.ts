import { NodeApiError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, INode, JsonObject } from 'n8n-workflow';

import type { Failure } from './failures';

/** How to get unstuck, by BILL's code: https://developersupport.bill.com/hc/en-us/articles/208762056-Error-codes-list */
const HINTS: Record<string, string> = {
	BDC_1002:
		'BILL often answers so when a field is unknown or written wrongly. Check the fields, in the JSON form above all.',
	BDC_1121: 'This path or method does not exist in BILL, or not for this account.',
	BDC_1150:
		'The user in the credential may not pay online: the role must be allowed to pay, and a bank account must be verified for this user.',
	BDC_1151:
		'This bank account cannot be used for online payments by the user in the credential. Choose a verified account under Funding Account.',
	BDC_1152:
		'Choose a Process Date on a business day that is not in the past. Payment > Get Options shows the earliest date for each account.',
	BDC_1159:
		'The amount is higher than what is still due on the bill. Look at its Due Amount with Bill > Get.',
	BDC_1205:
		'Check the ID: is it complete, of the right kind, and of the organization in the credential?',
	BDC_1356: 'The code has expired. Ask for a new one with Session > Request Code.',
	BDC_1358: 'There were too many attempts. Wait some minutes before asking for a new code.',
	BDC_1361:
		'Moving money needs a session that BILL trusts. Get the trust once: Session > Request Code sends a text message, Session > Validate Code (with Remember Me) returns a Remember Me ID. Type it and the same Device into the Bill API credential; it lasts 30 days. A sign-in with an AP & AR sync token can never be trusted.',
	BDC_1374: 'The code has expired. Ask for a new one with Session > Request Code.',
	BDC_1402:
		"The vendor's bank account is new. Choose a Process Date at least two business days from now.",
};

const HINT_BY_WORDS: Array<[RegExp, string]> = [
	[
		/not (been )?(fully )?approved|needs? approval|must be approved|unapproved|awaiting approval/i,
		'Every approver has to approve the bill before it can be paid. Bill > Get with Include Approvers shows who is still to decide.',
	],
	[
		/unable to receive epayments/i,
		"BILL also says this when the organization's own plan does not include payments.",
	],
];

/** A request in the words of an error text: `POST /v3/bills`. */
export interface RequestWords {
	method: string;
	path: string;
	timeZone: string;
	/** The gateway's origin. */
	origin: string;
	/** The API signs in, in place of a token with each request. */
	session: boolean;
}

/**
 * One failed request as the error that a person sees: what happened, and how to get unstuck.
 *
 * @param node the node, for n8n
 * @param failure what was read
 * @param request which request failed
 * @param secrets texts that must not appear, whatever BILL said
 * @param itemIndex the item the request was made for
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	request: RequestWords,
	secrets: string[],
	itemIndex?: number,
): NodeApiError {
	const { message, description } = explain(failure, request);
	return nodeError(
		node,
		redact(message, secrets),
		redact(description, secrets),
		itemIndex,
		failure.status,
	);
}

/**
 * A fresh NodeApiError. n8n keeps what it is built from, so it is built from the texts alone and
 * never from the HTTP error, which carries headers and body.
 */
export function nodeError(
	node: INode,
	message: string,
	description: string,
	itemIndex?: number,
	status?: number,
): NodeApiError {
	const at = itemIndex === undefined ? '' : ` [item ${itemIndex}]`;
	const error = new NodeApiError(node, { message: message + at } as JsonObject, {
		message: message + at,
		description,
		...(itemIndex !== undefined && { itemIndex }),
		...(status !== undefined && { httpCode: String(status) }),
	});
	// n8n puts a text of its own in the place of a message that holds a code such as EEXIST, if only
	// inside a word ("preexisting").
	error.message = message + at;
	return error;
}

function explain(
	failure: Failure,
	request: RequestWords,
): { message: string; description: string } {
	const { kind, code, status, summary } = failure;
	const writes = request.method !== 'GET';
	const label = code ? ` (${code})` : '';
	const where = `${request.method} ${request.path}${status === undefined ? '' : ` answered HTTP ${status}`}`;
	switch (kind) {
		case 'signIn':
			return {
				message: summary,
				description:
					'Open the Bill API credential, correct it and test it there. Nothing more was sent in this execution.',
			};
		case 'session':
			if (!request.session)
				return {
					message: `BILL does not accept the API Token${label}`,
					description: `${where}. Check API Token and Environment in the Bill Spend & Expense API credential: sandbox and production have separate tokens, and an administrator can withdraw them.`,
				};
			return {
				message: `BILL ended the session again right after a new sign-in${label}`,
				description: `${where}. Check whether the Developer Key in the credential belongs to this organization and environment.`,
			};
		case 'untrusted':
			return {
				message: `BILL does not trust this session for this operation${label}`,
				description: HINTS.BDC_1361,
			};
		case 'hourly':
			return {
				message: `BILL's hourly limit of requests for this Developer Key is used up${label}`,
				description: `It starts again at ${whenTheHourTurns(request.timeZone)}. Nothing more was sent in this execution. BILL allows 20,000 requests an hour, over all programs that use the Developer Key.`,
			};
		case 'busy':
			return {
				message: `BILL was busy with other requests of this Developer Key and organization, also after several tries${label}`,
				description:
					`BILL allows 3 requests at once. Another program may be using the same Developer Key. ${writes ? 'BILL turned the request away, so nothing was changed.' : ''}`.trim(),
			};
		case 'cancelled':
			return {
				message: 'The execution was cancelled',
				description:
					writes && !failure.notSent
						? `${request.method} ${request.path} may have been on its way: look in BILL whether it took effect.`
						: 'Nothing was changed by this request.',
			};
		case 'network':
		case 'gateway':
			return explainLost(failure, request, writes);
		case 'refused':
			break;
	}
	if (writes && status !== undefined && (status >= 500 || status === 408))
		return explainLost(failure, request, writes);
	if (status !== undefined && status >= 300 && status < 400) {
		return {
			message: `The address answered with a redirect (HTTP ${status}), which is not followed`,
			description: `Keys and sessions go to BILL only. Check Environment and Gateway URL in the credential. ${where}.`,
		};
	}
	const hint =
		(code && HINTS[code]) || HINT_BY_WORDS.find(([words]) => words.test(summary))?.[1] || '';
	return {
		message: `${summary.replace(/\.$/, '')}${label}`,
		description: `${hint} ${where}.`.trim(),
	};
}

function explainLost(
	{ status, summary, notSent, code }: Failure,
	request: RequestWords,
	writes: boolean,
): { message: string; description: string } {
	const http = `HTTP ${status}`;
	const why = status === undefined || summary.startsWith(http) ? summary : `${http}: ${summary}`;
	const label = code ? ` (${code})` : '';
	if (notSent) {
		return {
			message: `BILL could not be reached: ${summary}`,
			description: `Nothing was sent to ${request.origin}. Check Environment and Gateway URL in the credential, and the network of the computer that runs n8n.`,
		};
	}
	if (!writes) {
		return {
			message: `BILL did not answer properly (${why})${label}`,
			description: `${request.method} ${request.path} changes nothing and can be run again.`,
		};
	}
	return {
		message: `The outcome is unknown: BILL did not confirm the request (${why})${label}`,
		description: `${request.method} ${request.path} was sent once and was not retried, so that nothing happens twice. It may have taken effect: look in BILL before you run it again.`,
	};
}

/** The next full hour, when BILL's hourly limits start again, as `15:00 (America/New_York)`. */
export function whenTheHourTurns(timeZone = 'UTC', now = new Date()): string {
	const hour = 3_600_000;
	const next = new Date(Math.floor(now.getTime() / hour) * hour + hour);
	const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
	return `${clock.format(next)} (${timeZone})`;
}

/** The values of a credential that must never be shown. */
export function secretsOf(credentials: ICredentialDataDecryptedObject): string[] {
	return ['password', 'devKey', 'sessionId', 'rememberMeId', 'apiToken']
		.map((name) => credentials[name])
		.filter((value): value is string => typeof value === 'string')
		.flatMap((value) => [value, value.trim()])
		.filter((value) => value.length >= 4)
		.sort((a, b) => b.length - a.length);
}

/** A text with each secret in it struck out. */
export function redact(text: string, secrets: string[]): string {
	return secrets.reduce((clean, secret) => clean.split(secret).join('***'), text);
}

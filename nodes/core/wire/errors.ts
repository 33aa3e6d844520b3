import { NodeApiError } from 'n8n-workflow';
import type { IHttpRequestMethods, INode, JsonObject } from 'n8n-workflow';

import type { ApiProfile } from './api';
import { outcomeOf } from './failures';
import type { Failure, Outcome } from './failures';
import { isWrite } from './request';
import { redact } from './secrets';
import { textFor } from './tool';

/** A request as error texts show it: `POST /v3/bills`. */
export interface RequestWords {
	method: IHttpRequestMethods;
	path: string;
	readsOnly?: boolean;
	inLabels?(text: string): string;
	timeZone: string;
	/** The gateway's origin. */
	origin: string;
	api: ApiProfile;
	/** Why BILL may not trust the session. */
	untrusted?: string;
}

/**
 * Turns one failed request into the error that the user sees: what happened, and how to fix it.
 *
 * @param node the node, for n8n
 * @param failure what is known of the failure
 * @param request the request that failed
 * @param secrets texts that must not appear in the error, whatever BILL said
 * @param facts the item that the request was made for, and what was looked for
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	request: RequestWords,
	secrets: string[],
	{ item, lookedFor, candidates }: Pick<ErrorFacts, 'item' | 'lookedFor' | 'candidates'> = {},
): BillError {
	const { message, description } = explain(failure, request);
	const { status } = failure;
	// A read changes nothing, whatever happened to it.
	const isHarmless = !isWrite(request) && outcomeOf(failure) === 'unknown';
	// A model that uses the node as a tool sees only the message.
	const seen = lookedFor ? `${message}. ${lookedFor}` : message;
	return nodeError(node, redact(seen, secrets), redact(description, secrets), {
		item,
		status,
		outcome: isHarmless ? 'notSent' : outcomeOf(failure),
		request: `${request.method} ${request.path}`,
		...(lookedFor && { lookedFor: redact(lookedFor, secrets) }),
		...(candidates && candidates.length > 0 && { candidates }),
	});
}

/** Instructions for a model: the same request in other words is a new request, and the node cannot recognize it. */
const FOR_A_MODEL =
	'Do not call the tool for this again, not even in other words. First look in BILL for the names, numbers and amounts that were sent. If you cannot, tell the user that it may already have been done.';

/**
 * A new NodeApiError. n8n stores what the error is built from, so it is built from the texts alone and never from the
 * HTTP error, which contains headers and body.
 */
export function nodeError(
	node: INode,
	message: string,
	description: string,
	{ item, status, ...known }: ErrorFacts = {},
): BillError {
	const at = item === undefined ? '' : ` [item ${item}]`;
	const more = known.outcome === 'unknown' ? `${description} ${FOR_A_MODEL}` : description;
	const text = textFor(node, message, more) + at;
	const error = new NodeApiError(node, { message: text } as JsonObject, {
		message: text,
		description,
		...(item !== undefined && { itemIndex: item }),
		...(status !== undefined && { httpCode: String(status) }),
	});
	// n8n replaces a message with its own text if the message contains a code such as EEXIST, even inside a word
	// ("preexisting").
	error.message = text;
	return Object.assign(error, known);
}

/** What an error can say in addition to its text. */
export interface ErrorFacts {
	item?: number;
	/** HTTP status. */
	status?: number;
	/** What is known of the request that failed. */
	outcome?: Outcome;
	/** The request, such as `POST /v3/bills`. */
	request?: string;
	/** What was looked for when the outcome was unknown, and until when. */
	lookedFor?: string;
	/** IDs of the records that may have been created by the request. */
	candidates?: string[];
}

/** An error that also says what is known of the failed request. */
export type BillError = NodeApiError & Omit<ErrorFacts, 'item' | 'status'>;

function explain(
	failure: Failure,
	request: RequestWords,
): { message: string; description: string } {
	const { kind, code, status, summary } = failure;
	const writes = isWrite(request);
	const label = code ? ` (${code})` : '';
	const where = `${request.method} ${request.path}${status === undefined ? '' : ` returned HTTP ${status}`}`;
	if (writes && kind !== 'cancelled' && outcomeOf(failure) === 'unknown') {
		return explainLost(failure, request, writes);
	}
	switch (kind) {
		case 'signIn':
			return {
				message: summary,
				description: `Open the ${request.api.credentialLabel} credential, correct it and test it there. Nothing more is sent in this execution.`,
			};
		case 'session':
			if (!request.api.session)
				return {
					message: `BILL does not accept the API Token${label}`,
					description: `${where}. Check API Token and Environment in the ${request.api.credentialLabel} credential: sandbox and production have separate tokens, and an administrator can revoke them.`,
				};
			return {
				message: `BILL ended the session again right after a new sign-in${label}`,
				description: `${where}. ${request.api.whenRefusedAnew ?? ''}`.trim(),
			};
		case 'untrusted':
			return {
				message: `BILL does not trust this session for this operation${label}`,
				description: `${request.untrusted ?? ''}${request.api.whenForbidden ?? request.api.hints.byCode.BDC_1361 ?? `${where}.`}`,
			};
		case 'hourly':
			return {
				message: `BILL's hourly limit of requests for this Developer Key is used up${label}`,
				description: `It resets at ${whenTheHourTurns(request.timeZone)}. Nothing more is sent in this execution. BILL allows 20,000 requests an hour for all programs that use the Developer Key together.`,
			};
		case 'busy':
			return {
				message: `${request.api.hints.busy.message}${label}`,
				description:
					`${request.api.hints.busy.description} ${writes ? 'BILL rejected the request, so nothing was changed.' : ''}`.trim(),
			};
		case 'cancelled':
			return {
				message: 'The execution was cancelled',
				description:
					writes && !failure.notSent
						? `${request.method} ${request.path} may already have been sent: check in BILL whether it took effect.`
						: 'Nothing was changed by this request.',
			};
		case 'network':
		case 'gateway':
			return explainLost(failure, request, writes);
		case 'refused':
			break;
	}
	if (status !== undefined && status >= 300 && status < 400) {
		return {
			message: `The address responded with a redirect (HTTP ${status}), which is not followed`,
			description: `Keys and sessions go to BILL only. Check Environment and Gateway URL in the credential. ${where}.`,
		};
	}
	const { hints, whenForbidden } = request.api;
	const hint =
		(status === 403 && whenForbidden) ||
		(code && hints.byCode[code]) ||
		hints.byWords.find(([words]) => words.test(summary))?.[1] ||
		hints.byStatus?.[status ?? 0] ||
		'';
	return {
		message: `${(request.inLabels?.(summary) ?? summary).replace(/\.$/, '')}${label}`,
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
			message: `BILL did not respond properly (${why})${label}`,
			description: `${request.method} ${request.path} changes nothing and can be run again.`,
		};
	}
	return {
		message: `The outcome is unknown: BILL did not confirm the request (${why})${label}. It may have taken effect: look in BILL before you send it again`,
		description: `${request.method} ${request.path} was sent once and was not retried, so that nothing happens twice.`,
	};
}

/** The next full hour, when BILL's hourly limit resets, as `15:00 (America/New_York)`. */
export function whenTheHourTurns(timeZone = 'UTC', now = new Date()): string {
	const hour = 3_600_000;
	const next = new Date(Math.floor(now.getTime() / hour) * hour + hour);
	const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
	return `${clock.format(next)} (${timeZone})`;
}

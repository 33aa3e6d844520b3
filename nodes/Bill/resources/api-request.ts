import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { onlyWhen } from '../../core/form/field';
import { choice, flag, json, text } from '../../core/form/kinds';
import { FieldError, unseenIn, visible } from '../../core/form/values';
import { cannotBeLookedUp } from '../../core/look-up/way';
import { bodyOf } from '../../core/run/operation';
import type { Call, Output, Resource } from '../../core/run/operation';
import { BillClient } from '../../core/wire/client';
import { redactValue } from '../../core/wire/secrets';

const methods = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((value) => ({ value, name: value }));

const path = text('path', {
	eg: '/v3/vendors',
	required: true,
	description:
		"Path from BILL's API reference, starting with /v3. For webhooks, put /connect-events in front: /connect-events/v3/subscriptions.",
});

/** The values of the form. */
interface TypedRequest {
	method: IHttpRequestMethods;
	path: string;
	query?: unknown;
	body?: unknown;
}

/** Any endpoint, with the same session, limits, retry policy and error texts as all other operations. */
export const apiRequestResource: Resource = {
	value: 'apiRequest',
	name: 'API Request',
	description: 'Any other endpoint of the BILL API',
	operations: [
		{
			value: 'send',
			name: 'Send',
			action: 'Send an API request',
			description: 'Call any path of the BILL API that no other operation covers',
			// The form decides both; the body is only written for a method that has one.
			method: 'POST',
			path: '/v3',
			fields: [
				choice('method', methods, { initially: 'GET', required: true }),
				path,
				json('query', {
					label: 'Query (JSON)',
					eg: { max: 100, sort: 'updatedTime:desc' },
				}),
				onlyWhen(
					{ method: ['DELETE', 'PATCH', 'POST', 'PUT'] },
					json('body', {
						label: 'Body (JSON)',
						as: 'requestBody',
						eg: { name: 'Northwind Office Supplies' },
						description: 'Leave empty to send no body; {} is sent as {}',
					}),
				),
			],
			options: [
				flag('allPages', {
					description:
						'Whether to read all pages of a list and return each entry as an item (GET only)',
				}),
				flag('splitResults', { description: 'Whether to return each entry of a list as an item' }),
			],
			prepare: asTyped,
			belongsTo: ({ request }) => request.path,
			lookUp: cannotBeLookedUp('the node does not know what a custom request does'),
			run: send,
		},
	],
};

/**
 * Replaces the form's request with the one that was typed.
 *
 * @throws FieldError
 */
function asTyped(call: Call): void {
	const { client, settings } = call;
	const { method, path: typed, query, body } = bodyOf(call) as unknown as TypedRequest;
	const target = targetOf(typed, client);
	if (settings.options.allPages === true && method !== 'GET') {
		throw new FieldError('All Pages', 'works only with the method GET');
	}
	call.request = {
		method,
		path: target.path,
		query: { ...target.query, ...queryOf(query) },
		...(body !== undefined && { body }),
		timeoutMs: settings.timeoutMs,
	};
}

async function send({ client, request, settings }: Call): Promise<Output[]> {
	const { allPages, splitResults } = settings.options;
	if (allPages === true) {
		// BILL documents no `max` for this list.
		const fixedPages =
			request.query?.max === undefined && request.path.endsWith('/login/organizations');
		return clean(await client.list(request, { fixedPages }), client);
	}
	const answer = await client.send(request);
	if (answer === undefined || answer === null) return [{ json: { success: true } }];
	const results = Array.isArray(answer) ? answer : (answer as IDataObject).results;
	const isSplit = Array.isArray(answer) || splitResults === true;
	return clean(isSplit && Array.isArray(results) ? results : [answer], client);
}

/** A path as BILL will read it. Paths that return sessions are refused, because only the credential may sign in. */
function targetOf(
	typed: string,
	client: BillClient,
): { path: string; query: Record<string, string> } {
	const gateway = client.address('/connect').replace(/\/connect$/, '');
	const wanted = typed.trim().startsWith(`${gateway}/`)
		? typed.trim().slice(gateway.length)
		: typed.trim();
	if (unseenIn(wanted).length > 0) {
		throw new FieldError('Path', `contains an invisible character: ${visible(wanted)}`);
	}
	if (!/^\/(connect\/|connect-events\/)?v3(\/|$)/.test(wanted)) {
		throw new FieldError('Path', `must begin with /v3, such as /v3/vendors; got "${typed}"`);
	}
	const url = new URL(`https://bill.invalid${wanted}`);
	// As a lenient server might read it: fully decoded, without matrix parameters.
	const plain = decoded(url.pathname)
		.replace(/;[^/]*|[\s\0]+(?=\/|$)/g, '')
		.replace(/\/+/g, '/')
		.toLowerCase();
	if (!/^\/(connect\/|connect-events\/)?v3(\/|$)/.test(plain) || plain.includes('..')) {
		throw new FieldError('Path', `must stay below /v3; got "${typed}"`);
	}
	if (/\/(login|login-as-user)\/?$/.test(plain)) {
		throw new FieldError(
			'Path',
			'cannot be a login: the Bill API credential signs in automatically, and sessions stay out of workflows',
		);
	}
	return { path: url.pathname, query: Object.fromEntries(url.searchParams) };
}

function decoded(pathname: string): string {
	try {
		const once = decodeURIComponent(pathname);
		return once === pathname ? once : decoded(once);
	} catch {
		return pathname;
	}
}

function queryOf(query: unknown): Record<string, string> {
	if (query === undefined) return {};
	if (typeof query !== 'object' || query === null || Array.isArray(query)) {
		throw new FieldError('Query (JSON)', 'must be an object such as {"max": 100}');
	}
	return Object.fromEntries(
		Object.entries(query)
			.filter(([, value]) => value !== undefined && value !== null)
			.map(([key, value]) => [
				key,
				typeof value === 'object' ? JSON.stringify(value) : String(value),
			]),
	);
}

/** Entries as items, with the credential's own secrets redacted in case BILL repeats one. */
function clean(entries: unknown[], { secrets }: BillClient): Output[] {
	return (redactValue(entries, secrets) as unknown[]).map((value) => ({
		json:
			typeof value === 'object' && value !== null
				? (value as IDataObject)
				: ({ value } as IDataObject),
	}));
}

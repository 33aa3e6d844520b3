import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { BillRequest } from '../../core/api';
import type { BillClient } from '../../core/client';
import { redact } from '../../core/errors';
import { choice, json, onlyWhen, text } from '../../core/fields';
import type { Call, Output, Resource } from '../../core/operation';
import { FieldError, toFlag } from '../../core/values';

const methods = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((value) => ({ value, name: value }));

const path = text('path', {
	eg: '/v3/vendors',
	required: true,
	description:
		"Path as in BILL's reference, from /v3 on. Put /connect-events in front for webhooks: /connect-events/v3/subscriptions.",
});

/** Any endpoint, with the same session, limits, retry policy and error texts as all other operations. */
export const apiRequestResource: Resource = {
	value: 'apiRequest',
	name: 'API Request',
	description: 'Any other endpoint of BILL',
	operations: [
		{
			value: 'send',
			name: 'Send',
			action: 'Send an API request',
			description: "Call any path of BILL's API, for what no other operation offers",
			// Both are taken from the form; the writing of the body needs a method that has one.
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
						description: 'Left empty, no body is sent; {} is sent as {}',
					}),
				),
			],
			options: [
				{
					displayName: 'All Pages',
					name: 'allPages',
					type: 'boolean',
					default: false,
					description:
						'Whether to read a list to its end and give each entry as an item (GET only)',
				},
				{
					displayName: 'Split Results',
					name: 'splitResults',
					type: 'boolean',
					default: false,
					description: 'Whether to give each entry of a list as an item',
				},
			],
			belongsTo: (body) => (body.method === 'GET' ? undefined : body.path),
			run: send,
		},
	],
};

async function send(call: Call): Promise<Output[]> {
	const { client, options, request, itemIndex } = call;
	const form = request.body as {
		method: IHttpRequestMethods;
		path: string;
		query?: unknown;
		body?: unknown;
	};
	const target = targetOf(form.path, client);
	const wanted: BillRequest = {
		method: form.method,
		path: target.path,
		query: { ...target.query, ...queryOf(form.query) },
		...(form.body !== undefined && { body: form.body }),
		timeoutMs: request.timeoutMs,
		itemIndex,
	};
	if (toFlag(options.allPages ?? false, 'All Pages')) {
		if (form.method !== 'GET') throw new FieldError('All Pages', 'works with the method GET only');
		const fixed = wanted.query?.max === undefined && target.path.endsWith('/login/organizations');
		return clean(await client.list(wanted, Infinity, fixed), client);
	}
	const answer = await client.send(wanted);
	if (answer === undefined || answer === null) return [{ json: { success: true } }];
	const results = Array.isArray(answer) ? answer : (answer as IDataObject).results;
	const split = Array.isArray(answer) || toFlag(options.splitResults ?? false, 'Split Results');
	return clean(split && Array.isArray(results) ? results : [answer], client);
}

/** A path as BILL will read it; the one that hands out sessions is left to the credential. */
function targetOf(
	typed: string,
	client: BillClient,
): { path: string; query: Record<string, string> } {
	const own = client.address('/connect').replace(/\/connect$/, '');
	const rest = typed.trim().startsWith(`${own}/`) ? typed.trim().slice(own.length) : typed.trim();
	if (!/^\/(connect\/|connect-events\/)?v3(\/|$)/.test(rest)) {
		throw new FieldError(
			'Path',
			`must begin with /v3, such as /v3/vendors, and this is "${typed}"`,
		);
	}
	const url = new URL(`https://bill.invalid${rest}`);
	// As a lenient server might read it: decoded to the end, without matrix parameters.
	const plain = decoded(url.pathname)
		.replace(/;[^/]*|[\s\0]+(?=\/|$)/g, '')
		.replace(/\/+/g, '/')
		.toLowerCase();
	if (!/^\/(connect\/|connect-events\/)?v3(\/|$)/.test(plain) || plain.includes('..')) {
		throw new FieldError('Path', `must stay below /v3, and this is "${typed}"`);
	}
	if (/\/(login|login-as-user)\/?$/.test(plain)) {
		throw new FieldError(
			'Path',
			'cannot be a login: the Bill API credential signs in by itself, and sessions are kept out of workflows',
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

/** Entries as items, with the credential's own secrets struck out should BILL ever repeat one. */
function clean(entries: unknown[], { secrets }: BillClient): Output[] {
	return entries.map((entry) => {
		const written = JSON.stringify(entry);
		const safe = redact(written, secrets);
		const value = (safe === written ? entry : JSON.parse(safe)) as IDataObject;
		return { json: typeof value === 'object' && value !== null ? value : { value } };
	});
}

import { keepSession } from '../../nodes/core/wire/kept-session.ts';
import { forgetPaces } from '../../nodes/core/wire/pace.ts';
import { nodeOf, nodeWith, withDefaults, type Values } from './forms.mts';

export interface Sent {
	method: string;
	url: string;
	qs?: Record<string, string>;
	body?: unknown;
	timeout?: number;
	encoding?: string;
}

export interface Ran {
	/** The requests, in order. */
	sent: Sent[];
	/** The node's items, or the error. */
	items?: Array<{ json: Values; pairedItem?: unknown }>;
	error?: Error & { description?: string; context?: { itemIndex?: number } };
}

export interface Stub {
	/** BILL's response; default: a record. */
	answer?: (request: Sent) => unknown;
	timeZone?: string;
	continueOnFail?: boolean;
}

const typed = {
	environment: 'sandbox',
	username: 'user@example.com',
	password: 'correct horse battery',
	organizationId: '00801ABCDEFGHIJKLMNO',
	devKey: '01DEVKEYDEVKEYDEVKEY',
	appKey: '01DEVKEYOFTHEPARTNER',
	apiToken: 'token-0123456789',
};
const SESSION = 'session-0123456789';

/** A record that every operation can handle. */
const record = {
	id: '0du01',
	results: [],
	downloadLink: 'https://files.bill.com/file',
	url: 'https://files.bill.com/receipt',
};

/** The response to Pay Many has one payment per bill. */
function answerTo({ url, body }: Sent): unknown {
	if (!url.endsWith('/payments/bulk')) return record;
	const { payments = [] } = (body ?? {}) as { payments?: object[] };
	return { payments: payments.map((each) => ({ id: 'stp01', ...each })) };
}

/**
 * Runs the Bill node without any network; its requests are recorded. Parameters are those of one item or of several.
 * Missing ones have their defaults, and asking for a parameter that the form does not show is an error, both as in
 * n8n.
 */
export async function runNode(parameters: Values | Values[], stub: Stub = {}): Promise<Ran> {
	forgetPaces();
	const sent: Sent[] = [];
	const sets = (Array.isArray(parameters) ? parameters : [parameters]).map(withDefaults);
	const [first = {}] = [parameters].flat();
	const { node } = nodeOf(first);
	// Receipts are images.
	const bytes = 'node' in first ? Buffer.from([0xff, 0xd8, 0xff]) : Buffer.from('%PDF-1.7');
	const data = bytes.toString('base64');
	const file = { mimeType: 'application/pdf', fileName: 'invoice.pdf', data };
	const signal = new AbortController().signal;
	const context = {
		getInputData: () => sets.map(() => ({ json: {}, binary: { data: file } })),
		continueOnFail: () => stub.continueOnFail ?? false,
		getNode: () =>
			nodeWith({
				node: first.node,
				...(first.authentication !== undefined && { authentication: first.authentication }),
			}),
		getInstanceId: () => 'instance',
		getTimezone: () => stub.timeZone ?? 'America/New_York',
		getExecutionCancelSignal: () => signal,
		getCredentials: async () => ({
			...typed,
			sessionId: keepSession(typed, { id: SESSION }),
		}),
		getNodeParameter(name: string, item: number, fallback?: unknown) {
			const value = sets[item][name] ?? fallback;
			if (value === undefined) throw new Error(`Could not get parameter: ${name}`);
			return value;
		},
		helpers: {
			async httpRequestWithAuthentication(_: string, request: Sent) {
				sent.push(request);
				const body = request.encoding
					? Buffer.from('file')
					: (stub.answer?.(request) ?? answerTo(request));
				return { statusCode: 200, headers: {}, body };
			},
			async httpRequest(request: Sent) {
				sent.push(request);
				return { statusCode: 200, headers: {}, body: Buffer.from('') };
			},
			getBinaryDataBuffer: async () => bytes,
			prepareBinaryData: async (file: Buffer) => ({ data: file.toString('base64') }),
		},
	};
	try {
		const [items] = await node.execute.call(context as never);
		return { sent, items };
	} catch (error) {
		return { sent, error: error as Ran['error'] };
	}
}

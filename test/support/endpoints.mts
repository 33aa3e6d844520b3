import { contract } from '../contract/contract.mts';

/** A part of BILL's reference. */
export interface Group {
	name: string;
	endpoints: Endpoint[];
}

export interface Endpoint {
	method: string;
	/** With `{placeholders}`, relative to the gateway's `/connect`; those of webhooks start with `/connect-events`. */
	path: string;
	/** Why no operation uses it, if that is intended. */
	leftOut?: string;
}

/** Not called by operations: the OAuth credential itself requests access tokens. */
const OTHER_APIS = ['oauth'];

const LEFT_OUT: Record<string, string> = {
	'POST /v3/login': 'the credential signs in; sessions stay out of workflows',
	'GET /v3/spend/cards/{cardId}/pan-jwt':
		'leads to number and security code of a card, which a workflow tool must not hold',
	'POST /v3/partner/login': 'the credential signs in; sessions stay out of workflows',
	'POST /v3/partner/login-as-user':
		'the node signs in as the user that is chosen; sessions stay out of workflows',
	'POST /v3/logout': 'the session is shared by all workflows, and ending it would end it for all',
};

/** Every documented endpoint of BILL's AP & AR, Spend & Expense and Connect Events APIs, by group. */
export const groups: Group[] = grouped();

function grouped(): Group[] {
	const found = new Map<string, Endpoint[]>();
	for (const { is, base, api, group } of contract().endpoints) {
		if (OTHER_APIS.includes(api)) continue;
		const [method, path] = is.split(' ');
		const leftOut = LEFT_OUT[is];
		const name = api === 'spend' ? `spend ${group}` : group;
		const endpoint = {
			method,
			path: base === '/connect-events' ? `${base}${path}` : path,
			...(leftOut && { leftOut }),
		};
		found.set(name, [...(found.get(name) ?? []), endpoint]);
	}
	return [...found].map(([name, endpoints]) => ({ name: inWords(name), endpoints }));
}

/** Turns `bill-approvals` into a heading: "Bill approvals". */
function inWords(name: string): string {
	const words = name.replaceAll('-', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

const patterns = groups
	.flatMap(({ endpoints }) => endpoints)
	.sort((a, b) => placeholders(a.path) - placeholders(b.path))
	.map((endpoint) => ({
		...endpoint,
		pattern: new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+')}$`),
	}));

function placeholders(path: string): number {
	return path.split('{').length;
}

/**
 * The path of a request with placeholders; `undefined` if BILL has no such endpoint.
 *
 * @param path as it was sent: `/connect/v3/vendors/00901...`
 */
export function templateOf(method: string, path: string): string | undefined {
	const below = path.replace(/^\/connect(?=\/)/, '');
	return patterns.find((each) => each.method === method && each.pattern.test(below))?.path;
}

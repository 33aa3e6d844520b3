import type { FaultAction } from '../http/faults.mts';
import { FORGERIES } from '../webhooks/settings.mts';
import { CUSTOM_FIELD_WRITES } from '../state/spend-switches.mts';

/** The switches of the page, as data: the page draws them and sends their values to the control routes. */

/** A value that a person can enter. */
export interface Input {
	name: string;
	label: string;
	type: 'number' | 'text' | 'flag' | 'choice' | 'numbers';
	choices?: readonly string[];
	/** The full meaning of the value. */
	hint?: string;
	value?: string | number;
	/** The value is multiplied by this before it is sent, e.g. seconds to milliseconds. */
	times?: number;
	minimum?: number;
	/** Fractions are allowed. */
	fraction?: true;
}

/** A fault that can be switched on for the next requests. */
export interface FaultSwitch {
	key: string;
	title: string;
	what: string;
	/** Sent in addition to the inputs. */
	then: FaultAction;
	inputs?: Input[];
}

const status = (value: number): Input => ({
	name: 'status',
	label: 'Status',
	type: 'number',
	value,
	minimum: 200,
});
const records = (name: string, label: string, value: number): Input => ({
	...{ name, label, type: 'number', value, minimum: 1 },
});

export const FAULT_SWITCHES: FaultSwitch[] = [
	{
		key: 'error',
		title: 'Error response',
		what: 'BILL returns an error, and nothing is done.',
		then: {},
		inputs: [
			status(500),
			{ name: 'code', label: 'Code', type: 'text', value: 'BDC_1001' },
			{ name: 'message', label: 'Message', type: 'text', value: 'System error.' },
		],
	},
	{
		key: 'busy',
		title: 'Too busy',
		what: 'The response is 503 and says to try again in two seconds.',
		then: { status: 503, body: '<html>Busy</html>', headers: { 'retry-after': '2' } },
	},
	{
		key: 'slow',
		title: 'Slow response',
		what: 'BILL waits before it does the work.',
		then: {},
		inputs: [
			{
				name: 'delay',
				label: 'Seconds',
				type: 'number',
				value: 5,
				times: 1000,
				minimum: 0,
				fraction: true,
			},
		],
	},
	{
		key: 'before',
		title: 'Connection cut before the work',
		what: 'There is no response, and nothing is done.',
		then: { drop: 'before' },
	},
	{
		key: 'after',
		title: 'Connection cut after the work',
		what: 'There is no response, but the work is done: a payment may have been made.',
		then: { drop: 'after' },
	},
	{
		key: 'middle',
		title: 'Response cut in half',
		what: 'The work is done, but the response breaks off in the middle.',
		then: { drop: 'middle' },
	},
	{
		key: 'afterWork',
		title: 'Error response after the work',
		what: 'The work is done, but the response says that it failed.',
		then: { afterWork: true, body: '<html>Bad gateway</html>' },
		inputs: [status(502)],
	},
	{
		key: 'fewer',
		title: 'List without its last records',
		what: 'A list is returned without its last records.',
		then: {},
		inputs: [records('fewer', 'Records', 1)],
	},
	{
		key: 'late',
		title: 'New record not in lists yet',
		what: 'Records that the request creates are missing from the next reads of their list.',
		then: {},
		inputs: [records('late', 'Reads', 1)],
	},
	{
		key: 'moves',
		title: 'List that moves',
		what: 'After a page of a list is returned, its first record is archived, so the records of the next page move up.',
		then: { moves: true },
	},
	{
		key: 'endSessions',
		title: 'Session has ended',
		what: 'All sessions end just before the request is handled.',
		then: { endSessions: true },
	},
];

/** The switches, as the page loads them. */
export interface Switches {
	faults: FaultSwitch[];
	settings: Record<string, Settings>;
}

/** The switch that created a waiting fault, if any. */
export function switchOf(then: FaultAction): FaultSwitch | undefined {
	const members = membersOf(then);
	return FAULT_SWITCHES.find(
		({ then: fixed, inputs = [] }) =>
			membersOf(fixed, inputs) === members && (fixed.drop ?? then.drop) === then.drop,
	);
}

function membersOf(then: FaultAction, inputs: Input[] = []): string {
	return [...Object.keys(then), ...inputs.map(({ name }) => name)].sort().join();
}

/** Settings that stay until changed. Each change is sent at once. */
export interface Settings {
	title: string;
	path: string;
	inputs: Input[];
}

const count = (name: string, label: string, hint?: string): Input => ({
	...{ name, label, type: 'number', minimum: 0, hint },
});

export const SETTINGS: Record<'limits' | 'tokens' | 'delivery' | 'spend' | 'partner', Settings> = {
	limits: {
		title: 'Limits',
		path: '/local-bill/limits',
		inputs: [
			count('concurrent', 'Requests at once'),
			count('perHour', 'Requests per hour'),
			count('loginsPerHour', 'Sign-ins per hour'),
			count('textsPerMinute', 'Text messages per minute'),
			count('spendPerMinute', 'Spend & Expense requests per minute'),
			{ ...count('status', 'Status when a limit is exceeded'), minimum: 400 },
			{ ...count('spendStatus', 'The same in Spend & Expense'), minimum: 400 },
		],
	},
	tokens: {
		title: 'Access tokens (OAuth)',
		path: '/local-bill/tokens',
		inputs: [{ ...count('lifetime', 'Lifetime of new tokens in seconds'), minimum: 1 }],
	},
	delivery: {
		title: 'Delivery of webhooks',
		path: '/local-bill/delivery',
		inputs: [
			{
				...{ name: 'forge', label: 'Defect of each notification', type: 'choice' },
				choices: FORGERIES,
			},
			{
				...{ name: 'form', label: 'Form of the body', type: 'choice' },
				choices: ['string', 'object'],
			},
			{ name: 'spaced', label: 'With line breaks', type: 'flag' },
			{
				...count('duplicate', 'Share delivered twice', '0 is none, 0.5 every second, 1 all'),
				fraction: true,
			},
			{ ...count('reorder', 'Sent in reversed order, in groups of'), minimum: 1 },
			count('delay', 'Milliseconds before the first attempt'),
			{
				...{ name: 'retryAfter', label: 'Milliseconds before further attempts', type: 'numbers' },
				hint: 'numbers separated by commas; empty for a single attempt',
			},
			{ ...count('timeout', 'Timeout for the response in milliseconds'), minimum: 1 },
			{ ...count('atOnce', 'Deliveries at once'), minimum: 1 },
		],
	},
	spend: {
		title: 'Spend & Expense',
		path: '/local-bill/spend',
		inputs: [
			{ name: 'blindBudgets', label: 'The list of budgets is empty', type: 'flag' },
			{ name: 'expiredUploads', label: 'Upload links have expired', type: 'flag' },
			{
				...{ name: 'customFieldWrites', label: 'Writes of custom fields', type: 'choice' },
				choices: CUSTOM_FIELD_WRITES,
			},
		],
	},
	partner: {
		title: 'Partner',
		path: '/local-bill/partner',
		inputs: [
			{
				...{ name: 'partner', label: 'The organization is a select partner', type: 'flag' },
				hint: 'it may subscribe to autopay.failed',
			},
		],
	},
};

/** What a fault does, as text for the list of requests. */
export function faultInWords(then: FaultAction): string {
	const known = switchOf(then);
	const parts = [
		known?.title ??
			(then.drop ? `Connection cut (${then.drop})` : then.status ? `Response ${then.status}` : ''),
		then.status !== undefined && known ? `status ${then.status}` : '',
		then.delay !== undefined ? `${then.delay / 1000} s later` : '',
		then.fewer !== undefined ? `${then.fewer} left out` : '',
		then.late !== undefined ? `for ${then.late} ${then.late === 1 ? 'read' : 'reads'}` : '',
		!known && then.moves ? 'list moves' : '',
		!known && then.endSessions ? 'sessions end' : '',
	];
	return parts.filter(Boolean).join(', ');
}

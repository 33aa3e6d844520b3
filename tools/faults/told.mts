import type { Execution, Item } from '../n8n/client.mts';
import { resultOf } from '../lib/run-node.mts';
import type { Told, TellsOfItem } from './check.mts';

/** What an execution says about one item. */
export interface Said extends Pick<TellsOfItem, 'told' | 'ids'> {
	/** The error text, if it is unclear. */
	text?: string;
}

const outcomes = new Set(['refused', 'notSent', 'unknown']);

/**
 * Whether an execution was cancelled or killed, so that it may say nothing about its items. n8n 2.41 saves an
 * execution that is stopped just as it ends as a success with no data, and with the cancellation error.
 */
export function isCutOff(execution: Execution | undefined): boolean {
	if (!execution || ['canceled', 'crashed'].includes(execution.status)) return true;
	return execution.data.resultData.error?.name === 'ManualExecutionCancelledError';
}

/**
 * What an execution says about each of its items.
 *
 * @param execution undefined if n8n has none that can be read, because it was killed
 */
export function saidBy(execution: Execution | undefined, count: number, idMember: string): Said[] {
	const items = Array.from({ length: count }, (_, item) => item);
	const all = (told: Told) => items.map(() => ({ told, ids: [] }));
	if (!execution || isCutOff(execution)) return all('cutOff');
	const { items: given, failed, error } = resultOf(execution);
	if (error) return items.map((item) => ({ told: namedIn(error, item), ids: [] }));
	const outputs = [...given, ...failed];
	return items.map((item) =>
		said(
			outputs.filter((output) => belongsTo(output, item)),
			idMember,
		),
	);
}

function said(outputs: Item[], idMember: string): Said {
	if (outputs.length === 0) return { told: 'unclear', ids: [] };
	const [{ json }] = outputs;
	if ('error' in json) {
		const told = outcomes.has(json.outcome as string) ? (json.outcome as Told) : 'unclear';
		return { told, ids: [] };
	}
	const ids = outputs.flatMap(
		(output) => (output.json[idMember] ?? output.json.id ?? []) as string,
	);
	return { told: json.outcome === 'found' ? 'found' : 'made', ids };
}

/**
 * What a text alone says to an agent: the records as JSON, or an error. Of an error only its text counts, unless the
 * node continues on error and returns the outcome next to it.
 */
export function saidInText(text: string, idMember: string): Said {
	const records = recordsIn(text);
	const failed = records?.find((record) => 'error' in record);
	if (records && !failed)
		return said(
			records.map((json) => ({ json })),
			idMember,
		);
	if (outcomes.has(failed?.outcome as string)) return { told: failed?.outcome as Told, ids: [] };
	const told = outcomeIn((failed?.error as string | undefined) ?? text);
	return { told, ids: [], ...(told === 'unclear' && { text }) };
}

/** The records in a tool's result; undefined if it is a sentence. */
function recordsIn(text: string): Array<Record<string, unknown>> | undefined {
	try {
		const value = JSON.parse(text) as unknown;
		const list = (Array.isArray(value) ? value : [value]) as Array<Record<string, unknown>>;
		return list.every((each) => typeof each === 'object' && each !== null) && list.length > 0
			? list.flatMap((each) => (each.response as Array<Record<string, unknown>>) ?? each)
			: undefined;
	} catch {
		return undefined;
	}
}

/** Which outcome an error states, judged only by the words that an agent sees. */
export function outcomeIn(error: string): Told {
	if (/outcome is unknown|Unknown: item/.test(error)) return 'unknown';
	if (/Already written in this run/.test(error)) return 'written';
	if (/Nothing was (sent|changed)|nothing was changed|Nothing more is sent/.test(error))
		return 'notSent';
	return /returned HTTP [24]\d\d/.test(error) ? 'refused' : 'unclear';
}

function belongsTo({ pairedItem }: Item, item: number): boolean {
	const pairs = (Array.isArray(pairedItem) ? pairedItem : [pairedItem]) as unknown[];
	return pairs.some(
		(pair) => (typeof pair === 'object' ? (pair as { item: number })?.item : pair) === item,
	);
}

/** The error that ends a run lists the items whose outcome is unknown, and those already written. */
export function namedIn(
	error: { message: string; description?: string | null; [more: string]: unknown },
	item: number,
): Told {
	const text = `${error.message} ${error.description ?? ''}`;
	if (listed(/Unknown: items? ([\d, toand]+)/i, text).has(item)) return 'unknown';
	if (listed(/(?:Already )?written(?: in this run)?: items? ([\d, toand]+)/i, text).has(item)) {
		return 'written';
	}
	const own = new RegExp(`\\[item ${item}\\]`).test(text);
	return own && outcomes.has(error.outcome as string) ? (error.outcome as Told) : 'notNamed';
}

/** The item numbers in a text such as "items 2 and 20 to 39". */
function listed(pattern: RegExp, text: string): Set<number> {
	const [, list = ''] = pattern.exec(text) ?? [];
	const items = new Set<number>();
	for (const [, from, to = from] of list.matchAll(/(\d+)(?: to (\d+))?/g)) {
		for (let item = Number(from); item <= Number(to); item++) items.add(item);
	}
	return items;
}

import type { IDataObject, IExecuteFunctions, NodeParameterValueType } from 'n8n-workflow';

import type { ReadParameter } from '../form/write-form';
import { filledInByAgent, isTool } from '../wire/tool';

/** The value of a parameter for an item; undefined if n8n has to be asked. */
type Resolve = (json: IDataObject) => NodeParameterValueType | undefined;

/**
 * `{{ $json.vendor.name }}`, `{{ $json["Due Date"] }}`, `{{ $json.lines[0].amount }}`, `{{ $json }}`: nothing else
 * around it.
 */
const PLAIN = /^=\{\{\s*\$json((?:\.[A-Za-z_]\w*|\[\d+\]|\["[^"\\]*"\]|\['[^'\\]*'\])*)\s*\}\}$/;
const STEP = /\.(\w+)|\[(\d+)\]|\["([^"]*)"\]|\['([^']*)'\]/g;

/**
 * Reads the parameters of items. n8n starts an engine for each expression of each item, which takes a millisecond. Most
 * expressions only name a member of the item, and its value is read directly, as n8n would do. n8n is asked for
 * everything else.
 */
export function parametersOf(context: IExecuteFunctions): (item: number) => ReadParameter {
	const ask = (item: number): ReadParameter => {
		return (name, fallback) => context.getNodeParameter(name, item, fallback as IDataObject);
	};
	const node = context.getNode();
	// Only n8n can find what an agent has filled in.
	if (isTool(node) || filledInByAgent(context) !== undefined) return ask;
	const items = context.getInputData();
	const known = new Map<string, Resolve | undefined>();
	return (item) => {
		const asked = ask(item);
		return (name, fallback) => {
			if (!known.has(name)) known.set(name, resolverOf(node.parameters[name]));
			const found = known.get(name)?.(items[item].json);
			return found === undefined ? asked(name, fallback) : found;
		};
	};
}

/**
 * How a parameter is read from an item; undefined if it contains anything but constants and plain members of the item.
 */
function resolverOf(value: unknown): Resolve | undefined {
	if (typeof value === 'number' || typeof value === 'boolean') return () => value;
	if (typeof value === 'string') return value.startsWith('=') ? memberOf(value) : () => value;
	if (typeof value !== 'object' || value === null) return undefined;
	const entries = Object.entries(value).map(([name, part]) => [name, resolverOf(part)] as const);
	if (entries.some(([, resolve]) => !resolve)) return undefined;
	const parts = entries as Array<readonly [string, Resolve]>;
	return (json) => {
		const made = parts.map(([name, resolve]) => [name, resolve(json)] as const);
		if (made.some(([, part]) => part === undefined)) return undefined;
		return Array.isArray(value)
			? (made.map(([, part]) => part) as NodeParameterValueType)
			: (Object.fromEntries(made) as NodeParameterValueType);
	};
}

function memberOf(expression: string): Resolve | undefined {
	const [, path] = PLAIN.exec(expression) ?? [];
	if (path === undefined) return undefined;
	const names = [...path.matchAll(STEP)].map((step) => step.slice(1).find((name) => name));
	return (json) => {
		let at: unknown = json;
		for (const name of names) {
			const isInside = typeof at === 'object' && at !== null && name !== undefined;
			if (!isInside || !Object.prototype.hasOwnProperty.call(at, name)) return undefined;
			at = (at as IDataObject)[name];
		}
		return at === null ? undefined : copyOf(at);
	};
}

/** A copy of a JSON value; undefined if it contains anything else, such as one of n8n's date objects. */
function copyOf(value: unknown): NodeParameterValueType | undefined {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') {
		return value as NodeParameterValueType;
	}
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'object') return undefined;
	if (Array.isArray(value)) {
		const copies = value.map(copyOf);
		return copies.includes(undefined) ? undefined : (copies as NodeParameterValueType);
	}
	if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
	const parts = Object.entries(value).map(([name, part]) => [name, copyOf(part)] as const);
	if (parts.some(([, part]) => part === undefined)) return undefined;
	return Object.fromEntries(parts) as NodeParameterValueType;
}

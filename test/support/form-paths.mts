import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { Bill } from '../../nodes/Bill/Bill.node.ts';
import { BillSpendExpense } from '../../nodes/BillSpendExpense/BillSpendExpense.node.ts';
import type { ActionNodeName } from './direct-node.mts';

/*
 * The fields of a form, and the fields a case fills in, as paths: `additionalFields.autoPay.values.enabled`, and for
 * filters with the operator, `filters.name:sw`.
 */

const forms: Record<ActionNodeName, INodeProperties[]> = {
	bill: new Bill().description.properties,
	billSpendExpense: new BillSpendExpense().description.properties,
};

/** Tested elsewhere: the JSON form has its own cases, and a limit replaces Return All. */
const NOT_ASKED = ['resource', 'operation', 'inputMode', 'body', 'limit'];

/** Every field of an operation's form. */
export function formPaths(
	resource: string,
	operation: string,
	node: ActionNodeName = 'bill',
): string[] {
	return forms[node]
		.filter(({ name, displayOptions }) => {
			const { resource: ofResource = [], operation: ofOperation = [] } = displayOptions?.show ?? {};
			const shown = ofResource.includes(resource) && ofOperation.includes(operation);
			return shown && !NOT_ASKED.includes(name);
		})
		.flatMap((property) => pathsOf(property, property.name));
}

function pathsOf(property: INodeProperties, path: string): string[] {
	const options = (property.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
	if (path === 'filters') {
		return (options as INodePropertyCollection[]).flatMap(({ name, values }) => {
			const operator = values.find((value) => value.name === 'operator');
			// A filter that stands for other conditions has no operator.
			const operators = (operator?.options ?? [{}]) as Array<{ value?: unknown }>;
			return operators.map(({ value }) => `filters.${name}:${String(value)}`);
		});
	}
	if (property.type === 'collection') {
		return (options as INodeProperties[]).flatMap((each) => pathsOf(each, `${path}.${each.name}`));
	}
	if (property.type === 'fixedCollection') {
		return (options as INodePropertyCollection[]).flatMap(({ name, values }) =>
			values.flatMap((each) => pathsOf(each, `${path}.${name}.${each.name}`)),
		);
	}
	return [path];
}

/** The fields that a set of parameters fills in. An object from `anything` counts as a single value. */
export function filledPaths(value: unknown, path = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((each) => filledPaths(each, path));
	if (typeof value !== 'object' || value === null || '__rl' in value) return [path];
	if (/^filters\.\w+$/.test(path)) {
		return [`${path}:${String((value as { operator?: unknown }).operator)}`];
	}
	return [path, ...deeper(value, path)];
}

function deeper(value: object, path: string): string[] {
	return Object.entries(value).flatMap(([name, member]) =>
		filledPaths(member, path === '' ? name : `${path}.${name}`),
	);
}

/** Stands in for whatever `setUp` would return: every field, every call and every entry is another such object. */
export function anything(): never {
	const target = () => undefined;
	const one: unknown = new Proxy(target, {
		get: (_, name) => {
			if (name === Symbol.toPrimitive) return () => 'anything';
			if (name === Symbol.iterator) return () => [one, one, one][Symbol.iterator]();
			if (name === 'map' || name === 'flatMap') {
				return (work: (entry: unknown, index: number) => unknown) => [work(one, 0)];
			}
			return one;
		},
		apply: () => one,
		has: () => false,
		ownKeys: () => [],
		getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: false }),
	});
	return one as never;
}

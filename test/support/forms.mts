import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeProperties } from 'n8n-workflow';
import { Bill } from '../../nodes/Bill/Bill.node.ts';
import { resources as billResources } from '../../nodes/Bill/resources/index.ts';
import { BillSpendExpense } from '../../nodes/BillSpendExpense/BillSpendExpense.node.ts';
import { resources as spendResources } from '../../nodes/BillSpendExpense/resources/index.ts';

/** What is filled in. Which node it is for stands in `node`; left out, it is for Bill. */
export type Values = Record<string, unknown>;

/** The one Bill node, as n8n makes it when it starts. */
export const bill = new Bill();

export const { description } = bill;

/** The action nodes, each with its tables and its credential. */
export const actionNodes = [
	{ name: 'bill', node: bill, resources: billResources, credential: 'billApi' },
	{
		name: 'billSpendExpense',
		node: new BillSpendExpense(),
		resources: spendResources,
		credential: 'billSpendExpenseApi',
	},
];

export type ActionNode = (typeof actionNodes)[number];

/** The action node that values are filled in for. */
export const nodeOf = ({ node = 'bill' }: Values): ActionNode =>
	actionNodes.find(({ name }) => name === node) as ActionNode;

/** Every operation, with the name of its resource and its own, for test titles. */
export const operations = actionNodes.flatMap(({ name, resources }) =>
	resources.flatMap((resource) =>
		resource.operations.map((operation) => ({
			title: `${name === 'bill' ? '' : 'Spend & Expense: '}${resource.name} > ${operation.name}`,
			resource,
			operation,
			chosen: {
				...(name !== 'bill' && { node: name }),
				...(resource.onlyWith && { authentication: resource.onlyWith }),
				resource: resource.value,
				operation: operation.value,
			},
		})),
	),
);

/** Every operation as a row of `describe.each` or `test.each`. */
export const rows = operations.map((entry) => [entry.title, entry] as const);

export function nodeWith(parameters: Values): INode {
	const { name, credential } = nodeOf(parameters);
	const { authentication = credential } = parameters;
	return {
		id: 'node',
		name: 'Bill',
		type: `n8n-nodes-bill.${name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [String(authentication)]: { id: 'stored', name: 'Bill' } },
	} as INode;
}

const formsOf = new Map<string, INodeProperties[]>();

/** The properties of the chosen operation; all others are hidden whatever the values are. */
function formOf(values: Values): INodeProperties[] {
	const { resource, operation } = values;
	const { name, node } = nodeOf(values);
	const key = `${name} ${String(resource)} ${String(operation)}`;
	const form =
		formsOf.get(key) ??
		node.description.properties.filter(({ displayOptions }) => {
			const { resource: ofResource, operation: ofOperation } = displayOptions?.show ?? {};
			return (
				(!ofResource || ofResource.includes(resource as string)) &&
				(!ofOperation || ofOperation.includes(operation as string))
			);
		});
	formsOf.set(key, form);
	return form;
}

/** What the editor shows for these values, by n8n's own rules. */
export function shownFor(values: Values): INodeProperties[] {
	const all = withDefaults(values);
	const node = nodeWith(values);
	return formOf(values).filter((property) =>
		NodeHelpers.displayParameter(all as never, property, node, nodeOf(values).node.description),
	);
}

/** The values of a node with what is not filled in at its default, by n8n's own rules. */
export function withDefaults(values: Values): Values {
	const node = nodeWith(values);
	return NodeHelpers.getNodeParameters(
		formOf(values),
		values as never,
		true,
		false,
		node,
		nodeOf(values).node.description,
	) as Values;
}

/** The form of an operation with every required field filled in with its placeholder. */
export function requiredFilled(chosen: Values): Values {
	const required = shownFor(chosen).filter(({ required }) => required);
	return { ...chosen, ...samplesOf(required) };
}

/** What is chosen before a form is filled in, and what has tests of its own. */
const NOT_FILLED = ['authentication', 'resource', 'operation', 'options', 'filters', 'sort'];

/** The form of an operation with everything filled in that it offers. */
export function allFilled(chosen: Values): Values {
	const shown = shownFor(chosen).filter(({ name }) => !NOT_FILLED.includes(name));
	return { ...chosen, ...samplesOf(shown) };
}

/** What n8n itself finds wrong with a node before it runs it: it looks at the whole description, other forms too. */
export function issuesOf(values: Values): Record<string, string[]> {
	const { description: own } = nodeOf(values).node;
	const node = { ...nodeWith(values), parameters: withDefaults(values) } as INode;
	const issues = NodeHelpers.getNodeParametersIssues(own.properties, node, own);
	return issues?.parameters ?? {};
}

/** What the placeholder says that can be typed. */
export function placeholderOf(property: { placeholder?: string }): string | undefined {
	return /^e\.g\. ([^]+)$/.exec(property.placeholder ?? '')?.[1];
}

/** A field filled in with what its placeholder says, or with its default where it needs none. */
export function sampleOf(property: INodeProperties): unknown {
	const shown = placeholderOf(property);
	switch (property.type) {
		case 'string':
		case 'number':
		case 'dateTime':
		case 'json':
			return shown ?? property.default;
		case 'resourceLocator': {
			const byId = property.modes?.find(({ name }) => name === 'id');
			return { __rl: true, mode: 'id', value: placeholderOf(byId ?? {}) };
		}
		case 'multiOptions':
			return (property.options ?? []).map((option) => (option as { value: unknown }).value);
		case 'collection':
			return samplesOf((property.options ?? []) as INodeProperties[]);
		case 'fixedCollection': {
			const [group] = (property.options ?? []) as Array<{
				name: string;
				values: INodeProperties[];
			}>;
			const entry = samplesOf(group.values);
			return { [group.name]: property.typeOptions?.multipleValues ? [entry] : entry };
		}
		default:
			return property.default;
	}
}

/** Placeholders of several IDs name the same one twice. */
export function once(value: unknown): unknown {
	if (Array.isArray(value)) return [...new Set(value.map(once))];
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, once(inside)]));
}

export function samplesOf(properties: INodeProperties[]): Values {
	return Object.fromEntries(properties.map((property) => [property.name, sampleOf(property)]));
}

/** Everything that can be filled in, also inside collections, groups and lists. */
export function everyProperty(
	properties: INodeProperties[],
	where = '',
): Array<{ where: string; property: INodeProperties }> {
	return properties.flatMap((property) => {
		const at = `${where}${property.displayName}`;
		const inside = ((property.options ?? []) as object[]).flatMap((option) =>
			'values' in option
				? (option.values as INodeProperties[])
				: 'type' in option
					? [option as INodeProperties]
					: [],
		);
		return [{ where: at, property }, ...everyProperty(inside, `${at} > `)];
	});
}

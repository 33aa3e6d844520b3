import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeProperties } from 'n8n-workflow';
import { Bill } from '../../nodes/Bill/Bill.node.ts';
import { resources as billResources } from '../../nodes/Bill/resources/index.ts';
import { BillSpendExpense } from '../../nodes/BillSpendExpense/BillSpendExpense.node.ts';
import { resources as spendResources } from '../../nodes/BillSpendExpense/resources/index.ts';

/** Filled-in values. `node` is the node they are for; default: Bill. */
export type Values = Record<string, unknown>;

/** The Bill node, created once, as n8n does when it starts. */
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

/** The action node that the values are for. */
export const nodeOf = ({ node = 'bill' }: Values): ActionNode =>
	actionNodes.find(({ name }) => name === node) as ActionNode;

/** Every operation, with its name and that of its resource, for test titles. */
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

/** Every operation as a row for `describe.each` or `test.each`. */
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

/** The properties of the chosen operation. All others are hidden, whatever their values are. */
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

/** The properties that the editor shows for these values, by n8n's own rules. */
export function shownFor(values: Values): INodeProperties[] {
	const all = withDefaults(values);
	const node = nodeWith(values);
	return formOf(values).filter((property) =>
		NodeHelpers.displayParameter(all as never, property, node, nodeOf(values).node.description),
	);
}

/** The values of a node with defaults where nothing is filled in, by n8n's own rules. */
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

/** The form of an operation with every required field filled in from its placeholder. */
export function requiredFilled(chosen: Values): Values {
	const required = shownFor(chosen).filter(({ required }) => required);
	return { ...chosen, ...samplesOf(required) };
}

/** Chosen before the form is filled in, or tested separately. */
const NOT_FILLED = ['authentication', 'resource', 'operation', 'options', 'filters', 'sort'];

/** The form of an operation with every field filled in. */
export function allFilled(chosen: Values): Values {
	const shown = shownFor(chosen).filter(({ name }) => !NOT_FILLED.includes(name));
	return { ...chosen, ...samplesOf(shown) };
}

/**
 * The issues that n8n itself finds in a node before running it. It checks the whole description, including other
 * forms.
 */
export function issuesOf(values: Values): Record<string, string[]> {
	const { description: own } = nodeOf(values).node;
	const node = { ...nodeWith(values), parameters: withDefaults(values) } as INode;
	const issues = NodeHelpers.getNodeParametersIssues(own.properties, node, own);
	return issues?.parameters ?? {};
}

/** The example value in a placeholder. */
export function placeholderOf(property: { placeholder?: string }): string | undefined {
	return /^e\.g\. ([^]+)$/.exec(property.placeholder ?? '')?.[1];
}

/** A field filled in with its placeholder, or with its default if it has none. */
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

/** Removes duplicates, because placeholders for several IDs contain the same ID twice. */
export function once(value: unknown): unknown {
	if (Array.isArray(value)) return [...new Set(value.map(once))];
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, once(inside)]));
}

export function samplesOf(properties: INodeProperties[]): Values {
	return Object.fromEntries(properties.map((property) => [property.name, sampleOf(property)]));
}

/** Every property that can be filled in, including those inside collections, groups and lists. */
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

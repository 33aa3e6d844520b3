import { type INode, type INodeExecutionData, Workflow } from 'n8n-workflow';
import { parametersOf } from '../../nodes/core/run/parameters.ts';

/*
 * Plain fields of an item are read without n8n's expression engine, with the same result as n8n's. Everything else is
 * evaluated by n8n.
 */

const item = {
	name: 'Northwind',
	empty: '',
	amount: 12.5,
	none: 0,
	paid: false,
	nothing: null,
	'Due Date': '2026-01-31',
	formula: '={{ 1 + 1 }}',
	vendor: { id: '009', tags: ['a', 'b'], address: { city: 'Providence' } },
	lines: [{ amount: 1 }, { amount: 2 }],
};

/** Nodes can pass on values that are not JSON. */
const odd = { due: new Date(0), history: [{ at: new Date(0) }] };

/** A node with one parameter in n8n's own engine, and how often the engine was used. */
function nodeWith(value: unknown, type = 'n8n-nodes-bill.bill') {
	const node = { name: 'Bill', type, typeVersion: 1, parameters: { value } } as unknown as INode;
	const known = { getByNameAndVersion: () => ({ description: { properties: [] } }) };
	const nodeTypes = { ...known, getByName: known.getByNameAndVersion, getKnownTypes: () => ({}) };
	const workflow = new Workflow({
		nodes: [{ ...node }],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as never,
	});
	const items: INodeExecutionData[] = [{ json: {} }, { json: item }, { json: { ...item, ...odd } }];
	const engine = (index: number) =>
		workflow.expression.getParameterValue(
			value as never,
			null,
			0,
			index,
			'Bill',
			items,
			'manual',
			{},
		) as unknown;
	let asked = 0;
	const context = {
		getNode: () => node,
		getInputData: () => items,
		getNodeParameter: (name: string, index: number, fallback: unknown) => {
			asked++;
			return name === 'value' ? engine(index) : fallback;
		},
	};
	return {
		engine,
		read: (name = 'value', index = 1) => parametersOf(context as never)(index)(name, 'fallback'),
		asked: () => asked,
	};
}

test.each([
	'plain text',
	12,
	true,
	'={{ $json.name }}',
	'={{$json.empty}}',
	'={{ $json.amount }}',
	'={{ $json.none }}',
	'={{ $json.paid }}',
	'={{ $json["Due Date"] }}',
	"={{ $json['name'] }}",
	'={{ $json.formula }}',
	'={{ $json.vendor.address.city }}',
	'={{ $json.vendor.tags[1] }}',
	'={{ $json.lines[0].amount }}',
	'={{ $json.vendor }}',
	'={{ $json.vendor.tags }}',
	'={{ $json.lines }}',
	'={{ $json }}',
	{ __rl: true, mode: 'id', value: '={{ $json.vendor.id }}' },
	{ values: [{ amount: '={{ $json.lines[1].amount }}', description: 'Paper' }] },
])('%j is read as n8n reads it, without its engine', (value) => {
	const { engine, read, asked } = nodeWith(value);
	expect(read()).toEqual(engine(1));
	expect(read()).not.toBeUndefined();
	expect(asked()).toBe(0);
});

test.each([
	'={{ $json.missing }}',
	'={{ $json.missing.more }}',
	'={{ $json.nothing }}',
	'={{ $json.due }}',
	'={{ $json.history }}',
	'={{ $json.name.length }}',
	'={{ $json.lines[7].amount }}',
	'={{ $json.name }} Ltd',
	'=Bill {{ $json.name }}',
	'={{ $json.amount + 1 }}',
	'={{ $json.name.toUpperCase() }}',
	'={{ $json.vendor.tags.length > 1 }}',
	'=just text',
	{ name: '={{ $json.name }}', city: '={{ $json.vendor.address.city.toUpperCase() }}' },
	null,
])('%j is asked of n8n', (value) => {
	const { engine, read, asked } = nodeWith(value);
	expect(read('value', 2)).toEqual(engine(2));
	expect(asked()).toBe(1);
});

test('what one item does not have is asked of n8n for that item', () => {
	const { read, asked } = nodeWith('={{ $json.name }}');
	expect(read('value', 0)).toBeUndefined();
	expect(asked()).toBe(1);
});

test.each(['constructor', '__proto__', 'toString'])(
	'%s of an item is not a member of it',
	(name) => {
		const { read, asked } = nodeWith(`={{ $json.${name} }}`);
		try {
			read();
		} catch {
			// n8n refuses some of them.
		}
		expect(asked()).toBe(1);
	},
);

test('a parameter that is not there has what n8n gives for it', () => {
	const { read, asked } = nodeWith('x');
	expect(read('other')).toBe('fallback');
	expect(asked()).toBe(1);
});

test('as a tool of an agent all is asked of n8n', () => {
	const { read, asked } = nodeWith('={{ $json.name }}', 'n8n-nodes-bill.billTool');
	expect(read()).toBe(item.name);
	expect(asked()).toBe(1);
});

test.each([{ values: [{ amount: 1 }] }, '={{ $json.vendor }}'])(
	'what is given for %j is a copy each time',
	(value) => {
		const { read } = nodeWith(value);
		expect(read()).not.toBe(read());
		expect(read()).not.toBe(item.vendor);
	},
);

import { Workflow } from 'n8n-workflow';
import type { INode, INodeType } from 'n8n-workflow';
import { BillPollTrigger } from '../../nodes/BillPollTrigger/BillPollTrigger.node.ts';
import { sources } from '../../nodes/BillPollTrigger/sources.ts';
import { BillTrigger } from '../../nodes/BillTrigger/BillTrigger.node.ts';
import { rows, nodeOf } from '../support/forms.mts';

/* What n8n writes under a node on the canvas: evaluated by n8n's own expressions, from the parameters alone. */

function under({ description }: INodeType, parameters: object) {
	const node = {
		id: '1',
		name: 'Node',
		type: 'x.node',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const nodeTypes = { getByName: () => undefined, getByNameAndVersion: () => undefined };
	const workflow = new Workflow({
		nodes: [node as INode],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as never,
	});
	const { expression } = workflow;
	const { subtitle } = description;
	return expression.getSimpleParameterValue(node as INode, subtitle, 'internal', {}) as unknown;
}

test.each(rows)('under %s stands its action, in words', (_, { operation, chosen }) => {
	expect(under(nodeOf(chosen).node, chosen)).toBe(operation.action);
});

test('a list is called in words', () => {
	const of = (parameters: { resource: string; operation: string }) =>
		under(nodeOf({ ...parameters }).node, parameters);
	expect(of({ resource: 'bill', operation: 'getAll' })).toBe('Get many bills');
	expect(of({ resource: 'payment', operation: 'create' })).toBe('Pay a bill');
	expect(of({ resource: 'user', operation: 'create' })).toBe('Create a user');
	// Values that no table knows, such as those added by a newer version, are shown unchanged.
	expect(of({ resource: 'bill', operation: 'frame' })).toBe('bill: frame');
});

test('under the trigger stand its events, in words', () => {
	const trigger = new BillTrigger();
	expect(under(trigger, { events: ['payment.updated', 'bill.created'] })).toBe(
		'Payment Updated, Bill Created',
	);
	expect(under(trigger, { events: [] })).toBe('');
	expect(under(trigger, { events: ['bill.framed'] })).toBe('bill.framed');
});

test('under the polling trigger stands what it waits for, in words', () => {
	const poll = new BillPollTrigger();
	expect(under(poll, { polledResource: 'invoice', triggerOn: 'created' })).toBe('Invoices: new');
	expect(under(poll, { polledResource: 'invoice', triggerOn: 'updated' })).toBe(
		'Invoices: new or changed',
	);
	for (const { value } of sources) {
		expect(under(poll, { polledResource: value })).toMatch(/^[A-Z][^:]+: new$/);
	}
});

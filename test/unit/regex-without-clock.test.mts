import { NodeHelpers, type INode, type INodeProperties } from 'n8n-workflow';

/* In the tests, n8n's validation of a form may take as long as a busy machine needs. */

const nested = '(a+)+';
/** Refused only after trying all ways to split up the letters, which takes far more than 250 ms. */
const slowToRefuse = `${'a'.repeat(24)}!`;

test('an expression that takes longer than n8n allows is answered all the same', () => {
	const property: INodeProperties = {
		displayName: 'Record',
		name: 'record',
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				validation: [
					{ type: 'regex', properties: { regex: nested, errorMessage: 'It is not an ID' } },
				],
			},
		],
	};
	const node: INode = {
		id: '1',
		name: 'Node',
		type: 'node',
		typeVersion: 1,
		position: [0, 0],
		parameters: { record: { __rl: true, mode: 'id', value: slowToRefuse } },
	};

	const issues = NodeHelpers.getNodeParametersIssues([property], node, null);

	expect(issues?.parameters).toEqual({ record: ['It is not an ID'] });
});

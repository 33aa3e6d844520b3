import { onlyWhen, required } from '../../../core/form/field';
import type { Field } from '../../../core/form/field';
import { filterBy } from '../../../core/form/filters';
import { flag, money, text } from '../../../core/form/kinds';
import { keptIfNew } from '../../../core/form/meant-filters';
import { record, records as ids } from '../../../core/form/record-fields';
import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';
import { bodyOfLost } from '../../../core/look-up/way';
import { bodyOf, standard } from '../../../core/run/operation';
import type { Resource } from '../../../core/run/operation';
import { remove } from '../../../core/run/output';
import * as records from '../../records';
import { retired, without } from '../shared/look-ups';
import { texts } from '../shared/kinds';
import { checkCustomField } from '../shared/rules';

const PATH = records.customField.list.path;

const fieldShape: Shape = {
	...strings('id', 'uuid', 'name', 'description', 'type'),
	...{ multiSelect: 'boolean', allowCustomValues: 'boolean', required: 'boolean' },
	...{ minimumAmountForRequirement: 'number', global: 'boolean', retired: 'boolean' },
	createdTime: 'string',
	selectedBudgetIds: ['string'],
	selectedBudgetUuids: ['string'],
	requiredBudgetIds: ['string'],
	requiredBudgetUuids: ['string'],
};

const customField = standard(
	{
		one: 'custom field',
		many: 'custom fields',
		path: PATH,
		id: record('customFieldId', records.customField, { required: true }),
		shape: fieldShape,
		simplify: [
			'uuid',
			'name',
			'type',
			'required',
			'global',
			'multiSelect',
			'allowCustomValues',
			'selectedBudgetUuids',
			'retired',
		],
	},
	{
		byTime: false,
		how: { once: 'uuid' },
		expected: (lost) => without(bodyOfLost(lost), ['values']),
	},
);

const name = text('name', { eg: 'Project' });
const allowCustomValues = flag('allowCustomValues', {
	description: 'Whether people may type a value that is not in the list',
});
const isRequired = flag('required', {
	description: 'Whether a transaction is complete only with this field',
});
const isGlobal = flag('global', {
	initially: true,
	description: 'Whether all budgets have the field; otherwise only the selected ones',
});
const budgets = (path: string, description: string) =>
	ids(path, records.budget, {
		label: path === 'selectedBudgetIds' ? 'Selected Budgets' : 'Required Budgets',
		description,
	});
const selectedBudgets = budgets(
	'selectedBudgetIds',
	'The budget that has the field; enter several by ID, separated by commas',
);
const more: Field[] = [
	text('description', { eg: 'The project that is charged for it' }),
	money('minimumAmountForRequirement', {
		eg: 25,
		description: 'Amount from which the field is required',
	}),
	budgets(
		'requiredBudgetIds',
		'The budget that requires the field; enter several by ID, separated by commas',
	),
];

export const customFieldResource: Resource = {
	value: 'customField',
	name: 'Custom Field',
	description: 'Fields for coding transactions and reimbursements',
	operations: [
		customField.create({
			description:
				'Add a new custom field with values to choose from; note fields cannot be added through the API',
			// BILL's page marks these three as required although it gives defaults, so they are always sent.
			fields: [
				required(name),
				allowCustomValues,
				isRequired,
				isGlobal,
				onlyWhen({ global: [false] }, selectedBudgets),
			],
			optional: {
				as: 'additionalFields',
				fields: [
					...more,
					flag('multiSelect', { description: 'Whether several values can be chosen' }),
					texts('values', { eg: 'Harbor Road' }),
				],
			},
			prepare: (call) => checkCustomField(bodyOf(call)),
		}),
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete a custom field',
			description: 'Remove one custom field permanently; this cannot be undone',
			method: 'DELETE',
			path: `${PATH}/{customFieldId}`,
			fields: [record('customFieldId', records.customField, { required: true })],
			output: { deleted: 'boolean' },
			lookUp: retired,
			run: remove,
		},
		customField.get(),
		customField.getAll({
			filters: [
				filterBy.text('name', ['eq', 'sw'], 'Project'),
				keptIfNew,
				filterBy.flag('retired', ['eq'], 'Whether the field is retired'),
			],
			sort: ['name', 'createdTime'],
			oneSort: true,
			once: 'uuid',
		}),
		customField.update([name, allowCustomValues, isRequired, isGlobal, selectedBudgets, ...more], {
			description:
				'Change fields of one custom field; all other fields stay as they are. To change its values, use Custom Field Value.',
			prepare: (call) => {
				const body = bodyOf(call);
				// If only Global is changed, BILL knows which budgets have the field.
				if (body.selectedBudgetIds !== undefined) checkCustomField(body);
			},
		}),
	],
};

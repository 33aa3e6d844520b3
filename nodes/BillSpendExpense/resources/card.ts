import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { choice, day, flag, money, text } from '../../core/form/kinds';
import { keptIfChanged } from '../../core/form/meant-filters';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { bodyOfLost } from '../../core/look-up/way';
import { bodyOf, standard } from '../../core/run/operation';
import type { Operation, Resource } from '../../core/run/operation';
import { remove } from '../../core/run/output';
import * as records from '../records';
import { changedTo, retired, withPeriod, withStatus } from './shared/look-ups';
import { checkCard } from './shared/rules';

const PATH = records.card.list.path;

/** A physical card has no name, no budget and no period. */
const cardShape: Shape = {
	...strings('id', 'uuid', 'name', 'userId', 'userUuid', 'budgetId', 'budgetUuid'),
	...strings('lastFour', 'validThru', 'expirationDate', 'status', 'deletedReason', 'type'),
	...{ shareBudgetFunds: 'boolean', recurring: 'boolean', recurringLimit: 'number' },
	currentPeriod: { limit: 'number', spent: 'number' },
	...strings('createdTime', 'updatedTime'),
};

const cardId = record('cardId', records.card, { required: true });

const card = standard(
	{
		one: 'card',
		many: 'cards',
		path: PATH,
		id: cardId,
		shape: cardShape,
		simplify: [
			'uuid',
			'name',
			'type',
			'status',
			'lastFour',
			'userUuid',
			'budgetUuid',
			'currentPeriod.limit',
			'currentPeriod.spent',
			'expirationDate',
		],
	},
	{
		byTime: false,
		how: { once: 'uuid' },
		conditions: ({ budgetId }) => [`budgetIds:eq:${String(budgetId)}`],
		expected: (lost) => withPeriod(bodyOfLost(lost)),
	},
);

const name = text('name', { eg: 'Software subscriptions' });
const budgetId = record('budgetId', records.budget);
const terms: Field[] = [
	day('expirationDate', {
		eg: '2027-12-31',
		description: 'The day on which the card closes automatically, not the date printed on the card',
	}),
	money('limit', {
		label: 'Limit',
		as: 'periodLimit',
		eg: 100,
		description: 'Limit for the current period',
	}),
	money('recurringLimit', { eg: 100, description: 'Limit for each later period' }),
	flag('shareBudgetFunds', {
		description: 'Whether the card draws directly on the budget. If so, leave out the limits.',
	}),
];

const switched = (value: 'freeze' | 'unfreeze', rest: Pick<Operation, 'name' | 'description'>) => ({
	...rest,
	value,
	action: `${rest.name} a card`,
	method: 'POST' as const,
	path: `${PATH}/{cardId}/${value}`,
	fields: [cardId],
	output: cardShape,
	lookUp: withStatus(value === 'freeze' ? 'FROZEN' : 'ACTIVATED'),
});

/** BILL can also return the number of a card. It is left out, because card data does not belong in a workflow. */
export const cardResource: Resource = {
	value: 'card',
	name: 'Card',
	description: 'Vendor cards and member cards',
	operations: [
		card.create({
			description: 'Add a new vendor card for a user, on a budget',
			fields: [
				required(name),
				record('userId', records.user, { required: true }),
				required(budgetId),
			],
			optional: { as: 'additionalFields', fields: terms },
			prepare: (call) => checkCard(bodyOf(call)),
		}),
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete a card',
			description:
				'Close one card permanently; this cannot be undone. To stop it temporarily, use Freeze.',
			method: 'DELETE',
			path: `${PATH}/{cardId}`,
			fields: [
				cardId,
				choice('reason', ['CANCELLED', 'LOST', 'STOLEN', 'MISPLACED'], { initially: 'CANCELLED' }),
			],
			output: { deleted: 'boolean' },
			lookUp: retired,
			run: remove,
		},
		switched('freeze', {
			name: 'Freeze',
			description: 'Decline all charges on one card until you unfreeze it',
		}),
		card.get(),
		card.getAll({
			filters: [
				filterBy.record('budgetIds', ['eq', 'in'], records.budget),
				filterBy.record('cardIds', ['eq', 'in'], records.card),
				filterBy.choice('status', ['eq'], ['ACTIVATED', 'DELETED', 'FROZEN', 'NOT_ACTIVATED']),
				filterBy.choice(
					'types',
					['eq', 'in'],
					['PHYSICAL', 'VIRTUAL_MEMBER', 'VIRTUAL_VENDOR'],
					'Type',
				),
				keptIfChanged,
				filterBy.record('userIds', ['eq', 'in'], records.user),
			],
			sort: ['name', 'lastFour', 'status'],
			oneSort: true,
			once: 'uuid',
		}),
		switched('unfreeze', {
			name: 'Unfreeze',
			description: 'Allow charges on one frozen card again',
		}),
		card.update(
			[
				budgetId,
				name,
				flag('recurring', {
					description:
						'Whether the limit renews each period; otherwise it ends with the current period',
				}),
				...terms,
			],
			{ lookUp: changedTo(withPeriod), prepare: (call) => checkCard(bodyOf(call)) },
		),
	],
};

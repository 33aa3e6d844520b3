import { number, record, text } from '../../core/fields';
import type { Field } from '../../core/fields';
import { filterBy } from '../../core/list';
import { strings } from '../../core/operation';
import type { Resource } from '../../core/operation';
import { standard } from '../../core/standard';
import * as records from '../records';
import { TIME_OPERATORS } from './shared';

/** https://developer.bill.com/docs/payment-terms */
const PATH = '/v3/organizations/{organizationId}/payment-terms';

const term = standard({
	one: 'payment term',
	many: 'payment terms',
	path: PATH,
	id: record('paymentTermId', records.paymentTerm, { required: true }),
	shape: { ...strings('id', 'name', 'createdTime', 'updatedTime'), daysDue: 'number' },
	simplify: [],
});

const simplify = undefined;

const fields = (required: boolean): Field[] => [
	text('name', { eg: 'Net 45', required }),
	number('daysDue', {
		eg: 45,
		integer: true,
		min: 0,
		max: 999,
		required,
		description: 'How many days after its date a bill is due; only one term may have a number',
	}),
];

export const paymentTermResource: Resource = {
	value: 'paymentTerm',
	name: 'Payment Term',
	description: 'How many days there are to pay a bill; BILL deletes no terms',
	operations: [
		term.create({
			description: 'Add a term such as Net 45, which bills and vendors can then have',
			fields: fields(true),
		}),
		term.get({ simplify }),
		term.getAll(
			{
				// Taken from BILL's other lists; its page of filterable fields does not name payment terms.
				filters: [
					filterBy.moment('createdTime', [...TIME_OPERATORS]),
					filterBy.record('id', ['eq', 'ne', 'in'], records.paymentTerm),
					filterBy.moment('updatedTime', [...TIME_OPERATORS]),
				],
				sort: ['createdTime', 'updatedTime'],
			},
			{ simplify },
		),
		term.update(fields(false)),
	],
};

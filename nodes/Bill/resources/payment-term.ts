import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { number, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import { standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import * as records from '../records';
import { commonFilters } from './shared/filters';

/** https://developer.bill.com/docs/payment-terms */
const PATH = '/v3/organizations/{organizationId}/payment-terms';

const term = standard({
	one: 'payment term',
	many: 'payment terms',
	path: PATH,
	id: record('paymentTermId', records.paymentTerm, { required: true }),
	shape: { ...strings('id', 'name', 'createdTime', 'updatedTime'), daysDue: 'number' },
});

const fields: Field[] = [
	text('name', { eg: 'Net 45' }),
	number('daysDue', {
		eg: 45,
		integer: true,
		min: 0,
		max: 999,
		description:
			'How many days after its date a bill is due; no two terms may have the same number',
	}),
];

export const paymentTermResource: Resource = {
	value: 'paymentTerm',
	name: 'Payment Term',
	description: 'Number of days until a bill is due; terms cannot be deleted',
	operations: [
		term.create({
			description: 'Add a payment term such as Net 45, for bills and vendors',
			fields: fields.map(required),
		}),
		term.get(),
		term.getAll({
			// Taken from BILL's other lists; its page of filterable fields does not name payment terms.
			filters: [...commonFilters(records.paymentTerm)],
			sort: ['createdTime', 'updatedTime'],
		}),
		term.update(fields),
	],
};

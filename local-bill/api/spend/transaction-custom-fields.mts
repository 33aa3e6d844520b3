import { byIds, connectionQuery, pageOf } from '../../engine/connection.mts';
import { parseFilters } from '../../engine/filters.mts';
import type { Route } from '../../engine/route.mts';
import * as is from '../../engine/schema.mts';
import {
	type FieldInput,
	fieldsOf,
	filledFields,
	valuesOf,
} from '../../rules/spend-custom-fields.mts';
import { showFilled } from '../../rules/spend-shown-fields.mts';
import { mustBeOpen } from '../../rules/spend-transactions.mts';
import type { SpendCustomField } from '../../state/records/spend.mts';
import { spendRoute } from './route.mts';
import { transactionOf } from './transactions.mts';

/**
 * The input for one custom field. BILL silently ignores unknown fields (seen live). A single value can be sent as a
 * string instead of a list.
 */
export const customFieldInput = {
	...is.object({
		customFieldId: is.text(),
		selectedValues: { type: ['array', 'string'], items: is.text() },
		note: is.text(),
	}),
	additionalProperties: true,
} as is.Schema<FieldInput>;

const path = '/transactions/:transactionId/custom-fields';

/** https://developer.bill.com/reference/listtransactioncustomfields and related pages. */
export const spendTransactionFieldRoutes: Route[] = [
	spendRoute({
		method: 'GET',
		path,
		query: { filters: is.text() },
		// Not paged.
		handle: (call) => {
			const { world, query } = call;
			const transaction = transactionOf(call);
			const customFieldIds = {
				...byIds<SpendCustomField>('spendCustomFields', ({ id }) => [id]),
				operators: ['eq' as const],
			};
			const test = query.filters
				? parseFilters(query.filters, { customFieldIds }, world)
				: () => true;
			const fields = fieldsOf(world, transaction).filter(test);
			return { results: fields.map((field) => showFilled(world, field, transaction)) };
		},
	}),
	spendRoute({
		method: 'PUT',
		path,
		body: is.object({ customFields: is.list(customFieldInput) }, ['customFields']),
		handle: (call) => {
			const { world, body } = call;
			const transaction = transactionOf(call);
			mustBeOpen(transaction);
			const customFields = filledFields(world, transaction, body.customFields);
			if (customFields !== transaction.customFields) {
				world.of('spendTransactions').save({ ...transaction, customFields });
			}
			return { status: 'SUCCESS' };
		},
	}),
	spendRoute({
		method: 'GET',
		path: `${path}/:customFieldId/values`,
		query: connectionQuery,
		handle: (call) => {
			transactionOf(call);
			const field = call.world.of('spendCustomFields').get(call.params.customFieldId);
			const values = valuesOf(call.world, field.id).filter(({ deleted }) => !deleted);
			return pageOf(call, values, 100, ({ id, uuid, value }) => ({ id, uuid, value }));
		},
	}),
];

import { answerConnection, filteredQuery, sortedQuery } from '../../engine/connection.mts';
import * as by from '../../engine/filters.mts';
import type { Call, Route } from '../../engine/route.mts';
import * as is from '../../engine/schema.mts';
import { BillError, must } from '../../errors/bill-error.mts';
import { addValue, valuesOf } from '../../rules/spend-custom-fields.mts';
import { clean, mustHave } from '../../state/members.mts';
import type { SpendCustomField, SpendCustomFieldValue } from '../../state/records/spend.mts';
import type { World } from '../../state/world.mts';
import { spendRoute } from './route.mts';

const budgetIds = is.list(is.ref('spendBudgets'));
const patchable = {
	name: is.text(),
	description: is.text(),
	allowCustomValues: is.flag,
	minimumAmountForRequirement: is.notNegative,
	required: is.flag,
	global: is.flag,
	selectedBudgetIds: budgetIds,
	requiredBudgetIds: budgetIds,
};
const values = is.list(is.text(255));
/** `required` is marked as required but also has a default, so it may be left out. */
const whole = is.object({ ...patchable, multiSelect: is.flag, values }, [
	...(['name', 'allowCustomValues', 'global'] as const),
]);
const path = '/custom-fields/:customFieldId';

/** https://developer.bill.com/reference/createcustomfield and related pages. */
export const spendCustomFieldRoutes: Route[] = [
	spendRoute({
		method: 'GET',
		path: '/custom-fields',
		query: sortedQuery,
		handle: (call) =>
			answerConnection(
				call,
				call.world.of('spendCustomFields').all(),
				{
					filters: { name: by.text('eq', 'sw'), retired: by.flag('eq') },
					sort: { name: ({ name }) => name, createdTime: ({ createdTime }) => createdTime },
					retired: ({ retired }) => retired,
				},
				(field) => showField(call.world, field),
			),
	}),
	spendRoute({ method: 'POST', path: '/custom-fields', body: whole, handle: create }),
	spendRoute({
		method: 'GET',
		path,
		handle: (call) => showField(call.world, fieldOf(call)),
	}),
	spendRoute({ method: 'PATCH', path, body: is.object(patchable), handle: update }),
	spendRoute({
		method: 'DELETE',
		path,
		handle: (call) => {
			const field = livingField(call);
			call.world.of('spendCustomFields').save({ ...field, retired: true });
		},
	}),
	spendRoute({
		method: 'GET',
		path: `${path}/values`,
		query: filteredQuery,
		handle: (call) =>
			answerConnection(
				call,
				valuesOf(call.world, fieldOf(call).id),
				{
					filters: {
						name: { ...by.text('eq', 'sw'), of: ({ value }) => [value.toLowerCase()] },
						retired: { ...by.flag('eq'), of: ({ deleted }) => [deleted] },
					},
					retired: ({ deleted }) => deleted,
				},
				showValue,
			),
	}),
	spendRoute({
		method: 'POST',
		path: `${path}/values`,
		body: is.object({ values: { ...values, minItems: 1 } }, ['values']),
		// Many values can be sent, but BILL's example response has only one.
		handle: (call) => {
			const field = selectorOf(call);
			const added = call.body.values.map((value) => addNamed(call.world, field, value));
			return showValue(added[0]);
		},
	}),
	spendRoute({
		method: 'DELETE',
		path: `${path}/values`,
		body: is.object({ customFieldValueIds: is.list(is.ref('spendCustomFieldValues'), 1) }, [
			'customFieldValueIds',
		]),
		// Transactions keep the values they already have.
		handle: (call) => {
			for (const id of call.body.customFieldValueIds) {
				const value = valueOf(call, id);
				call.world.of('spendCustomFieldValues').save({ ...value, deleted: true });
			}
		},
	}),
	spendRoute({
		method: 'GET',
		path: `${path}/values/:customFieldValueId`,
		handle: (call) => showValue(valueOf(call, call.params.customFieldValueId)),
	}),
];

function create({ world, body }: Call<is.Value<typeof whole>>) {
	const { values: names = [], ...members } = body;
	const field = clean({
		...{ required: false, multiSelect: false, ...members },
		...{ type: 'CUSTOM_SELECTOR', retired: false },
		selectedBudgetIds: idsOf(world, body.selectedBudgetIds),
		requiredBudgetIds: idsOf(world, body.requiredBudgetIds),
	});
	check(field);
	const made = world.of('spendCustomFields').add(field);
	for (const name of names) addNamed(world, made, name);
	return showField(world, made);
}

function update(call: Call<is.Body<typeof patchable>>) {
	const { world, body } = call;
	const before = livingField(call);
	const { selectedBudgetIds, requiredBudgetIds } = body;
	const changed = clean({
		...before,
		...body,
		selectedBudgetIds: selectedBudgetIds
			? idsOf(world, selectedBudgetIds)
			: before.selectedBudgetIds,
		requiredBudgetIds: requiredBudgetIds
			? idsOf(world, requiredBudgetIds)
			: before.requiredBudgetIds,
	});
	check(changed);
	return showField(world, world.of('spendCustomFields').save(changed));
}

function check(field: Pick<SpendCustomField, 'name' | 'global' | 'selectedBudgetIds'>): void {
	mustHave(field, 'name');
	if (!field.global && field.selectedBudgetIds.length === 0) {
		throw BillError.missing('selectedBudgetIds');
	}
}

function addNamed(world: World, field: SpendCustomField, name: string): SpendCustomFieldValue {
	if (name.trim() === '') throw BillError.invalid('values', 'must not be empty');
	return addValue(world, field.id, name);
}

function idsOf(world: World, ids: string[] = []): string[] {
	return ids.map((id) => world.of('spendBudgets').get(id).id);
}

function fieldOf({ world, params }: Call): SpendCustomField {
	return world.of('spendCustomFields').get(params.customFieldId);
}

function livingField(call: Call): SpendCustomField {
	const field = fieldOf(call);
	must(!field.retired, 'customFieldId', 'The custom field is retired');
	return field;
}

function selectorOf(call: Call): SpendCustomField {
	const field = livingField(call);
	must(field.type === 'CUSTOM_SELECTOR', 'customFieldId', 'The custom field has no values');
	return field;
}

function valueOf(call: Call, id: string): SpendCustomFieldValue {
	const value = call.world.of('spendCustomFieldValues').get(id);
	if (value._fieldId !== fieldOf(call).id) throw BillError.notFound(id);
	return value;
}

function showValue({ id, uuid, value, deleted }: SpendCustomFieldValue) {
	return { id, uuid, value, deleted };
}

function showField(world: World, field: SpendCustomField) {
	const { id, uuid, name, description, type, multiSelect, allowCustomValues } = field;
	const { minimumAmountForRequirement, required, global, retired, createdTime } = field;
	const { selectedBudgetIds, requiredBudgetIds } = field;
	const uuids = (ids: string[]) => ids.map((each) => world.of('spendBudgets').get(each).uuid);
	return {
		...{ id, uuid, name, description, type, multiSelect, allowCustomValues },
		...{ minimumAmountForRequirement, required, global, retired, createdTime },
		...{ selectedBudgetIds, selectedBudgetUuids: uuids(selectedBudgetIds) },
		...{ requiredBudgetIds, requiredBudgetUuids: uuids(requiredBudgetIds) },
	};
}

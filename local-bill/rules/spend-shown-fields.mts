import type { FilledField, SpendCustomField } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { isRequired } from './spend-custom-fields.mts';

/** A custom field with its values, as transactions and reimbursements show it. */
export function showFilled(
	world: World,
	field: SpendCustomField,
	spent: { budgetId: string; amount: number; customFields: FilledField[] },
) {
	const filled = spent.customFields.find(({ fieldId }) => fieldId === field.id);
	const { id, uuid, name } = field;
	return {
		...{ id, uuid, name, note: filled?.note, isRequired: isRequired(field, spent) },
		selectedValues: (filled?.valueIds ?? []).map((valueId) => {
			const value = world.of('spendCustomFieldValues').get(valueId);
			return { id: value.id, uuid: value.uuid, value: value.value };
		}),
	};
}

import { must } from '../errors/bill-error.mts';
import type {
	FilledField,
	SpendCustomField,
	SpendCustomFieldValue,
} from '../state/records/spend.mts';
import type { World } from '../state/world.mts';

/** The details of a purchase that matter for custom fields. */
interface Spent {
	budgetId: string;
	amount: number;
	customFields: FilledField[];
}

/** One entry of a request. */
export interface FieldInput {
	customFieldId?: string;
	selectedValues?: string[] | string;
	note?: string;
}

export function valuesOf(world: World, fieldId: string): SpendCustomFieldValue[] {
	return world
		.of('spendCustomFieldValues')
		.all()
		.filter(({ _fieldId }) => _fieldId === fieldId);
}

/** Whether a field applies to spending from that budget. */
function applies(
	{ retired, global, selectedBudgetIds }: SpendCustomField,
	budgetId: string,
): boolean {
	return !retired && (global || selectedBudgetIds.includes(budgetId));
}

/** Whether the field must be filled in. */
export function isRequired(field: SpendCustomField, { budgetId, amount }: Spent): boolean {
	const { required, requiredBudgetIds, minimumAmountForRequirement = 0 } = field;
	if (!required || Math.abs(amount) < minimumAmountForRequirement) return false;
	return requiredBudgetIds.length === 0 || requiredBudgetIds.includes(budgetId);
}

/** The fields that apply, and those that already have a value. */
export function fieldsOf(world: World, spent: Spent): SpendCustomField[] {
	return world
		.of('spendCustomFields')
		.all()
		.filter(
			(field) =>
				applies(field, spent.budgetId) ||
				spent.customFields.some(({ fieldId }) => fieldId === field.id),
		);
}

export function isFilled({ valueIds, note }: FilledField): boolean {
	return valueIds.length > 0 || Boolean(note);
}

/** Whether all required fields are filled in. */
export function isFilledIn(world: World, spent: Spent): boolean {
	return fieldsOf(world, spent)
		.filter((field) => isRequired(field, spent))
		.every((field) =>
			spent.customFields.some((filled) => filled.fieldId === field.id && isFilled(filled)),
		);
}

/**
 * The values of the fields after a write. BILL silently drops what it cannot use: an entry without customFieldId, an
 * unknown field or value, new text where the field does not allow it (seen live).
 * https://developer.bill.com/reference/updatetransactioncustomfields
 */
export function filledFields(world: World, spent: Spent, inputs: FieldInput[]): FilledField[] {
	const mode = world.spend.customFieldWrites;
	if (mode === 'dropped') return spent.customFields;
	return inputs.reduce(
		(filled, input) => written(world, { ...spent, customFields: filled }, input),
		spent.customFields,
	);
}

function written(world: World, spent: Spent, input: FieldInput): FilledField[] {
	const before = spent.customFields;
	const field = input.customFieldId && world.of('spendCustomFields').find(input.customFieldId);
	if (!field || !applies(field, spent.budgetId)) return before;
	if (takesIdsOnly(world) && input.customFieldId === field.uuid) return before;
	const others = before.filter(({ fieldId }) => fieldId !== field.id);
	if (field.type === 'NOTE') {
		if (input.note === undefined) return before;
		return input.note === ''
			? others
			: [...others, { fieldId: field.id, note: input.note, valueIds: [] }];
	}
	const { selectedValues } = input;
	if (selectedValues === undefined) return before;
	const texts = Array.isArray(selectedValues) ? selectedValues : [selectedValues];
	if (texts.length === 0) return others;
	must(
		field.multiSelect || texts.length === 1,
		'selectedValues',
		`${field.name} accepts only one value`,
	);
	if (world.spend.customFieldWrites === 'oneIdOnly' && Array.isArray(selectedValues)) return before;
	const valueIds = texts.flatMap((text) => valueId(world, field, text) ?? []);
	return valueIds.length === 0 ? before : [...others, { fieldId: field.id, valueIds }];
}

function takesIdsOnly(world: World): boolean {
	return world.spend.customFieldWrites !== 'kept';
}

function valueId(world: World, field: SpendCustomField, text: string): string | undefined {
	const value = world.of('spendCustomFieldValues').find(text);
	const onlyIds = takesIdsOnly(world);
	if (value) {
		const usable = value._fieldId === field.id && !value.deleted;
		return usable && !(onlyIds && text === value.uuid) ? value.id : undefined;
	}
	return field.allowCustomValues && !onlyIds && text.trim() !== ''
		? addValue(world, field.id, text).id
		: undefined;
}

/** The value with that name, created if there is none. Case is ignored (not documented). */
export function addValue(world: World, fieldId: string, name: string): SpendCustomFieldValue {
	const value = name.trim();
	const same = valuesOf(world, fieldId).find(
		(known) => !known.deleted && known.value.toLowerCase() === value.toLowerCase(),
	);
	return (
		same ?? world.of('spendCustomFieldValues').add({ value, deleted: false, _fieldId: fieldId })
	);
}

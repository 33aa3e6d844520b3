import type { SpendCustomField } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { budgetNamed } from './spend-budgets.mts';

const categories = [
	...['Advertising', 'Bank fees', 'Books', 'Catering', 'Cleaning', 'Consulting', 'Events'],
	...['Fuel', 'Hardware', 'Insurance', 'Lodging', 'Meals', 'Office supplies', 'Postage'],
	...['Printing', 'Rent', 'Software', 'Travel'],
];
const towns = ['Harbor', 'Elm', 'Cedar', 'Summit', 'Canal', 'Orchard', 'Quarry', 'Mill', 'Station'];
const works = [
	...['shelving', 'relaunch', 'catalog', 'pop-up', 'audit', 'fit-out', 'survey', 'signage'],
	...['storage', 'garden', 'lighting', 'packaging', 'training', 'website', 'launch'],
];

/** More than one page of values. */
const PROJECTS = 130;

export function seedSpendFields(world: World, createdTime: string): void {
	const add = (name: string, members: Partial<SpendCustomField>, values: string[] = []) => {
		const field = world.of('spendCustomFields').add({
			...{ name, type: 'CUSTOM_SELECTOR', multiSelect: false, allowCustomValues: false },
			...{ required: false, global: true, retired: false },
			...{ selectedBudgetIds: [], requiredBudgetIds: [], createdTime, ...members },
		});
		for (const value of values) addValue(field.id, value);
		return field;
	};
	const addValue = (_fieldId: string, value: string, deleted = false) =>
		world.of('spendCustomFieldValues').add({ value, deleted, _fieldId, createdTime });

	add('Category', { required: true, description: 'What it was for' }, categories);
	const projects = towns.flatMap((town) => works.map((work) => `${town} ${work}`));
	const project = add('Project', { allowCustomValues: true }, projects.slice(0, PROJECTS));
	// Deleted, but still used by an old transaction.
	addValue(project.id, 'Lakeside pop-up', true);
	add('Memo', { type: 'NOTE' });
	const { id } = budgetNamed(world, 'Trade show');
	const event = { global: false, multiSelect: true, selectedBudgetIds: [id] };
	add('Event', event, ['Spring fair', 'Autumn fair', 'Dealer day']);
	add('Cost center', { retired: true }, ['East', 'West']);
}

export function fieldNamed(world: World, name: string): SpendCustomField {
	return world.of('spendCustomFields').first((field) => field.name === name)!;
}

/** The input that fills in a field with the value of that name. */
export function filledWith(world: World, name: string, value: string) {
	const { id: fieldId } = fieldNamed(world, name);
	const found = world
		.of('spendCustomFieldValues')
		.first((each) => each._fieldId === fieldId && each.value === value)!;
	return { fieldId, valueIds: [found.id] };
}

import { lately } from '../../support/filters.mts';
import type { Bill } from '../../support/bill.mts';
import {
	type Case,
	casesOf,
	get,
	optionsIf,
	patch,
	pick,
	post,
	remove,
} from '../../support/cases.mts';
import { byId, fromList } from '../../support/form.mts';
import {
	LOCAL,
	budgetNamed,
	each,
	filtersForm,
	filtersText,
	oneSort,
	seeded,
} from '../../support/spend.mts';

const { caseOf, bothForms } = casesOf('customField', 'billSpendExpense');
const path = '/v3/spend/custom-fields';
const localOnly = LOCAL;

const field = (bill: Bill, name: string) =>
	seeded(bill, 'spendCustomFields', (one) => one.name === name);
const travel = (bill: Bill) => budgetNamed(bill, 'Travel').uuid;

const smallest = { name: 'Client', allowCustomValues: false, required: false, global: true };
const fullest = (uuid: string) => ({
	...{ name: 'Client', allowCustomValues: true, required: true, global: false },
	...{ description: 'Who is charged', minimumAmountForRequirement: 25, multiSelect: true },
	...{ selectedBudgetIds: [uuid], requiredBudgetIds: [uuid], values: ['Reed, Inc.', 'Alder'] },
});

export const spendCustomFieldCases: Case[] = [
	caseOf('create', 'smallest', {
		localOnly,
		parameters: () => ({ name: 'Client' }),
		received: () => [post(path, smallest)],
		added: { spendCustomFields: 1 },
		given: () => [{ ...smallest, type: 'CUSTOM_SELECTOR' }],
	}),
	caseOf('create', 'fullest', {
		localOnly,
		setUp: travel,
		parameters: (uuid) => ({
			...{ name: 'Client', allowCustomValues: true, required: true, global: false },
			...{ selectedBudgetIds: uuid, inputMode: 'fields', ...optionsIf(true) },
			additionalFields: {
				...{ description: 'Who is charged', minimumAmountForRequirement: 25 },
				...{ multiSelect: true, requiredBudgetIds: uuid, values: 'Reed, Inc.\n Alder \n' },
			},
		}),
		received: (uuid) => [post(path, fullest(uuid))],
		added: { spendCustomFields: 1, spendCustomFieldValues: 2 },
		given: (uuid) => [{ name: 'Client', selectedBudgetUuids: [uuid], multiSelect: true }],
	}),
	caseOf('create', 'json', {
		localOnly,
		parameters: () => ({ inputMode: 'json', body: JSON.stringify(smallest) }),
		received: () => [post(path, smallest)],
		added: { spendCustomFields: 1 },
		given: () => [smallest],
	}),
	...bothForms('delete', (full) => ({
		localOnly,
		setUp: (bill) => field(bill, 'Event'),
		parameters: ({ uuid }) => pick('customFieldId', uuid, full),
		received: ({ uuid }) => [remove(`${path}/${uuid}`)],
		kept: ({ id }) => ({ spendCustomFields: [{ id, retired: true }] }),
		given: () => [{ deleted: true }],
	})),
	...bothForms('get', (full) => ({
		localOnly,
		setUp: (bill) => field(bill, 'Project'),
		parameters: ({ uuid, id }) => ({
			...pick('customFieldId', full ? uuid : id, full),
			...(full && { simplify: false }),
		}),
		received: ({ uuid, id }) => [get(`${path}/${encodeURIComponent(full ? uuid : id)}`)],
		given: ({ uuid, id }) => [full ? { id, uuid } : { uuid, name: 'Project' }],
	})),
	...['createdTime', 'name'].map((sort, at) =>
		caseOf('getAll', ['fullest', 'smallest'][at], {
			localOnly,
			parameters: () =>
				at === 0
					? {
							...{ returnAll: true, simplify: false, filters: filtersForm(filters) },
							sort: oneSort(sort, 'desc'),
							options: { filterText: 'retired:eq:true', timeout: 30 },
						}
					: { sort: oneSort(sort) },
			received: () => [
				at === 0
					? get(path, {
							...{ max: '100', sort: 'createdTime:desc' },
							filters: filtersText(filters, 'retired:eq:true'),
						})
					: get(path, { max: '50', sort: 'name:asc' }),
			],
			given: () =>
				at === 0
					? [{ name: 'Cost center', retired: true }]
					: ['Category', 'Event', 'Memo', 'Project'].map((name) => ({ name })),
		}),
	),
	caseOf('update', 'smallest', {
		localOnly,
		setUp: (bill) => field(bill, 'Event'),
		parameters: ({ uuid }) => ({ customFieldId: byId(uuid), updateFields: { name: 'Fair' } }),
		received: ({ uuid }) => [patch(`${path}/${uuid}`, { name: 'Fair' })],
		given: ({ uuid }) => [{ uuid, name: 'Fair' }],
	}),
	caseOf('update', 'fullest', {
		localOnly,
		setUp: (bill) => ({ ...field(bill, 'Event'), budget: travel(bill) }),
		parameters: ({ uuid, budget }) => ({
			...{ customFieldId: fromList(uuid), inputMode: 'fields', ...optionsIf(true) },
			updateFields: {
				...{ allowCustomValues: true, description: 'Where', global: false, required: true },
				...{ minimumAmountForRequirement: 50, name: 'Fair' },
				...{ requiredBudgetIds: budget, selectedBudgetIds: budget },
			},
		}),
		received: ({ uuid, budget }) => [
			patch(`${path}/${uuid}`, {
				...{ allowCustomValues: true, description: 'Where', global: false, required: true },
				...{ minimumAmountForRequirement: 50, name: 'Fair' },
				...{ requiredBudgetIds: [budget], selectedBudgetIds: [budget] },
			}),
		],
		given: ({ budget }) => [{ name: 'Fair', selectedBudgetUuids: [budget] }],
	}),
	caseOf('update', 'json', {
		localOnly,
		setUp: (bill) => field(bill, 'Event'),
		parameters: ({ uuid }) => ({
			...{ customFieldId: byId(uuid), inputMode: 'json', body: { name: 'Fair' } },
		}),
		received: ({ uuid }) => [patch(`${path}/${uuid}`, { name: 'Fair' })],
		given: () => [{ name: 'Fair' }],
	}),
];

const filters = [
	each('name', { eq: 'Cost center', sw: 'Cost' }, 'name:eq:"Cost center",name:sw:"Cost"'),
	each('retired', { eq: true }, 'retired:eq:true'),
	lately('createdWithin'),
];

const values = casesOf('customFieldValue', 'billSpendExpense');
const of = (uuid: string) => `${path}/${uuid}/values`;
const value = (bill: Bill, text: string) =>
	seeded(bill, 'spendCustomFieldValues', (one) => one.value === text);
const event = (bill: Bill) => ({
	field: field(bill, 'Event').uuid,
	spring: value(bill, 'Spring fair'),
	autumn: value(bill, 'Autumn fair'),
	dealers: value(bill, 'Dealer day'),
});
type Event = ReturnType<typeof event>;
const all = (uuid: string) => get(of(uuid), { max: '100' });

export const spendValueCases: Case[] = [
	values.caseOf<Event>('create', 'smallest', {
		localOnly,
		setUp: event,
		parameters: ({ field: uuid }) => ({ customFieldId: byId(uuid), values: 'Winter fair' }),
		received: ({ field: uuid }) => [post(of(uuid), { values: ['Winter fair'] })],
		added: { spendCustomFieldValues: 1 },
		given: () => [{ value: 'Winter fair', uuid: expect.stringMatching(/^tvl_/) }],
	}),
	values.caseOf<Event>('create', 'fullest', {
		localOnly,
		setUp: event,
		parameters: ({ field: uuid }) => ({
			...{ customFieldId: fromList(uuid), inputMode: 'fields', ...optionsIf(true) },
			values: ['Winter fair', 'Open day, May'],
		}),
		// BILL's response contains only one of several new values, so the others are looked up.
		received: ({ field: uuid }) => [
			post(of(uuid), { values: ['Winter fair', 'Open day, May'] }),
			all(uuid),
		],
		added: { spendCustomFieldValues: 2 },
		given: () => [{ value: 'Winter fair' }, { value: 'Open day, May' }],
	}),
	values.caseOf<Event>('create', 'json', {
		localOnly,
		setUp: event,
		parameters: ({ field: uuid }) => ({
			...{ customFieldId: byId(uuid), inputMode: 'json', body: { values: ['Winter fair'] } },
		}),
		received: ({ field: uuid }) => [post(of(uuid), { values: ['Winter fair'] })],
		added: { spendCustomFieldValues: 1 },
		given: () => [{ value: 'Winter fair' }],
	}),
	...values.bothForms('delete', (full) => ({
		localOnly,
		setUp: event,
		parameters: ({ field: uuid, spring, autumn }: Event) => ({
			customFieldId: (full ? fromList : byId)(uuid),
			customFieldValueIds: full ? `${spring.uuid}, ${autumn.id}` : spring.uuid,
			...optionsIf(full),
		}),
		received: ({ field: uuid, spring, autumn }: Event) => [
			{
				method: 'DELETE',
				path: of(uuid),
				body: { customFieldValueIds: full ? [spring.uuid, autumn.id] : [spring.uuid] },
			},
		],
		kept: ({ spring, autumn }: Event) => ({
			spendCustomFieldValues: [
				{ id: spring.id, deleted: true },
				{ id: autumn.id, deleted: full },
			],
		}),
		given: () => [{ deleted: true }],
	})),
	...values.bothForms('get', (full) => ({
		localOnly,
		setUp: event,
		parameters: ({ field: uuid, spring }: Event) => ({
			customFieldId: (full ? fromList : byId)(uuid),
			...pick('customFieldValueId', spring.uuid, full),
		}),
		received: ({ field: uuid, spring }: Event) => [get(`${of(uuid)}/${spring.uuid}`)],
		given: ({ spring }: Event) => [{ uuid: spring.uuid, value: 'Spring fair', deleted: false }],
	})),
	values.caseOf('getAll', 'smallest', {
		localOnly,
		setUp: event,
		parameters: ({ field: uuid }) => ({ customFieldId: byId(uuid) }),
		received: ({ field: uuid }) => [get(of(uuid), { max: '50' })],
		given: () => ['Spring fair', 'Autumn fair', 'Dealer day'].map((one) => ({ value: one })),
	}),
	values.caseOf('getAll', 'fullest', {
		localOnly,
		setUp: (bill) => field(bill, 'Project').uuid,
		parameters: (uuid) => ({
			...{ customFieldId: fromList(uuid), returnAll: true },
			filters: filtersForm(valueFilters),
			options: { filterText: 'retired:eq:true', timeout: 30 },
		}),
		received: (uuid) => [
			get(of(uuid), { max: '100', filters: filtersText(valueFilters, 'retired:eq:true') }),
		],
		given: () => [{ value: 'Lakeside pop-up', deleted: true }],
	}),
	values.caseOf('getAll', 'pages', {
		localOnly,
		setUp: (bill) => field(bill, 'Project').uuid,
		parameters: (uuid) => ({ customFieldId: byId(uuid), returnAll: true }),
		received: (uuid) => [
			all(uuid),
			get(of(uuid), { max: '100', nextPage: expect.any(String) as never }),
		],
		given: () => Array<object>(130).fill({}),
	}),
	values.caseOf<Event>('sync', 'smallest', {
		localOnly,
		setUp: event,
		parameters: ({ field: uuid }) => ({ customFieldId: byId(uuid), value: ' spring FAIR' }),
		received: ({ field: uuid }) => [all(uuid)],
		given: ({ spring }) => [{ uuid: spring.uuid, value: 'Spring fair', action: 'unchanged' }],
	}),
	values.caseOf<Event>('sync', 'fullest', {
		localOnly,
		setUp: event,
		items: () =>
			['Spring fair', 'Winter fair', 'winter fair', 'Open day'].map((name) => ({ json: { name } })),
		parameters: ({ field: uuid }, item) => ({
			customFieldId: fromList(uuid),
			value: ['Spring fair', 'Winter fair', 'winter fair', 'Open day'][item],
			options: { deleteOthers: true, timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ field: uuid, autumn, dealers }) => [
			all(uuid),
			post(of(uuid), { values: ['Winter fair', 'Open day'] }),
			all(uuid),
			{
				method: 'DELETE',
				path: of(uuid),
				body: { customFieldValueIds: [autumn.uuid, dealers.uuid] },
			},
		],
		added: { spendCustomFieldValues: 2 },
		kept: ({ autumn, dealers, spring }) => ({
			spendCustomFieldValues: [
				{ id: autumn.id, deleted: true },
				{ id: dealers.id, deleted: true },
				{ id: spring.id, deleted: false },
			],
		}),
		given: ({ autumn, dealers }) => [
			{ value: 'Spring fair', action: 'unchanged' },
			{ value: 'Winter fair', action: 'created' },
			{ value: 'Winter fair', action: 'unchanged' },
			{ value: 'Open day', action: 'created' },
			{ uuid: autumn.uuid, action: 'deleted' },
			{ uuid: dealers.uuid, action: 'deleted' },
		],
	}),
];

const valueFilters = [
	each(
		'name',
		{ eq: 'lakeside pop-up', sw: 'lakeside' },
		'name:eq:"lakeside pop-up",name:sw:"lakeside"',
	),
	each('retired', { eq: true }, 'retired:eq:true'),
];

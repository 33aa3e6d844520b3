import { changedLately } from '../../support/filters.mts';
import type { Bill, Rec } from '../../support/bill.mts';
import {
	type Case,
	casesOf,
	get,
	optionsIf,
	pick,
	post,
	put,
	remove,
} from '../../support/cases.mts';
import { byId, fromList, lines } from '../../support/form.mts';
import {
	LOCAL,
	afterReading,
	anyDay,
	budgetNamed,
	each,
	eitherWay,
	filtersForm,
	filtersText,
	itemWithFiles,
	jpg,
	oneSort,
	pdf,
	png,
	seeded,
	uploadOf,
	uploaded,
} from '../../support/spend.mts';

const { caseOf, bothForms } = casesOf('transaction', 'billSpendExpense');
const path = '/v3/spend/transactions';
const FIELDS = '/v3/spend/custom-fields';
const localOnly = LOCAL;

const known = (bill: Bill) => {
	const one = (holds: (record: Rec) => boolean) => seeded(bill, 'spendTransactions', holds);
	const field = (name: string) => seeded(bill, 'spendCustomFields', (each) => each.name === name);
	const value = (text: string) =>
		seeded(bill, 'spendCustomFieldValues', (each) => each.value === text).uuid;
	const booth = one(({ amount }) => amount === 900);
	const uuidOf = (collection: 'spendUsers' | 'spendCards' | 'spendBudgets', id: unknown) =>
		seeded(bill, collection, (each) => each.id === id).uuid;
	return {
		...{ booth, hotel: one(({ amount }) => amount === 556.38) },
		bakery: one(({ merchantName }) => merchantName === 'Old Mill Bakery'),
		user: uuidOf('spendUsers', booth.userId),
		card: uuidOf('spendCards', booth.cardId),
		budget: uuidOf('spendBudgets', booth.budgetId),
		marketing: budgetNamed(bill, 'Marketing').uuid,
		...{ category: field('Category').uuid, event: field('Event').uuid, memo: field('Memo').uuid },
		project: field('Project').uuid,
		...{ events: value('Events'), meals: value('Meals'), shelving: value('Harbor shelving') },
		...{ spring: value('Spring fair'), autumn: value('Autumn fair') },
		challenge: seeded(bill, 'spendTransactions').uuid,
	};
};
type Known = ReturnType<typeof known>;
const fieldsOf = (uuid: string) => get(`${path}/${uuid}/custom-fields`);
const named = (value: string) => ({ __rl: true, mode: 'name', value });

export const spendTransactionCases: Case[] = [
	...bothForms('answerChallenge', (full) => ({
		localOnly,
		setUp: (bill) => bill.localBill!.openChallenge({ amount: 64 }).id,
		parameters: (id) => ({
			acsTransactionId: id,
			...(full && { answer: 'ACCEPT' }),
			...optionsIf(full),
		}),
		received: (id) => [post(`${path}/${id}/3ds-challenge`, { action: full ? 'ACCEPT' : 'REJECT' })],
		given: (id) => [{ id, status: full ? 'ACCEPTED' : 'REJECTED' }],
	})),
	caseOf<Known>('attachReceipt', 'smallest', {
		localOnly,
		setUp: known,
		items: () => [itemWithFiles({ data: png })],
		parameters: ({ bakery }) => ({ transactionId: byId(bakery.uuid) }),
		received: ({ bakery }) => [
			...uploadOf('transaction', png),
			post(`${path}/${bakery.uuid}/receipts`, { url: uploaded('transaction') }),
		],
		kept: ({ bakery }) => ({ spendTransactions: [{ id: bakery.id, receiptStatus: 'ATTACHED' }] }),
		given: () => [{ filename: 'receipt.png', uuid: expect.stringMatching(/^rct_/) }],
	}),
	caseOf<Known>('attachReceipt', 'fullest', {
		localOnly,
		setUp: known,
		items: () => [itemWithFiles({ front: jpg, back: pdf })],
		parameters: ({ bakery }) => ({
			transactionId: fromList(bakery.uuid),
			inputField: 'front, back',
			options: { allowPdf: true, timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ bakery }) => [
			...uploadOf('transaction', jpg),
			...uploadOf('transaction', pdf),
			...[0, 1].map(() =>
				post(`${path}/${bakery.uuid}/receipts`, { url: uploaded('transaction') }),
			),
		],
		given: () => [{ filename: 'receipt.jpg' }, {}],
	}),
	...bothForms('deleteReceipt', (full) => ({
		localOnly,
		setUp: known,
		parameters: ({ booth }: Known) => ({
			...pick('transactionId', booth.uuid, full),
			receiptId: booth.receipts[0].uuid,
		}),
		received: ({ booth }: Known) => [
			remove(`${path}/${booth.uuid}/receipts/${booth.receipts[0].uuid}`),
		],
		kept: ({ booth }: Known) => ({ spendTransactions: [{ id: booth.id, receipts: [] }] }),
		given: () => [{ deleted: true }],
	})),
	...bothForms('get', (full) => ({
		localOnly,
		setUp: known,
		parameters: ({ booth, category, memo }: Known) => ({
			...pick('transactionId', full ? booth.uuid : booth.id, full),
			...(full && {
				simplify: false,
				additionalFields: { showCustomFieldIds: `${category}, ${memo}` },
			}),
		}),
		received: ({ booth, category, memo }: Known) => [
			full
				? get(`${path}/${booth.uuid}`, { showCustomFieldIds: `${category},${memo}` })
				: get(`${path}/${encodeURIComponent(booth.id)}`),
		],
		given: ({ booth }: Known) => [
			full
				? {
						uuid: booth.uuid,
						isParent: true,
						customFields: [{ name: 'Category' }, { name: 'Memo' }],
					}
				: { uuid: booth.uuid, amount: 900, merchantName: 'Ridge Expo Services' },
		],
	})),
	...bothForms('getCustomFields', (full) => ({
		localOnly,
		setUp: known,
		parameters: ({ booth, category }: Known) => ({
			...pick('transactionId', booth.uuid, full),
			...(full && {
				filters: { customFieldIds: [{ operator: 'eq', value: byId(category) }] },
				options: { filterText: `customFieldIds:eq:${category}`, timeout: 30 },
			}),
		}),
		received: ({ booth, category }: Known) => [
			full
				? get(`${path}/${booth.uuid}/custom-fields`, {
						filters: `customFieldIds:eq:${category},customFieldIds:eq:${category}`,
					})
				: fieldsOf(booth.uuid),
		],
		given: () =>
			(full ? ['Category'] : ['Category', 'Project', 'Memo', 'Event']).map((name) => ({ name })),
	})),
	...bothForms('getCustomFieldValues', (full) => ({
		localOnly,
		setUp: known,
		parameters: ({ booth, event }: Known) => ({
			transactionId: (full ? fromList : byId)(booth.uuid),
			...pick('customFieldId', event, full),
			...(full && { returnAll: true }),
		}),
		received: ({ booth, event }: Known) => [
			get(`${path}/${booth.uuid}/custom-fields/${event}/values`, { max: full ? '100' : '50' }),
		],
		given: () => ['Spring fair', 'Autumn fair', 'Dealer day'].map((value) => ({ value })),
	})),
	...[
		['amount', 'by amount'],
		['merchantName', 'smallest'],
		['occurredTime', 'fullest'],
	].map(([sort, name]) =>
		caseOf<Known>('getAll', name, {
			localOnly,
			setUp: known,
			parameters: (all) =>
				name === 'fullest'
					? {
							...{ returnAll: true, simplify: false, filters: filtersForm(filters(all)) },
							additionalFields: { includeReceipts: true, showCustomFieldIds: all.category },
							sort: oneSort(sort, 'desc'),
							options: { countOnce: true, filterText: 'fees:gte:0', timeout: 30 },
						}
					: { limit: 1, sort: oneSort(sort) },
			received: (all) => [
				name === 'fullest'
					? get(path, {
							...{ max: '50', sort: 'occurredTime:desc', includeReceipts: 'true' },
							showCustomFieldIds: all.category,
							filters: filtersText(filters(all), 'fees:gte:0'),
						})
					: get(path, { max: '1', sort: `${sort}:asc` }),
			],
			given: ({ booth }) => [
				name === 'fullest'
					? { uuid: booth.uuid, receipts: [{}], customFields: [{ name: 'Category' }] }
					: {},
			],
		}),
	),
	caseOf<Known>('getAll', 'fees and receipts', {
		localOnly,
		setUp: known,
		parameters: () => ({
			returnAll: true,
			filters: filtersForm([
				each('fees', { gte: 10.5, lte: '10.95' }, ''),
				afterReading('receiptStatus', { ne: 'MISSING', nin: ['NOT_ATTACHED'] }),
			]),
		}),
		received: () => [get(path, { max: '50', filters: 'fees:gte:"10.5",fees:lte:"10.95"' })],
		given: ({ hotel }) => [{ uuid: hotel.uuid }],
	}),
	...bothForms('moveToBudget', (full) => ({
		localOnly,
		setUp: known,
		parameters: ({ bakery, marketing }: Known) => ({
			...pick('transactionId', bakery.uuid, full),
			budgetId: (full ? fromList : byId)(marketing),
		}),
		received: ({ bakery, marketing }: Known) => [
			put(`${path}/${bakery.uuid}`, { budgetId: marketing }),
		],
		given: ({ bakery, marketing }: Known) => [{ uuid: bakery.uuid, budgetUuid: marketing }],
	})),
	caseOf<Known>('setCustomFields', 'smallest', {
		localOnly,
		setUp: known,
		parameters: ({ bakery, category, meals }) => ({
			transactionId: byId(bakery.uuid),
			customFields: lines({ customFieldId: fromList(category), value: fromList(meals) }),
		}),
		received: ({ bakery, category, meals }) => [
			fieldsOf(bakery.uuid),
			put(`${path}/${bakery.uuid}/custom-fields`, {
				customFields: [{ customFieldId: category, selectedValues: [meals] }],
			}),
			fieldsOf(bakery.uuid),
		],
		given: ({ bakery, meals }) => [
			{
				transactionId: bakery.uuid,
				changed: true,
				customFields: expect.arrayContaining([
					expect.objectContaining({
						name: 'Category',
						selectedValues: [expect.objectContaining({ uuid: meals, value: 'Meals' })],
					}),
				]),
			},
		],
	}),
	caseOf<Known>('setCustomFields', 'fullest', {
		localOnly,
		setUp: known,
		parameters: ({ booth }) => ({
			...{ transactionId: fromList(booth.uuid), inputMode: 'fields' },
			customFields: lines(
				{
					...{ customFieldId: named('event'), value: named('Spring fair') },
					additionalFields: { moreValues: 'autumn fair' },
				},
				{ customFieldId: named('Memo'), additionalFields: { note: 'Stand 12' } },
				{ customFieldId: named('Category'), additionalFields: { clear: true } },
				{ customFieldId: named('Project'), value: named('Lobby refit') },
			),
			options: { createValues: true, timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ booth, event, memo, category, project, spring, autumn }) => [
			fieldsOf(booth.uuid),
			get(`${FIELDS}/${event}/values`, { max: '100' }),
			get(`${FIELDS}/${project}/values`, { max: '100' }),
			get(`${FIELDS}/${project}/values`, { max: '100', nextPage: expect.any(String) as never }),
			get(`${path}/${booth.uuid}/custom-fields/${project}/values`, { max: '100' }),
			get(`${path}/${booth.uuid}/custom-fields/${project}/values`, {
				...{ max: '100', nextPage: expect.any(String) as never },
			}),
			get(`${FIELDS}/${project}`),
			post(`${FIELDS}/${project}/values`, { values: ['Lobby refit'] }),
			put(`${path}/${booth.uuid}/custom-fields`, {
				customFields: [
					{ customFieldId: event, selectedValues: [spring, autumn] },
					{ customFieldId: memo, note: 'Stand 12' },
					{ customFieldId: category, selectedValues: [], note: '' },
					{ customFieldId: project, selectedValues: [expect.stringMatching(/^tvl_/)] },
				],
			}),
			fieldsOf(booth.uuid),
		],
		added: { spendCustomFieldValues: 1 },
		given: () => [{ changed: true }],
	}),
	caseOf<Known>('setCustomFields', 'json', {
		localOnly,
		setUp: known,
		parameters: ({ booth, category, events }) => ({
			...{ transactionId: byId(booth.uuid), inputMode: 'json' },
			body: { customFields: [{ customFieldId: category, selectedValues: [events] }] },
		}),
		// The values are already correct, so nothing is written.
		received: ({ booth }) => [fieldsOf(booth.uuid)],
		given: ({ booth }) => [{ transactionId: booth.uuid, changed: false }],
	}),
];

/** One transaction, the parent of a split, matches all of these. */
function filters({ booth, user, card, budget, category }: Known) {
	return [
		afterReading('amount', { gte: 900, lte: '900.00' }),
		anyDay('authorizedTime'),
		eitherWay('budgetId', budget),
		eitherWay('cardId', card),
		afterReading('complete', { eq: true }),
		eitherWay('customFieldIds', category),
		afterReading('isLocked', { eq: false }),
		each('merchantName', { eq: 'Ridge Expo Services' }, 'merchantName:eq:"Ridge Expo Services"'),
		anyDay('occurredTime'),
		afterReading('receiptRequired', { eq: true }),
		afterReading('receiptStatus', { eq: 'ATTACHED', in: ['ATTACHED', 'MISSING'] }),
		each(
			'syncStatus',
			{ eq: 'NOT_SYNCED', ne: 'SYNCED', in: ['NOT_SYNCED', 'ERROR'], nin: ['PENDING'] },
			'syncStatus:eq:NOT_SYNCED,syncStatus:ne:SYNCED,syncStatus:in:"NOT_SYNCED,ERROR",syncStatus:nin:"PENDING"',
		),
		eitherWay('transactionIds', booth.uuid),
		afterReading('transactionType', {
			...{ eq: 'CLEAR', ne: 'DECLINE', in: ['CLEAR', 'OTHER'], nin: ['AUTHORIZATION'] },
		}),
		anyDay('updatedTime'),
		changedLately(3000),
		eitherWay('userId', user),
	];
}

import type { Bill } from '../../support/bill.mts';
import { type Case, casesOf, get, patch, pick, post, remove } from '../../support/cases.mts';
import { byId, fromList, lines, picked } from '../../support/form.mts';
import {
	LOCAL,
	afterReading,
	anyDay,
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
	userNamed,
} from '../../support/spend.mts';

const { caseOf, bothForms } = casesOf('reimbursement', 'billSpendExpense');
const path = '/v3/spend/reimbursements';
const FIELDS = '/v3/spend/custom-fields';
const localOnly = LOCAL;

const known = (bill: Bill) => {
	const one = (note: string) => seeded(bill, 'spendReimbursements', (each) => each.note === note);
	const field = (name: string) => seeded(bill, 'spendCustomFields', (each) => each.name === name);
	return {
		...{ waiting: one('Box cutters'), paid: one('Taxi'), gone: one('Copies, handed in twice') },
		...{
			flight: one('Flight that the card did not take'),
			breakfast: one('Breakfast for the team'),
		},
		fay: userNamed(bill, 'Fay').uuid,
		ed: userNamed(bill, 'Ed').uuid,
		meals: seeded(bill, 'spendBudgets', ({ name }) => name === 'Meals').uuid,
		...{
			category: field('Category').uuid,
			memo: field('Memo').uuid,
			project: field('Project').uuid,
		},
		value: seeded(bill, 'spendCustomFieldValues', ({ value }) => value === 'Meals').uuid,
		catering: seeded(bill, 'spendCustomFieldValues', ({ value }) => value === 'Catering').uuid,
	};
};
type Known = ReturnType<typeof known>;

const content = ({ fay, meals }: Known) => ({
	...{ userId: fay, budgetId: meals, amount: 42.5, note: 'Breakfast with the press' },
	...{ merchantName: 'Harbor Coffee', occurredDate: '2026-11-20' },
});
const form = (all: Known, how = byId) => ({
	...content(all),
	...{ userId: how(all.fay), budgetId: how(all.meals), amount: '42.50' },
	occurredDate: picked('2026-11-20'),
});
const fieldsForm = lines(
	{
		...{ customFieldId: { __rl: true, mode: 'name', value: 'category' } },
		value: { __rl: true, mode: 'name', value: ' meals ' },
		additionalFields: { moreValues: '', clear: false },
	},
	{
		...{ customFieldId: { __rl: true, mode: 'name', value: 'Memo' } },
		additionalFields: { note: 'With two guests' },
	},
);
const fieldsSent = ({ category, value, memo }: Known) => [
	{ customFieldId: category, selectedValues: [value] },
	{ customFieldId: memo, note: 'With two guests' },
];
const readFields = ({ category }: Known) => [
	get(FIELDS, { max: '100', filters: 'retired:eq:false' }),
	get(`${FIELDS}/${category}/values`, { max: '100' }),
];
const bodyWith = (...receipts: object[]) => ({ receipts });

export const spendReimbursementCases: Case[] = [
	...(['approve', 'deny'] as const).flatMap((operation) =>
		bothForms(operation, (full) => {
			const action = operation.toUpperCase();
			const note = 'As agreed';
			return {
				localOnly,
				setUp: known,
				parameters: ({ waiting }: Known) => ({
					...pick('reimbursementId', waiting.uuid, full),
					...(full && { additionalFields: { note } }),
				}),
				received: ({ waiting }: Known) => [
					post(`${path}/${waiting.uuid}/action`, { action, ...(full && { note }) }),
				],
				given: ({ waiting }: Known) => [
					{ uuid: waiting.uuid, status: operation === 'deny' ? 'DENIED' : 'APPROVED' },
				],
			};
		}),
	),
	caseOf<Known>('attachReceipt', 'smallest', {
		localOnly,
		setUp: known,
		items: () => [itemWithFiles({ data: png })],
		parameters: ({ waiting }) => ({ reimbursementId: byId(waiting.uuid) }),
		received: ({ waiting }) => [
			...uploadOf('reimbursement', png),
			post(`${path}/${waiting.uuid}/receipts`, {
				...{ url: uploaded('reimbursement'), filename: 'data.bin' },
			}),
		],
		given: () => [{ filename: 'data.bin', uuid: expect.stringMatching(/^rct_/) }],
	}),
	caseOf<Known>('attachReceipt', 'fullest', {
		localOnly,
		setUp: known,
		items: () => [itemWithFiles({ front: jpg, back: pdf })],
		parameters: ({ waiting }) => ({
			reimbursementId: fromList(waiting.uuid),
			inputField: 'front, back',
			options: { allowPdf: true, timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ waiting }) => [
			...uploadOf('reimbursement', jpg),
			...uploadOf('reimbursement', pdf),
			...['front.bin', 'back.bin'].map((filename) =>
				post(`${path}/${waiting.uuid}/receipts`, { url: uploaded('reimbursement'), filename }),
			),
		],
		given: () => [{ filename: 'front.bin' }, { filename: 'back.bin' }],
	}),
	caseOf<Known>('create', 'smallest', {
		localOnly,
		setUp: known,
		items: () => [itemWithFiles({ data: jpg })],
		parameters: (all) => form(all),
		received: (all) => [
			...uploadOf('reimbursement', jpg),
			post(path, {
				...content(all),
				...bodyWith({ url: uploaded('reimbursement'), filename: 'data.bin' }),
			}),
		],
		added: { spendReimbursements: 1 },
		given: () => [
			{ amount: 42.5, status: 'AWAITING_APPROVAL', receipts: [{ filename: 'data.bin' }] },
		],
	}),
	caseOf<Known>('create', 'fullest', {
		localOnly,
		setUp: known,
		items: () => [itemWithFiles({ front: jpg, back: pdf })],
		parameters: (all) => ({
			...form(all, fromList),
			inputMode: 'fields',
			additionalFields: { customFields: fieldsForm },
			inputField: 'front,back',
			options: {
				allowPdf: true,
				createValues: true,
				timeout: 30,
				lookUpSeconds: 20,
			},
		}),
		received: (all) => [
			...uploadOf('reimbursement', jpg),
			...uploadOf('reimbursement', pdf),
			...readFields(all),
			post(path, {
				...content(all),
				...bodyWith(
					{ url: uploaded('reimbursement'), filename: 'front.bin' },
					{ url: uploaded('reimbursement'), filename: 'back.bin' },
				),
				customFields: fieldsSent(all),
			}),
		],
		added: { spendReimbursements: 1 },
		given: () => [
			{
				receipts: [{ filename: 'front.bin' }, { filename: 'back.bin' }],
				customFields: expect.arrayContaining([
					expect.objectContaining({ name: 'Memo', note: 'With two guests' }),
				]),
			},
		],
	}),
	caseOf<Known>('create', 'json', {
		localOnly,
		setUp: known,
		items: () => [itemWithFiles({ data: png })],
		parameters: (all) => ({
			inputMode: 'json',
			body: {
				...content(all),
				customFields: [{ customFieldId: 'Category', selectedValues: ['Meals'] }],
			},
		}),
		received: (all) => [
			...uploadOf('reimbursement', png),
			...readFields(all),
			post(path, {
				...content(all),
				...bodyWith({ url: uploaded('reimbursement'), filename: 'data.bin' }),
				customFields: [{ customFieldId: all.category, selectedValues: [all.value] }],
			}),
		],
		added: { spendReimbursements: 1 },
		given: () => [{ merchantName: 'Harbor Coffee' }],
	}),
	...bothForms('delete', (full) => ({
		localOnly,
		setUp: known,
		parameters: ({ waiting }: Known) => pick('reimbursementId', waiting.uuid, full),
		received: ({ waiting }: Known) => [remove(`${path}/${waiting.uuid}`)],
		kept: ({ waiting }: Known) => ({
			spendReimbursements: [{ id: waiting.id, retired: true, status: 'DELETED' }],
		}),
		given: () => [{ deleted: true }],
	})),
	...bothForms('deleteReceipt', (full) => ({
		localOnly,
		setUp: known,
		parameters: ({ flight }: Known) => ({
			...pick('reimbursementId', flight.uuid, full),
			receiptId: flight.receipts[0].uuid,
		}),
		received: ({ flight }: Known) => [
			remove(`${path}/${flight.uuid}/receipts/${flight.receipts[0].uuid}`),
		],
		kept: ({ flight }: Known) => ({
			spendReimbursements: [{ id: flight.id, receipts: [{ filename: 'seat.png' }] }],
		}),
		given: () => [{ deleted: true }],
	})),
	...bothForms('get', (full) => ({
		localOnly,
		setUp: known,
		parameters: ({ paid }: Known) => ({
			...pick('reimbursementId', full ? paid.uuid : paid.id, full),
			...(full && { simplify: false }),
		}),
		received: ({ paid }: Known) => [
			get(`${path}/${encodeURIComponent(full ? paid.uuid : paid.id)}`),
		],
		given: ({ paid }: Known) => [
			full ? { id: paid.id, batchId: 'batch-0417' } : { uuid: paid.uuid, status: 'PAID' },
		],
	})),
	...[
		['submittedTime', 'fullest'],
		['status', 'smallest'],
		['amount', 'by amount'],
		['receiptAddedTime', 'by time of receipt'],
		['fulfillmentType', 'by way of payment'],
		['batchId', 'by batch'],
		['batchAmount', 'by amount of batch'],
	].map(([sort, name]) =>
		caseOf<Known>('getAll', name, {
			localOnly,
			setUp: known,
			parameters: (all) =>
				name === 'fullest'
					? {
							...{ returnAll: true, simplify: false, filters: filtersForm(filters(all)) },
							sort: oneSort(sort, 'desc'),
							options: { filterText: 'type:eq:PURCHASE', timeout: 30 },
						}
					: { limit: 1, sort: oneSort(sort) },
			received: (all) => [
				name === 'fullest'
					? get(path, {
							...{ max: '100', sort: 'submittedTime:desc' },
							filters: filtersText(filters(all), 'type:eq:PURCHASE'),
						})
					: get(path, { max: '1', sort: `${sort}:asc` }),
			],
			given: ({ breakfast }) => [name === 'fullest' ? { uuid: breakfast.uuid } : {}],
		}),
	),
	caseOf<Known>('getAll', 'those that wait', {
		localOnly,
		setUp: known,
		parameters: () => ({
			returnAll: true,
			filters: filtersForm([
				afterReading('status', { in: ['AWAITING_APPROVAL', 'AWAITING_TIER2_APPROVAL'] }),
				afterReading('amount', { lte: 50 }),
			]),
			sort: oneSort('amount', 'desc'),
		}),
		received: () => [get(path, { max: '100', sort: 'amount:desc' })],
		given: () => [{ amount: 48.2 }, { amount: 40.87 }, { amount: 19.99 }],
	}),
	caseOf<Known>('update', 'smallest', {
		localOnly,
		setUp: known,
		parameters: ({ waiting }) => ({
			reimbursementId: byId(waiting.uuid),
			updateFields: { amount: 21.5 },
		}),
		received: ({ waiting }) => [patch(`${path}/${waiting.uuid}`, { amount: 21.5 })],
		kept: ({ waiting }) => ({
			spendReimbursements: [{ id: waiting.id, amount: 21.5, receipts: waiting.receipts }],
		}),
		given: () => [{ amount: 21.5 }],
	}),
	caseOf<Known>('update', 'fullest', {
		localOnly,
		setUp: known,
		items: () => [itemWithFiles({ front: jpg, back: pdf })],
		parameters: (all) => ({
			...{ reimbursementId: fromList(all.waiting.uuid), inputMode: 'fields' },
			updateFields: { ...form(all), amount: 42.5, customFields: fieldsForm },
			options: {
				...{ inputField: 'front,back', allowPdf: true, createValues: false },
				...{ replaceReceipts: true, emptyFields: 'leave', timeout: 30, lookUpSeconds: 20 },
			},
		}),
		received: (all) => [
			...uploadOf('reimbursement', jpg),
			...uploadOf('reimbursement', pdf),
			...readFields(all),
			patch(`${path}/${all.waiting.uuid}`, {
				...content(all),
				...bodyWith(
					{ url: uploaded('reimbursement'), filename: 'front.bin' },
					{ url: uploaded('reimbursement'), filename: 'back.bin' },
				),
				customFields: fieldsSent(all),
			}),
		],
		given: () => [{ merchantName: 'Harbor Coffee', receipts: [{}, {}] }],
	}),
	caseOf<Known>('update', 'json', {
		localOnly,
		setUp: known,
		parameters: ({ waiting }) => ({
			...{ reimbursementId: byId(waiting.uuid), inputMode: 'json', body: { note: 'Two of them' } },
		}),
		received: ({ waiting }) => [patch(`${path}/${waiting.uuid}`, { note: 'Two of them' })],
		given: () => [{ note: 'Two of them' }],
	}),
];

/** A paid reimbursement matches all of these. */
function filters({ breakfast, meals, value, ed }: Known) {
	return [
		afterReading('amount', { gte: 23.1, lte: '23.10' }),
		eitherWay('budgetIds', meals),
		eitherWay('customFieldValueIds', value),
		afterReading('merchantName', { eq: 'old mill bakery', sw: 'Old Mill' }),
		afterReading('occurredDate', { gte: '2020-01-01', lte: '2099-01-01' }),
		eitherWay('reimbursementIds', breakfast.uuid),
		each('retired', { eq: false }, 'retired:eq:false'),
		afterReading('status', {
			...{ eq: 'PAID', ne: 'DENIED', in: ['PAID', 'APPROVED'], nin: ['CREATED'] },
		}),
		anyDay('submittedTime'),
		each('type', { eq: 'PURCHASE' }, 'type:eq:PURCHASE'),
		eitherWay('userIds', ed),
	];
}

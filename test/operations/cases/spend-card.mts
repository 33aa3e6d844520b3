import { lately } from '../../support/filters.mts';
import type { Bill } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, patch, pick, post } from '../../support/cases.mts';
import { byId, fromList, picked } from '../../support/form.mts';
import {
	LOCAL,
	budgetNamed,
	each,
	eitherWay,
	filtersForm,
	filtersText,
	oneSort,
	seeded,
	userNamed,
} from '../../support/spend.mts';

const { caseOf, bothForms } = casesOf('card', 'billSpendExpense');
const path = '/v3/spend/cards';
const localOnly = LOCAL;

const card = (bill: Bill, name: string) => seeded(bill, 'spendCards', (one) => one.name === name);
const holder = (bill: Bill) => ({
	fay: userNamed(bill, 'Fay').uuid,
	software: budgetNamed(bill, 'Software').uuid,
});
type Holder = ReturnType<typeof holder>;

const terms = { limit: 80, recurringLimit: 60, shareBudgetFunds: false };
const termsForm = {
	...terms,
	limit: undefined,
	periodLimit: 80,
	expirationDate: picked('2027-12-31'),
};
const termsSent = { ...terms, expirationDate: '2027-12-31' };

export const spendCardCases: Case[] = [
	caseOf<Holder>('create', 'smallest', {
		localOnly,
		setUp: holder,
		parameters: ({ fay, software }) => ({
			...{ name: 'Fonts', userId: byId(fay), budgetId: byId(software) },
		}),
		received: ({ fay, software }) => [
			post(path, { name: 'Fonts', userId: fay, budgetId: software }),
		],
		added: { spendCards: 1 },
		given: ({ fay, software }) => [
			{ name: 'Fonts', userUuid: fay, budgetUuid: software, type: 'VIRTUAL_VENDOR' },
		],
	}),
	caseOf<Holder>('create', 'fullest', {
		localOnly,
		setUp: holder,
		parameters: ({ fay, software }) => ({
			...{ name: 'Fonts', userId: fromList(fay), budgetId: fromList(software) },
			...{ inputMode: 'fields', additionalFields: termsForm, ...optionsIf(true) },
		}),
		received: ({ fay, software }) => [
			post(path, { name: 'Fonts', userId: fay, budgetId: software, ...termsSent }),
		],
		added: { spendCards: 1 },
		given: () => [{ name: 'Fonts', expirationDate: '2027-12-31', currentPeriod: { limit: 80 } }],
	}),
	caseOf<Holder>('create', 'json', {
		localOnly,
		setUp: holder,
		parameters: ({ fay, software }) => ({
			inputMode: 'json',
			body: JSON.stringify({ name: 'Fonts', userId: fay, budgetId: software }),
		}),
		received: ({ fay, software }) => [
			post(path, { name: 'Fonts', userId: fay, budgetId: software }),
		],
		added: { spendCards: 1 },
		given: () => [{ name: 'Fonts' }],
	}),
	...bothForms('delete', (full) => ({
		localOnly,
		setUp: (bill) => card(bill, 'Ad network'),
		parameters: ({ uuid }) => ({
			...pick('cardId', uuid, full),
			...(full && { reason: 'STOLEN' }),
		}),
		received: ({ uuid }) => [
			{
				method: 'DELETE',
				path: `${path}/${uuid}`,
				query: { reason: full ? 'STOLEN' : 'CANCELLED' },
			},
		],
		kept: ({ id }) => ({
			spendCards: [{ id, status: 'DELETED', deletedReason: full ? 'STOLEN' : 'CANCELLED' }],
		}),
		given: () => [{ deleted: true }],
	})),
	...['freeze', 'unfreeze'].flatMap((operation) =>
		bothForms(operation, (full) => ({
			localOnly,
			setUp: (bill) => card(bill, operation === 'freeze' ? 'Ad network' : 'Print shop'),
			parameters: ({ uuid }) => pick('cardId', uuid, full),
			received: ({ uuid }) => [post(`${path}/${uuid}/${operation}`)],
			kept: ({ id }) => ({
				spendCards: [{ id, status: operation === 'freeze' ? 'FROZEN' : 'ACTIVATED' }],
			}),
			given: ({ uuid }) => [{ uuid }],
		})),
	),
	...bothForms('get', (full) => ({
		localOnly,
		// A physical card has no name, no budget and no period.
		setUp: (bill) =>
			seeded(bill, 'spendCards', ({ lastFour }) => lastFour === (full ? '6017' : '4021')),
		parameters: ({ uuid, id }) => ({
			...pick('cardId', full ? uuid : id, full),
			...(full && { simplify: false }),
		}),
		received: ({ uuid, id }) => [get(`${path}/${encodeURIComponent(full ? uuid : id)}`)],
		given: ({ uuid, id }) => [
			full ? { id, uuid, type: 'PHYSICAL' } : { uuid, name: 'Ad network', currentPeriodLimit: 250 },
		],
	})),
	...['lastFour', 'name', 'status'].map((sort, at) =>
		caseOf('getAll', ['fullest', 'smallest', 'by status'][at], {
			localOnly,
			setUp: (bill) => {
				const { uuid } = card(bill, 'Ed Travel');
				const user = userNamed(bill, 'Ed').uuid;
				const budget = budgetNamed(bill, 'Travel').uuid;
				return { uuid, user, budget };
			},
			parameters: (known) =>
				at === 0
					? {
							...{ returnAll: true, simplify: false, filters: filtersForm(filters(known)) },
							sort: oneSort(sort, 'desc'),
							options: { filterText: 'status:eq:ACTIVATED', timeout: 30 },
						}
					: { limit: 1, sort: oneSort(sort) },
			received: (known) => [
				at === 0
					? get(path, {
							...{ max: '100', sort: 'lastFour:desc' },
							filters: filtersText(filters(known), 'status:eq:ACTIVATED'),
						})
					: get(path, { max: '1', sort: `${sort}:asc` }),
			],
			given: ({ uuid }) => [at === 0 ? { uuid, name: 'Ed Travel' } : {}],
		}),
	),
	caseOf('update', 'smallest', {
		localOnly,
		setUp: (bill) => card(bill, 'Cloud hosting'),
		parameters: ({ uuid }) => ({ cardId: byId(uuid), updateFields: { periodLimit: 700 } }),
		received: ({ uuid }) => [patch(`${path}/${uuid}`, { limit: 700 })],
		given: ({ uuid }) => [{ uuid, currentPeriod: { limit: 700 } }],
	}),
	caseOf('update', 'fullest', {
		localOnly,
		setUp: (bill) => ({ ...card(bill, 'Cloud hosting'), ...holder(bill) }),
		parameters: ({ uuid, software }) => ({
			...{ cardId: fromList(uuid), inputMode: 'fields', ...optionsIf(true) },
			updateFields: {
				...{ budgetId: byId(software), name: 'Hosting', recurring: true, ...termsForm },
			},
		}),
		received: ({ uuid, software }) => [
			patch(`${path}/${uuid}`, {
				...{ budgetId: software, name: 'Hosting', recurring: true, ...termsSent },
			}),
		],
		kept: ({ id }) => ({ spendCards: [{ id, name: 'Hosting', recurring: true }] }),
		given: () => [{ name: 'Hosting', expirationDate: '2027-12-31' }],
	}),
	caseOf('update', 'json', {
		localOnly,
		setUp: (bill) => card(bill, 'Cloud hosting'),
		parameters: ({ uuid }) => ({
			...{ cardId: byId(uuid), inputMode: 'json', body: { name: 'Hosting' } },
		}),
		received: ({ uuid }) => [patch(`${path}/${uuid}`, { name: 'Hosting' })],
		given: () => [{ name: 'Hosting' }],
	}),
];

function filters({ uuid, user, budget }: { uuid: string; user: string; budget: string }) {
	return [
		eitherWay('budgetIds', budget),
		eitherWay('cardIds', uuid),
		each('status', { eq: 'ACTIVATED' }, 'status:eq:ACTIVATED'),
		each(
			'types',
			{ eq: 'VIRTUAL_MEMBER', in: ['VIRTUAL_MEMBER', 'PHYSICAL'] },
			'types:eq:VIRTUAL_MEMBER,types:in:"VIRTUAL_MEMBER,PHYSICAL"',
		),
		eitherWay('userIds', user),
		lately('changedWithin'),
	];
}

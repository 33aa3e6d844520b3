import type { Bill } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, pick, put, remove } from '../../support/cases.mts';
import { byId, fromList, lines } from '../../support/form.mts';
import { LOCAL, budgetNamed, oneSort, userNamed } from '../../support/spend.mts';

const { caseOf, bothForms } = casesOf('budgetMember', 'billSpendExpense');
const localOnly = LOCAL;
const of = (uuid: string) => `/v3/spend/budgets/${uuid}/members`;

/** A budget, a member who shares its funds, and a member with a limit. */
const team = (bill: Bill) => ({
	marketing: budgetNamed(bill, 'Marketing').uuid,
	fay: userNamed(bill, 'Fay').uuid,
	gil: userNamed(bill, 'Gil').uuid,
	hu: userNamed(bill, 'Hu').uuid,
	fayId: userNamed(bill, 'Fay').id,
});
type Team = ReturnType<typeof team>;
const terms = { limit: 300, recurringLimit: 250, role: 'OBSERVER', shareBudgetFunds: false };
const termsForm = { ...terms, limit: undefined, periodLimit: 300 };

export const spendMemberCases: Case[] = [
	caseOf<Team>('addOrUpdate', 'smallest', {
		localOnly,
		setUp: team,
		parameters: ({ marketing, hu }) => ({ budgetId: byId(marketing), userId: byId(hu) }),
		received: ({ marketing, hu }) => [put(`${of(marketing)}/${hu}`, {})],
		added: { spendBudgetMembers: 1 },
		given: ({ hu }) => [{ userUuid: hu, budgetRole: 'MEMBER', shareBudgetFunds: true }],
	}),
	caseOf<Team>('addOrUpdate', 'fullest', {
		localOnly,
		setUp: team,
		parameters: ({ marketing, fay }) => ({
			...{ budgetId: fromList(marketing), userId: fromList(fay), inputMode: 'fields' },
			additionalFields: termsForm,
			...optionsIf(true),
		}),
		received: ({ marketing, fay }) => [put(`${of(marketing)}/${fay}`, terms)],
		given: ({ fay }) => [
			{ userUuid: fay, budgetRole: 'OBSERVER', limit: 300, recurringLimit: 250 },
		],
	}),
	caseOf<Team>('addOrUpdate', 'json', {
		localOnly,
		setUp: team,
		parameters: ({ marketing, gil }) => ({
			...{ budgetId: byId(marketing), userId: byId(gil), inputMode: 'json' },
			body: { role: 'OWNER' },
		}),
		received: ({ marketing, gil }) => [put(`${of(marketing)}/${gil}`, { role: 'OWNER' })],
		given: ({ gil }) => [{ userUuid: gil, budgetRole: 'OWNER' }],
	}),
	caseOf<Team>('addOrUpdateMany', 'smallest', {
		localOnly,
		setUp: team,
		parameters: ({ marketing, hu }) => ({
			budgetId: byId(marketing),
			members: lines({ userId: byId(hu) }),
		}),
		received: ({ marketing, hu }) => [put(`${of(marketing)}/bulk`, { members: [{ userId: hu }] })],
		added: { spendBudgetMembers: 1 },
		given: () => [{ status: 'SUCCESS' }],
	}),
	caseOf<Team>('addOrUpdateMany', 'fullest', {
		localOnly,
		setUp: team,
		parameters: ({ marketing, hu, gil }) => ({
			...{ budgetId: fromList(marketing), inputMode: 'fields' },
			members: lines(
				{ userId: fromList(hu), additionalFields: termsForm },
				{ userId: byId(gil), additionalFields: { shareBudgetFunds: true } },
			),
			...optionsIf(true),
		}),
		received: ({ marketing, hu, gil }) => [
			put(`${of(marketing)}/bulk`, {
				members: [
					{ userId: hu, ...terms },
					{ userId: gil, shareBudgetFunds: true },
				],
			}),
		],
		added: { spendBudgetMembers: 1 },
		given: () => [{ status: 'SUCCESS' }],
	}),
	caseOf<Team>('addOrUpdateMany', 'json', {
		localOnly,
		setUp: team,
		parameters: ({ marketing, hu }) => ({
			...{ budgetId: byId(marketing), inputMode: 'json' },
			body: { members: [{ userId: hu }] },
		}),
		received: ({ marketing, hu }) => [put(`${of(marketing)}/bulk`, { members: [{ userId: hu }] })],
		added: { spendBudgetMembers: 1 },
		given: () => [{ status: 'SUCCESS' }],
	}),
	...bothForms('get', (full) => ({
		localOnly,
		setUp: team,
		parameters: ({ marketing, fay, fayId }: Team) => ({
			budgetId: (full ? fromList : byId)(marketing),
			...pick('userId', full ? fay : fayId, full),
			...(full && { simplify: false }),
		}),
		received: ({ marketing, fay, fayId }: Team) => [
			get(`${of(marketing)}/${encodeURIComponent(full ? fay : fayId)}`),
		],
		given: ({ fay, fayId }: Team) => [
			full ? { userId: fayId, recurring: true } : { userUuid: fay, name: 'Fay Ito', limit: 1500 },
		],
	})),
	...['name', 'spent'].map((sort, at) =>
		caseOf<Team>('getAll', ['smallest', 'fullest'][at], {
			localOnly,
			setUp: team,
			parameters: ({ marketing }) =>
				at === 0
					? { budgetId: byId(marketing), sort: oneSort(sort) }
					: {
							...{ budgetId: fromList(marketing), returnAll: true, simplify: false },
							filters: { retired: [{ operator: 'eq', value: true }] },
							sort: oneSort(sort, 'desc'),
							options: { filterText: 'retired:eq:true', timeout: 30 },
						},
			received: ({ marketing }) => [
				at === 0
					? get(of(marketing), { max: '50', sort: 'name:asc' })
					: get(of(marketing), {
							...{ max: '100', filters: 'retired:eq:true,retired:eq:true', sort: 'spent:desc' },
						}),
			],
			given: () =>
				at === 0
					? ['Bo Lindgren', 'Di Okafor', 'Fay Ito', 'Gil Novak'].map((name) => ({ name }))
					: [{ name: 'Ira Klein', retired: true }],
		}),
	),
	...bothForms('remove', (full) => ({
		localOnly,
		setUp: team,
		parameters: ({ marketing, gil }: Team) => ({
			budgetId: (full ? fromList : byId)(marketing),
			...pick('userId', gil, full),
		}),
		received: ({ marketing, gil }: Team) => [remove(`${of(marketing)}/${gil}`)],
		given: () => [{ deleted: true }],
	})),
];

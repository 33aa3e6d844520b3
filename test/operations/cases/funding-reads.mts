import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, both, casesOf, get, optionsIf, pick } from '../../support/cases.mts';
import {
	lately,
	changedLately,
	type FilterPair,
	anyTime,
	isId,
	notArchived,
	orderBy,
	orderText,
	always,
	alwaysText,
	threeWays,
	threeWaysText,
} from '../../support/filters.mts';
import { byId, fromList } from '../../support/form.mts';
import { makeVendor, payingBank } from '../../support/records.mts';
import { filtersForm } from '../../support/spend.mts';

const cardAccount = casesOf('cardAccount');
const apCard = casesOf('apCard');

const { caseOf, bothForms } = casesOf('bankAccount');

/** The fields BILL sorts this list by. */
const MEMBERS = [
	'bankName',
	'nameOnAccount',
	'accessToAdmins',
	'archived',
	'createdTime',
	'updatedTime',
];
const BANKS = '/v3/funding-accounts/banks';
const CARDS = '/v3/funding-accounts/cards';

export const bankAccountReads: Case[] = [
	...bothForms('get', (full) => ({
		setUp: payingBank,
		parameters: ({ id }) => ({
			bankAccountId: full ? fromList(id) : byId(id),
			...(full && { simplify: false }),
			...optionsIf(full),
		}),
		received: ({ id }) => [get(`${BANKS}/${id}`)],
		given: ({ id, bankName, default: use }) => [
			full
				? { id, bankName, default: use }
				: { id, bankName, defaultPayables: true, defaultReceivables: true },
		],
	})),
	caseOf('getAll', 'smallest', {
		parameters: () => ({}),
		received: () => [get(BANKS, { max: '50' })],
		given: () => Array<object>(5).fill({ bankName: expect.any(String) }),
	}),
	caseOf('getAll', 'fullest', {
		setUp: payingBank,
		parameters: ({ id }) => ({
			returnAll: true,
			filters: {
				accessToAdmins: [
					{ operator: 'eq', value: true },
					{ operator: 'ne', value: false },
				],
				archived: [
					{ operator: 'eq', value: false },
					{ operator: 'ne', value: true },
				],
				createdTime: always,
				id: threeWays(id),
				ownerType: [
					{ operator: 'eq', value: 'BUSINESS' },
					{ operator: 'ne', value: 'PERSONAL' },
				],
				status: [
					{ operator: 'eq', value: 'VERIFIED' },
					{ operator: 'ne', value: 'PENDING' },
					{ operator: 'in', values: ['VERIFIED', 'PENDING'] },
					{ operator: 'nin', values: ['INVALID'] },
				],
				type: [
					{ operator: 'eq', value: 'CHECKING' },
					{ operator: 'ne', value: 'SAVINGS' },
				],
				updatedTime: always,
				changedWithin: changedLately(3000)[1],
			},
			sort: orderBy(...MEMBERS),
			simplify: false,
			options: { filterText: 'archived:ne:true', timeout: 30 },
		}),
		received: ({ id }) => [
			get(BANKS, {
				max: '100',
				sort: orderText(...MEMBERS),
				filters: [
					'accessToAdmins:eq:true,accessToAdmins:ne:false',
					'archived:eq:false,archived:ne:true',
					alwaysText('createdTime'),
					threeWaysText('id', id),
					'ownerType:eq:BUSINESS,ownerType:ne:PERSONAL',
					'status:eq:VERIFIED,status:ne:PENDING',
					'status:in:"VERIFIED,PENDING",status:nin:"INVALID"',
					'type:eq:CHECKING,type:ne:SAVINGS',
					alwaysText('updatedTime'),
					changedLately(3000)[2],
					'archived:ne:true',
				].join(','),
			}),
		],
		given: ({ id, default: use }) => [{ id, default: use }],
	}),
	...['bankAccount', 'cardAccount'].flatMap((kind) =>
		both((full) => {
			const ofBank = kind === 'bankAccount';
			const users = `${ofBank ? BANKS : CARDS}/users`;
			const account = `${kind}Id`;
			const members = ofBank ? ['archived', 'createdTime', 'updatedTime'] : ['archived'];
			const filters = (user: Rec): FilterPair[] => [
				notArchived,
				isId(account, String(user[account])),
				isId('userId', String(user.userId)),
				...(ofBank
					? [
							isId('id', user.id),
							anyTime('createdTime'),
							anyTime('updatedTime'),
							changedLately(3000),
						]
					: []),
			];
			return {
				resource: kind,
				operation: 'getUsers',
				setUp: async (bill) => await bill.first(`${users}?currentUser=true`),
				parameters: (user) =>
					full
						? {
								returnAll: true,
								additionalFields: { currentUser: true },
								filters: Object.fromEntries(filters(user)),
								sort: orderBy(...members),
								options: { filterText: 'archived:eq:false', timeout: 30 },
							}
						: { limit: 2 },
				received: (user) => [
					get(users, {
						max: full ? '100' : '2',
						...(full && {
							currentUser: 'true',
							filters: [...filters(user).map(([, , sent]) => sent), 'archived:eq:false'].join(','),
							sort: orderText(...members),
						}),
					}),
				],
				given: ({ [account]: accountId, userId, verificationStatus }) =>
					full
						? [{ [account]: accountId, userId, verificationStatus }]
						: Array<object>(2).fill({
								userId: expect.stringMatching(/^006/),
								verificationStatus: expect.any(String),
							}),
			};
		}),
	),
	...['bankAccount', 'cardAccount'].map((kind) =>
		casesOf(kind).caseOf('getUsers', 'of the user in the credential', {
			parameters: () => ({ returnAll: true, additionalFields: { currentUser: true } }),
			received: () => [
				get(`${kind === 'bankAccount' ? BANKS : CARDS}/users`, { max: '100', currentUser: 'true' }),
			],
			given: () =>
				Array<object>(kind === 'bankAccount' ? 5 : 3).fill({
					userId: expect.stringMatching(/^006/),
					verificationStatus: expect.any(String),
				}),
		}),
	),
	...bothForms('getPermissions', (full) => ({
		parameters: () => optionsIf(full),
		received: () => [get('/v3/funding-accounts/permissions')],
		given: () => [{ user: { payOnline: true }, organization: { card: { payByCard: true } } }],
	})),
];

const visa = async (bill: Bill) =>
	await bill.first(`${CARDS}?cardUserStatus=VERIFIED`, ({ brand }) => brand === 'VISA', 'cards');

export const cardCases: Case[] = [
	...cardAccount.bothForms('get', (full) => ({
		setUp: visa,
		parameters: ({ id }) => pick('cardAccountId', id, full),
		received: ({ id }) => [get(`${CARDS}/${id}`)],
		given: ({ id, last4 }) => [{ id, last4, brand: 'VISA' }],
	})),
	...cardAccount.bothForms('getAll', (full) => ({
		parameters: () =>
			full
				? {
						cardUserStatus: 'NOMINATED',
						filters: filtersForm([lately('changedWithin')]),
						options: { timeout: 30 },
					}
				: {},
		received: () => [get(CARDS, { cardUserStatus: full ? 'NOMINATED' : 'VERIFIED' })],
		given: () => (full ? [{ brand: 'MASTERCARD' }] : [{ brand: 'VISA' }, { brand: 'AMEX' }]),
	})),
	...cardAccount.bothForms('getRates', (full) => ({
		parameters: () => ({ cardUserStatus: 'VERIFIED', ...optionsIf(full) }),
		received: () => [get(CARDS, { cardUserStatus: 'VERIFIED' })],
		given: () => [{ defaultCardAccountId: expect.any(String), funding: { creditCardRate: 2.9 } }],
	})),
	...cardAccount.bothForms('getFundingPurposes', (full) => ({
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => ({
			vendorId: full ? fromList(id) : byId(id),
			brand: 'AMEX',
			...optionsIf(full),
		}),
		received: ({ id }) => [get(`${CARDS}/funding-purposes`, { vendorId: id, brand: 'AMEX' })],
		given: () => Array<object>(3).fill({ category: expect.any(String) }),
	})),
	...apCard.bothForms('getAll', (full) => ({
		parameters: () => ({
			...(full && { filters: filtersForm([lately('changedWithin')]) }),
			...optionsIf(full),
		}),
		received: () => [get('/v3/funding-accounts/ap-cards')],
		given: () => [{ status: 'ACTIVE', limit: 20_000 }, { status: 'INACTIVE' }],
	})),
];

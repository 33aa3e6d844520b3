import type { Bill } from '../../support/bill.mts';
import { type Case, both, define, optionsIf } from '../../support/cases.mts';
import {
	orderBy,
	orderText,
	always,
	alwaysText,
	threeWays,
	threeWaysText,
} from '../../support/filters.mts';
import { byId, fromList } from '../../support/form.mts';
import { makeVendor, payingBank } from '../../support/records.mts';

const resource = 'bankAccount';

/** What BILL sorts this list by. */
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
	...both((full) => ({
		resource,
		operation: 'get',
		setUp: payingBank,
		parameters: ({ id }) => ({
			bankAccountId: full ? fromList(id) : byId(id),
			...(full && { simplify: false }),
			...optionsIf(full),
		}),
		received: ({ id }) => [{ method: 'GET', path: `${BANKS}/${id}` }],
		given: ({ id, bankName, default: use }) => [
			full ? { id, bankName, default: use } : { id, bankName, payables: true, receivables: true },
		],
	})),
	define({
		resource,
		operation: 'getAll',
		form: 'smallest',
		parameters: () => ({}),
		received: () => [{ method: 'GET', path: BANKS, query: { max: '50' } }],
		given: () => Array<object>(5).fill({ bankName: expect.any(String) }),
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'fullest',
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
			},
			sort: orderBy(...MEMBERS),
			simplify: false,
			options: { filterText: 'archived:ne:true', timeout: 30 },
		}),
		received: ({ id }) => [
			{
				method: 'GET',
				path: BANKS,
				query: {
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
						'archived:ne:true',
					].join(','),
				},
			},
		],
		given: ({ id, default: use }) => [{ id, default: use }],
	}),
	...['bankAccount', 'cardAccount'].flatMap((kind) =>
		both((full) => ({
			resource: kind,
			operation: 'getUsers',
			parameters: () => ({
				...(full && { returnAll: true, additionalFields: { currentUser: true } }),
				...(!full && { limit: 2 }),
				...optionsIf(full),
			}),
			received: () => [
				{
					method: 'GET',
					path: `${kind === 'bankAccount' ? BANKS : CARDS}/users`,
					query: { max: full ? '100' : '2', ...(full && { currentUser: 'true' }) },
				},
			],
			given: () =>
				Array<object>(full ? (kind === 'bankAccount' ? 5 : 3) : 2).fill({
					userId: expect.stringMatching(/^006/),
					verificationStatus: expect.any(String),
				}),
		})),
	),
	...both((full) => ({
		resource,
		operation: 'getPermissions',
		parameters: () => optionsIf(full),
		received: () => [{ method: 'GET', path: '/v3/funding-accounts/permissions' }],
		given: () => [{ user: { payOnline: true }, organization: { card: { payByCard: true } } }],
	})),
];

const visa = async (bill: Bill) =>
	await bill.first(`${CARDS}?cardUserStatus=VERIFIED`, ({ brand }) => brand === 'VISA', 'cards');

export const cardCases: Case[] = [
	...both((full) => ({
		resource: 'cardAccount',
		operation: 'get',
		setUp: visa,
		parameters: ({ id }) => ({
			cardAccountId: full ? fromList(id) : byId(id),
			...optionsIf(full),
		}),
		received: ({ id }) => [{ method: 'GET', path: `${CARDS}/${id}` }],
		given: ({ id, last4 }) => [{ id, last4, brand: 'VISA' }],
	})),
	...both((full) => ({
		resource: 'cardAccount',
		operation: 'getAll',
		parameters: () => (full ? { cardUserStatus: 'NOMINATED', options: { timeout: 30 } } : {}),
		received: () => [
			{
				method: 'GET',
				path: CARDS,
				query: { cardUserStatus: full ? 'NOMINATED' : 'VERIFIED' },
			},
		],
		given: () => (full ? [{ brand: 'MASTERCARD' }] : [{ brand: 'VISA' }, { brand: 'AMEX' }]),
	})),
	...both((full) => ({
		resource: 'cardAccount',
		operation: 'getRates',
		parameters: () => ({ cardUserStatus: 'VERIFIED', ...optionsIf(full) }),
		received: () => [{ method: 'GET', path: CARDS, query: { cardUserStatus: 'VERIFIED' } }],
		given: () => [{ defaultCardAccountId: expect.any(String), funding: { creditCardRate: 2.9 } }],
	})),
	...both((full) => ({
		resource: 'cardAccount',
		operation: 'getFundingPurposes',
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => ({
			vendorId: full ? fromList(id) : byId(id),
			brand: 'AMEX',
			...optionsIf(full),
		}),
		received: ({ id }) => [
			{ method: 'GET', path: `${CARDS}/funding-purposes`, query: { vendorId: id, brand: 'AMEX' } },
		],
		given: () => Array<object>(3).fill({ category: expect.any(String) }),
	})),
	...both((full) => ({
		resource: 'apCard',
		operation: 'getAll',
		parameters: () => optionsIf(full),
		received: () => [{ method: 'GET', path: '/v3/funding-accounts/ap-cards' }],
		given: () => [{ status: 'ACTIVE', limit: 20_000 }, { status: 'INACTIVE' }],
	})),
];

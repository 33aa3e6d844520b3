import type { CollectionName } from '../../../local-bill/state/records/index.mts';
import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, both, define, optionsIf } from '../../support/cases.mts';
import { always, alwaysText, threeWays, threeWaysText } from '../../support/filters.mts';
import { byId, fromList, sortedBy } from '../../support/form.mts';
import { pages } from './pages.mts';

/*
 * The seven classifications have the same operations; each says here only what is its own.
 */

/** What is filled in and what BILL is to get for it, where the two differ. */
interface Filled {
	form: Data;
	body?: Data;
}

export interface Kind {
	resource: string;
	path: string;
	collection: CollectionName;
	prefix: RegExp;
	/** What a new record must have. */
	head(text: string): Filled;
	/** All else but the parent; `account` is a chart of account. */
	details(account: string): Filled;
	/** A member that can be cleared. */
	clears: string;
	sort: string[];
	/** The member that Create or Update finds records by. */
	key: string;
	simplify?: boolean;
	filters?(known: Known): { form: Data; text: string };
}

interface Known {
	text: string;
	account: string;
	parent: Rec;
	record: Rec;
}

const named = (
	resource: string,
	path: string,
	collection: CollectionName,
	prefix: RegExp,
	rest: Partial<Kind> = {},
): Kind => ({
	resource,
	path: `/v3/classifications/${path}`,
	collection,
	prefix,
	head: (name) => ({ form: { name } }),
	details: () => ({ form: { description: 'Shops, ground floor', shortName: 'GFL' } }),
	clears: 'description',
	sort: ['name', 'description', 'archived', 'createdTime', 'updatedTime'],
	key: 'name',
	...rest,
});

export const kinds: Kind[] = [
	named('chartOfAccount', 'chart-of-accounts', 'chartOfAccounts', /^0ca/, {
		details: () => ({
			form: { accountNumber: '6420', accountType: 'EXPENSE', description: 'Paper and toner' },
			body: { account: { number: '6420', type: 'EXPENSE' }, description: 'Paper and toner' },
		}),
		filters: ({ record, parent }) => ({
			form: {
				name: [{ operator: 'eq', value: record.name }],
				parentId: [{ operator: 'eq', value: byId(parent.id) }],
			},
			text: `name:eq:"${record.name}",parentId:eq:${parent.id}`,
		}),
	}),
	named('accountingClass', 'accounting-classes', 'accountingClasses', /^cls/),
	named('department', 'departments', 'departments', /^0de/),
	named('employee', 'employees', 'employees', /./, {
		head: (lastName) => ({ form: { firstName: 'Rosa', lastName } }),
		details: () => ({ form: { shortName: 'RLI' } }),
		clears: 'shortName',
		sort: ['lastName', 'firstName', 'archived', 'createdTime', 'updatedTime'],
		key: 'shortName',
	}),
	named('item', 'items', 'items', /./, {
		head: (name) => ({
			form: { name, itemType: 'OTHER_CHARGE' },
			body: { name, type: 'OTHER_CHARGE' },
		}),
		details: (account) => ({
			form: {
				chartOfAccountId: byId(account),
				description: 'Brass reading lamp',
				expenseChartOfAccountId: fromList(account),
				percentage: 8.25,
				price: 49.9,
				purchaseCost: '27.5',
				purchaseDescription: 'Reading lamp, brass, boxed',
				shortName: 'LAMP',
				taxable: true,
			},
			body: {
				chartOfAccountId: account,
				description: 'Brass reading lamp',
				expenseChartOfAccountId: account,
				percentage: 8.25,
				price: 49.9,
				purchaseCost: 27.5,
				purchaseDescription: 'Reading lamp, brass, boxed',
				shortName: 'LAMP',
				taxable: true,
			},
		}),
		simplify: true,
	}),
	named('job', 'jobs', 'jobs', /./),
	named('location', 'locations', 'locations', /^loc/),
];

const bodyOf = ({ form, body = form }: Filled) => body;

/** A record of the kind, with the members that must be there. */
export async function makeOne(bill: Bill, kind: Kind, more: Data = {}): Promise<Rec> {
	const head = bodyOf(kind.head(bill.unique('Harbor')));
	return await bill.call('POST', kind.path, { ...head, ...more });
}

const makeThree = async (bill: Bill, kind: Kind) => [
	await makeOne(bill, kind),
	await makeOne(bill, kind),
	await makeOne(bill, kind),
];

const everything =
	(kind: Kind) =>
	async (bill: Bill): Promise<Known> => {
		const parent = await makeOne(bill, kind);
		return {
			text: bill.unique('Wharf'),
			account: (await bill.first('/v3/classifications/chart-of-accounts')).id,
			parent,
			record: await makeOne(bill, kind, { parentId: parent.id }),
		};
	};

const idsOf = (records: Rec[]) => records.map(({ id }) => id).join(',');
const oneEach = (records: unknown[]) => records.map(() => ({ json: {} }));

export const classificationCases: Case[] = kinds.flatMap((kind) => [
	...creates(kind),
	...upserts(kind),
	...reads(kind),
	...updates(kind),
	...['archive', 'restore'].flatMap((operation) => ends(kind, operation)),
]);

function creates(kind: Kind): Case[] {
	const { resource, path, collection, head, details } = kind;
	const fullBody = ({ text, account, parent }: Known) => ({
		...bodyOf(head(text)),
		...bodyOf(details(account)),
		parentId: parent.id,
	});
	return [
		define({
			resource,
			operation: 'create',
			form: 'smallest',
			setUp: (bill) => bill.unique('Wharf'),
			parameters: (text) => head(text).form,
			received: (text) => [{ method: 'POST', path, body: bodyOf(head(text)) }],
			added: { [collection]: 1 },
			kept: (text, [{ json }]) => ({
				[collection]: [{ id: json.id, ...bodyOf(head(text)), archived: false }],
			}),
			given: (text) => [{ id: expect.stringMatching(kind.prefix), ...bodyOf(head(text)) }],
		}),
		define({
			resource,
			operation: 'create',
			form: 'fullest',
			setUp: everything(kind),
			parameters: ({ text, account, parent }) => ({
				...head(text).form,
				inputMode: 'fields',
				additionalFields: { ...details(account).form, parentId: byId(parent.id) },
				options: { batching: 'single', timeout: 30 },
			}),
			received: (known) => [{ method: 'POST', path, body: fullBody(known) }],
			added: { [collection]: 1 },
			kept: (known, [{ json }]) => ({ [collection]: [{ id: json.id, ...fullBody(known) }] }),
			given: (known) => [fullBody(known)],
		}),
		define({
			resource,
			operation: 'create',
			form: 'json',
			setUp: (bill) => bodyOf(head(bill.unique('Wharf'))),
			parameters: (body) => ({ inputMode: 'json', body: JSON.stringify(body) }),
			received: (body) => [{ method: 'POST', path, body }],
			added: { [collection]: 1 },
			given: (body) => [body],
		}),
		define({
			resource,
			operation: 'create',
			form: 'many items',
			setUp: (bill) => [1, 2, 3].map(() => bill.unique('Wharf')),
			items: (all) => oneEach(all),
			parameters: (texts, item) => head(texts[item]).form,
			received: (texts) => [
				{ method: 'POST', path: `${path}/bulk`, body: texts.map((text) => bodyOf(head(text))) },
			],
			added: { [collection]: 3 },
			given: (texts) => texts.map((text) => bodyOf(head(text))),
		}),
	];
}

function upserts(kind: Kind): Case[] {
	const { resource, path, collection, head, details, key } = kind;
	const found = { method: 'GET', path, query: { max: '100', filters: 'archived:eq:false' } };
	/** With the short name, where records are found by it. */
	const keyed = (text: string, value = text): Filled => {
		const { form, body = form } = head(text);
		return key === 'name'
			? { form, body }
			: { form: { ...form, [key]: value }, body: { ...body, [key]: value } };
	};
	const withoutKey = ({ [key]: _key, ...rest }: Data) => rest;
	const fullBody = ({ record, account, parent }: Known) => ({
		...(key === 'name' ? bodyOf(head(record.name)) : bodyOf(keyed('Quay', record[key]))),
		...withoutKey(bodyOf(details(account))),
		parentId: parent.id,
	});
	const twoNamed = async (bill: Bill): Promise<Known> => {
		const known = await everything(kind)(bill);
		const short = key === 'name' ? {} : { [key]: bill.unique('SHORT') };
		return { ...known, record: await makeOne(bill, kind, short) };
	};
	return [
		define({
			resource,
			operation: 'upsert',
			form: 'smallest',
			setUp: (bill) => bill.unique('Wharf'),
			parameters: (text) => keyed(text).form,
			received: (text) => [found, { method: 'POST', path, body: bodyOf(keyed(text)) }],
			added: { [collection]: 1 },
			given: (text) => [bodyOf(keyed(text))],
		}),
		define({
			resource,
			operation: 'upsert',
			form: 'fullest',
			setUp: twoNamed,
			parameters: ({ record, account, parent }) => ({
				...(key === 'name' ? head(record.name).form : keyed('Quay', record[key]).form),
				inputMode: 'fields',
				additionalFields: {
					...withoutKey(details(account).form),
					parentId: fromList(parent.id),
				},
				options: { timeout: 30 },
			}),
			received: (known) => [
				found,
				{ method: 'PATCH', path: `${path}/${known.record.id}`, body: fullBody(known) },
			],
			kept: (known) => ({ [collection]: [{ id: known.record.id, ...fullBody(known) }] }),
			given: (known) => [{ id: known.record.id, ...fullBody(known) }],
		}),
		define({
			resource,
			operation: 'upsert',
			form: 'json',
			setUp: twoNamed,
			parameters: ({ record }) => ({
				inputMode: 'json',
				body: { [key]: record[key], [kind.clears]: key === kind.clears ? record[key] : 'New' },
			}),
			received: ({ record }) => [
				found,
				{
					method: 'PATCH',
					path: `${path}/${record.id}`,
					body: { [key]: record[key], [kind.clears]: key === kind.clears ? record[key] : 'New' },
				},
			],
			given: ({ record }) => [{ id: record.id, [key]: record[key] }],
		}),
	];
}

function reads(kind: Kind): Case[] {
	const { resource, path, sort, filters } = kind;
	const own = (known: Known) => filters?.(known) ?? { form: {}, text: '' };
	return [
		...both((full) => ({
			resource,
			operation: 'get',
			setUp: (bill) => makeOne(bill, kind),
			parameters: ({ id }) => ({
				[`${resource}Id`]: full ? fromList(id) : byId(id),
				...(full && kind.simplify && { simplify: false }),
				...optionsIf(full),
			}),
			received: ({ id }) => [{ method: 'GET', path: `${path}/${id}` }],
			given: ({ updatedTime, ...record }) => [
				// Simplified, times are left out where there are more than ten members.
				full || !kind.simplify
					? { ...record, updatedTime }
					: { id: record.id, name: record.name, type: record.type, archived: false },
			],
		})),
		define({
			resource,
			operation: 'getAll',
			form: 'smallest',
			setUp: (bill) => bill.call('GET', path, undefined, { max: 50 }),
			parameters: () => ({}),
			received: () => [{ method: 'GET', path, query: { max: '50' } }],
			given: ({ results }) => results.map(({ id }: Rec) => ({ id })),
		}),
		define({
			resource,
			operation: 'getAll',
			form: 'limit',
			setUp: (bill) => makeThree(bill, kind),
			parameters: () => ({ limit: 2, sort: sortedBy(['createdTime', 'desc']) }),
			received: () => [{ method: 'GET', path, query: { max: '2', sort: 'createdTime:desc' } }],
			given: ([, second, third]) => [{ id: third.id }, { id: second.id }],
		}),
		define({
			resource,
			operation: 'getAll',
			form: 'pages',
			localOnly: 'makes many records that cannot be deleted',
			setUp: async (bill) => {
				for (const start of [0, 50, 100, 150]) {
					const some = Array.from({ length: 50 }, (_, i) => {
						return bodyOf(kind.head(`P ${String(start + i).padStart(3, '0')}`));
					});
					await bill.call('POST', `${path}/bulk`, some);
				}
				return bill.localBill?.records(kind.collection).map(({ id }) => ({ id })) ?? [];
			},
			parameters: () => ({ returnAll: true }),
			received: () => pages(path, 3),
			given: (all) => all,
		}),
		define({
			resource,
			operation: 'getAll',
			form: 'fullest',
			setUp: everything(kind),
			parameters: (known) => ({
				returnAll: true,
				filters: {
					archived: [
						{ operator: 'eq', value: false },
						{ operator: 'ne', value: true },
					],
					createdTime: always,
					id: threeWays(known.record.id),
					updatedTime: always,
					...own(known).form,
				},
				sort: sortedBy(...sort.map((field, i) => [field, i % 2 ? 'desc' : 'asc'] as never)),
				...(kind.simplify && { simplify: false }),
				options: { filterText: 'archived:eq:false', timeout: 30 },
			}),
			received: (known) => [
				{
					method: 'GET',
					path,
					query: {
						max: '100',
						sort: sort.map((field, i) => `${field}:${i % 2 ? 'desc' : 'asc'}`).join(','),
						filters: [
							'archived:eq:false,archived:ne:true',
							alwaysText('createdTime'),
							threeWaysText('id', known.record.id),
							alwaysText('updatedTime'),
							own(known).text,
							'archived:eq:false',
						]
							.filter(Boolean)
							.join(','),
					},
				},
			],
			given: ({ record }) => [record],
		}),
	];
}

function updates(kind: Kind): Case[] {
	const { resource, path, collection, head, details, clears } = kind;
	const idField = `${resource}Id`;
	const fullBody = ({ text, account, parent }: Known) => ({
		...bodyOf(head(text)),
		...bodyOf(details(account)),
		parentId: parent.id,
	});
	return [
		define({
			resource,
			operation: 'update',
			form: 'smallest',
			setUp: (bill) => makeOne(bill, kind, { [clears]: 'Old' }),
			parameters: ({ id }) => ({ [idField]: byId(id), updateFields: { [clears]: '' } }),
			received: ({ id }) => [{ method: 'PATCH', path: `${path}/${id}`, body: { [clears]: '' } }],
			given: ({ id }) => [{ id, archived: false }],
		}),
		define({
			resource,
			operation: 'update',
			form: 'fullest',
			setUp: everything(kind),
			parameters: ({ record, text, account, parent }) => ({
				[idField]: fromList(record.id),
				inputMode: 'fields',
				updateFields: { ...head(text).form, ...details(account).form, parentId: byId(parent.id) },
				options: { batching: 'single', timeout: 30 },
			}),
			received: (known) => [
				{ method: 'PATCH', path: `${path}/${known.record.id}`, body: fullBody(known) },
			],
			kept: (known) => ({ [collection]: [{ id: known.record.id, ...fullBody(known) }] }),
			given: (known) => [{ id: known.record.id, ...fullBody(known) }],
		}),
		define({
			resource,
			operation: 'update',
			form: 'json',
			setUp: (bill) => makeOne(bill, kind),
			parameters: ({ id }) => ({
				[idField]: byId(id),
				inputMode: 'json',
				body: `{"${clears}": "New"}`,
			}),
			received: ({ id }) => [{ method: 'PATCH', path: `${path}/${id}`, body: { [clears]: 'New' } }],
			kept: ({ id }) => ({ [collection]: [{ id, [clears]: 'New' }] }),
			given: ({ id }) => [{ id, [clears]: 'New' }],
		}),
		define({
			resource,
			operation: 'update',
			form: 'many items',
			setUp: (bill) => makeThree(bill, kind),
			items: (all) => oneEach(all),
			parameters: (records, item) => ({
				[idField]: byId(records[item].id),
				updateFields: { [clears]: `N${item}` },
			}),
			received: (records) => [
				{
					method: 'PATCH',
					path: `${path}/bulk`,
					body: records.map(({ id }, item) => ({ id, [clears]: `N${item}` })),
				},
			],
			kept: (records) => ({
				[collection]: records.map(({ id }, item) => ({ id, [clears]: `N${item}` })),
			}),
			given: (records) => records.map(({ id }, item) => ({ id, [clears]: `N${item}` })),
		}),
	];
}

function ends(kind: Kind, operation: string): Case[] {
	const { resource, path, collection } = kind;
	const archived = operation === 'archive';
	/** What is to be restored has been archived. */
	const ready = async (bill: Bill, records: Rec[]) => {
		if (!archived) {
			const params = { ids: idsOf(records) };
			await bill.call('POST', `${path}/bulk/archive`, undefined, params);
		}
		return records;
	};
	return [
		...both((full) => ({
			resource,
			operation,
			setUp: async (bill) => (await ready(bill, [await makeOne(bill, kind)]))[0],
			parameters: ({ id }) => ({
				[`${resource}Id`]: full ? fromList(id) : byId(id),
				...(full && { options: { batching: 'single', timeout: 30 } }),
			}),
			received: ({ id }) => [{ method: 'POST', path: `${path}/${id}/${operation}` }],
			kept: ({ id }) => ({ [collection]: [{ id, archived }] }),
			given: ({ id }) => [{ id, archived }],
		})),
		define({
			resource,
			operation,
			form: 'many items',
			setUp: async (bill) => await ready(bill, await makeThree(bill, kind)),
			items: (all) => oneEach(all),
			parameters: (records, item) => ({ [`${resource}Id`]: byId(records[item].id) }),
			received: (records) => [
				{ method: 'POST', path: `${path}/bulk/${operation}`, query: { ids: idsOf(records) } },
			],
			kept: (records) => ({ [collection]: records.map(({ id }) => ({ id, archived })) }),
			given: (records) => records.map(({ id }) => ({ id, archived })),
		}),
	];
}

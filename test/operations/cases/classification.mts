import type { Bill, Data } from '../../support/bill.mts';
import { type Case, casesOf, get, patch, post } from '../../support/cases.mts';
import { changedLately, anyTime, isId, notArchived } from '../../support/filters.mts';
import { byId, fromList, sortedBy } from '../../support/form.mts';
import { fill, standardCases } from '../../support/standard-cases.mts';
import {
	type Filled,
	type Kind,
	type Known,
	bodyOf,
	kinds,
	makeOne,
} from './classification-kinds.mts';

const everything =
	(kind: Kind) =>
	async (bill: Bill): Promise<Known> => {
		const parent = await makeOne(bill, kind);
		return {
			text: bill.unique('Wharf'),
			account: (await bill.first('/v3/classifications/chart-of-accounts')).id,
			parent,
			record: await makeOne(bill, kind, { parentId: parent.id, [kind.clears]: 'Old' }),
		};
	};

export const classificationCases: Case[] = kinds.flatMap((kind) => [
	...standard(kind),
	...upserts(kind),
]);

function standard(kind: Kind): Case[] {
	const { resource, path, collection, head, details, clears, simplify = false } = kind;
	const { caseOf, create, change, ends, getOne, getMany } = standardCases<Known>({
		resource,
		collection,
		path,
		setUp: everything(kind),
		record: ({ record }) => record,
		bulk: 'everything',
		simplified: simplify,
	});
	const detailsForm = ({ account, parent }: Known) => ({
		...details(account).form,
		parentId: byId(parent.id),
	});
	const fullBody = ({ text, account, parent }: Known) => ({
		...bodyOf(head(text)),
		...bodyOf(details(account)),
		parentId: parent.id,
	});
	return [
		...create({
			smallest: ({ text }) => ({
				form: head(text).form,
				body: bodyOf(head(text)),
				kept: { ...bodyOf(head(text)), archived: false },
				given: { id: expect.stringMatching(kind.prefix), ...bodyOf(head(text)) },
			}),
			fullest: (known) => ({
				form: head(known.text).form,
				more: detailsForm(known),
				body: fullBody(known),
				kept: fullBody(known),
				given: fullBody(known),
			}),
			json: ({ text }) => ({ body: bodyOf(head(text)), given: bodyOf(head(text)) }),
		}),
		...change('update', {
			smallest: () => ({
				form: { [clears]: '' },
				body: { [clears]: '' },
				given: { archived: false },
			}),
			fullest: (known) => ({
				form: { ...head(known.text).form, ...detailsForm(known) },
				body: fullBody(known),
				kept: fullBody(known),
				given: fullBody(known),
			}),
			json: () => ({
				form: `{"${clears}": "New"}`,
				body: { [clears]: 'New' },
				kept: { [clears]: 'New' },
				given: { [clears]: 'New' },
			}),
			'many items': (_, item) => ({
				form: { [clears]: `N${item}` },
				body: { [clears]: `N${item}` },
				kept: { [clears]: `N${item}` },
				given: { [clears]: `N${item}` },
			}),
		}),
		...ends('archive', 'restore'),
		...getOne({
			// In simplified output, times are left out if there are more than ten fields.
			smallest: ({ record }) =>
				simplify ? { name: record.name, type: record.type, archived: false } : record,
			fullest: ({ record }) => record,
		}),
		...getMany({
			pages: {
				count: 3,
				fill: async (bill) =>
					await fill(bill, path, 200, (i) => bodyOf(head(`P ${String(i).padStart(3, '0')}`))),
			},
			filters: (known) => [
				notArchived,
				anyTime('createdTime'),
				isId('id', known.record.id),
				anyTime('updatedTime'),
				changedLately(),
				...(kind.filters?.(known) ?? []),
			],
			sort: kind.sort,
			given: ({ record }) => record,
		}),
		caseOf('getAll', 'limit', {
			setUp: async (bill) => [await makeOne(bill, kind), await makeOne(bill, kind)],
			parameters: () => ({ limit: 2, sort: sortedBy(['createdTime', 'desc']) }),
			received: () => [get(path, { max: '2', sort: 'createdTime:desc' })],
			given: ([one, two]) => [{ id: two.id }, { id: one.id }],
		}),
	];
}

function upserts(kind: Kind): Case[] {
	const { resource, path, collection, head, details, key } = kind;
	const found = { method: 'GET', path, query: { max: '100', sort: 'createdTime:asc' } };
	/** Includes the short name, if records are found by it. */
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
	const { caseOf } = casesOf(resource);
	return [
		caseOf('upsert', 'smallest', {
			setUp: (bill) => bill.unique('Wharf'),
			parameters: (text) => keyed(text).form,
			received: (text) => [found, post(path, bodyOf(keyed(text)))],
			added: { [collection]: 1 },
			given: (text) => [bodyOf(keyed(text))],
		}),
		caseOf('upsert', 'fullest', {
			setUp: twoNamed,
			parameters: ({ record, account, parent }) => ({
				...(key === 'name' ? head(record.name).form : keyed('Quay', record[key]).form),
				inputMode: 'fields',
				additionalFields: {
					...withoutKey(details(account).form),
					parentId: fromList(parent.id),
				},
				options: { timeout: 30, lookUpSeconds: 20 },
			}),
			received: (known) => [found, patch(`${path}/${known.record.id}`, fullBody(known))],
			kept: (known) => ({ [collection]: [{ id: known.record.id, ...fullBody(known) }] }),
			given: (known) => [{ id: known.record.id, ...fullBody(known) }],
		}),
		caseOf('upsert', 'json', {
			setUp: twoNamed,
			parameters: ({ record }) => ({
				inputMode: 'json',
				body: { [key]: record[key], [kind.clears]: key === kind.clears ? record[key] : 'New' },
			}),
			received: ({ record }) => [
				found,
				patch(`${path}/${record.id}`, {
					[key]: record[key],
					[kind.clears]: key === kind.clears ? record[key] : 'New',
				}),
			],
			given: ({ record }) => [{ id: record.id, [key]: record[key] }],
		}),
	];
}

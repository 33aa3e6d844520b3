import {
	asLastDigits,
	asMoney,
	asStatus,
	asText,
	fullName,
	joined,
	withDay,
} from '../../core/form/one-line';
import type { ListedKind } from '../../core/run/pick-lists';

export { webhookEvent, webhookSubscription } from '../../webhooks/record';

/*
 * The kinds of records that can be picked; each export is one, and nothing else may be exported here.
 *
 * Each record has an ID and a UUID, and BILL accepts either. BILL will remove the IDs
 * (https://developer.bill.com/changelog/2025-07-09-spend-expense-api-id-deprecation), so UUIDs are picked and output.
 */

/** How UUIDs begin: budgets, cards, companies, receipts, custom fields, their values, transactions, users. */
const PREFIXES = ['bgt', 'crd', 'cmp', 'rct', 'tty', 'tvl', 'txr', 'usr'];

const TAIL = '7c1e0f2a5b3d4e8f9a6c';

interface Options {
	label: string;
	plural: string;
	/** How the UUIDs begin, if that is known. */
	prefix?: string;
	list: ListedKind['list'];
}

function kind({ label, plural, prefix, list }: Options): ListedKind {
	const others = PREFIXES.filter((each) => each !== prefix).join('|');
	return {
		label,
		// Bill Poll Trigger has the lists of both nodes, so the names must differ.
		searchMethod: `searchSpend${plural}`,
		eg: prefix ? `${prefix}_${TAIL}` : TAIL,
		// An ID looks like base64; only a UUID shows which kind of record it belongs to.
		pattern: new RegExp(`^(?!(${others})_)[0-9A-Za-z_+-]+={0,2}$`),
		mustBe: prefix
			? `must be a UUID that begins with ${prefix}_, or an ID`
			: 'must be a UUID or an ID',
		list: { id: ({ uuid, id }) => asText(uuid ?? id), ...list },
	};
}

const ACTIVE = { filters: 'retired:eq:false' };

export const budget = kind({
	label: 'Budget',
	plural: 'Budgets',
	prefix: 'bgt',
	list: {
		path: '/v3/spend/budgets',
		query: ACTIVE,
		startsWith: 'name',
		name: ({ name, budgetGroup, recurringInterval, recurringLimit, expirationDate }) =>
			joined(
				name,
				budgetGroup === true
					? 'group'
					: recurringInterval === 'NONE'
						? ''
						: asStatus(recurringInterval),
				asMoney(recurringLimit),
				withDay('until', expirationDate),
			),
		// The list can be empty for a token that may still use the budgets of its transactions.
		namedBy: {
			path: '/v3/spend/transactions',
			query: { sort: 'occurredTime:desc' },
			pageSize: 50,
			named: ({ budgetUuid, budgetName }) => ({ uuid: budgetUuid, name: budgetName }),
		},
	},
});

export const card = kind({
	label: 'Card',
	plural: 'Cards',
	prefix: 'crd',
	list: {
		path: '/v3/spend/cards',
		name: ({ name, type, lastFour, status }) =>
			joined(name ?? asStatus(type), asLastDigits(lastFour), asStatus(status)),
	},
});

export const customField = kind({
	label: 'Custom Field',
	plural: 'CustomFields',
	prefix: 'tty',
	list: {
		path: '/v3/spend/custom-fields',
		query: ACTIVE,
		startsWith: 'name',
		name: ({ name, type, required }) =>
			joined(name, type === 'NOTE' ? 'note' : '', required === true ? 'required' : ''),
	},
});

export const customFieldValue = kind({
	label: 'Value',
	plural: 'CustomFieldValues',
	prefix: 'tvl',
	list: {
		path: '/v3/spend/custom-fields/{customFieldId}/values',
		startsWith: 'name',
		name: ({ value }) => asText(value),
	},
});

export const reimbursement = kind({
	label: 'Reimbursement',
	plural: 'Reimbursements',
	list: {
		path: '/v3/spend/reimbursements',
		query: { ...ACTIVE, sort: 'submittedTime:desc' },
		name: ({ merchantName, amount, occurredDate, status }) =>
			joined(occurredDate, asMoney(amount), asStatus(status), merchantName),
	},
});

export const transaction = kind({
	label: 'Transaction',
	plural: 'Transactions',
	prefix: 'txr',
	list: {
		path: '/v3/spend/transactions',
		query: { sort: 'occurredTime:desc' },
		pageSize: 50,
		name: ({ merchantName, amount, occurredTime, userName }) =>
			joined(asText(occurredTime).slice(0, 10), asMoney(amount), merchantName, userName),
	},
});

/** Receipts of one record, which is chosen in the node. */
const receipts = (plural: string, path: string) =>
	kind({
		label: 'Receipt',
		plural,
		prefix: 'rct',
		list: { path, member: 'receipts', name: ({ filename }) => asText(filename) },
	});

export const transactionReceipt = receipts(
	'TransactionReceipts',
	'/v3/spend/transactions/{transactionId}',
);

export const reimbursementReceipt = receipts(
	'ReimbursementReceipts',
	'/v3/spend/reimbursements/{reimbursementId}',
);

export const user = kind({
	label: 'User',
	plural: 'Users',
	prefix: 'usr',
	list: {
		path: '/v3/spend/users',
		query: ACTIVE,
		name: (record) => joined(fullName(record), asStatus(record.role), record.email),
	},
});

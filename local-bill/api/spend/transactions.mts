import { answerConnection, byIds, sortedQuery } from '../../engine/connection.mts';
import * as by from '../../engine/filters.mts';
import type { Operator } from '../../engine/filters.mts';
import type { Call, Route } from '../../engine/route.mts';
import * as is from '../../engine/schema.mts';
import { receiptOf, showReceipt, uploadUrl } from '../../rules/spend-receipts.mts';
import { isComplete, moveToBudget, mustBeOpen } from '../../rules/spend-transactions.mts';
import { BillError } from '../../errors/bill-error.mts';
import type { SpendTransaction } from '../../state/records/spend.mts';
import { spendRoute } from './route.mts';
import { type Shown, showTransaction } from './show-transaction.mts';

const SYNC = ['PENDING', 'SYNCED', 'ERROR', 'MANUAL_SYNCED', 'NOT_SYNCED'];
const TYPES = ['AUTHORIZATION', 'CLEAR', 'DECLINE', 'OTHER'];
const time = { ...by.time(), operators: ['gte', 'lte'] as Operator[] };
const money = by.number('gte', 'lte');

/**
 * https://developer.bill.com/reference/listtransactions. The filters from `amount` on were seen only in requests of
 * other clients. `status` is refused.
 */
const filters: by.FilterTable<SpendTransaction> = {
	cardId: byIds('spendCards', ({ cardId }) => [cardId]),
	userId: byIds('spendUsers', ({ userId }) => [userId]),
	budgetId: byIds('spendBudgets', ({ budgetId }) => [budgetId]),
	transactionIds: byIds('spendTransactions', ({ id }) => [id]),
	customFieldIds: byIds('spendCustomFields', ({ customFields }) =>
		customFields.map(({ fieldId }) => fieldId),
	),
	merchantName: by.text('eq'),
	fees: money,
	occurredTime: time,
	authorizedTime: {
		...time,
		of: ({ authorizedTime }) => (authorizedTime ? [Date.parse(authorizedTime)] : []),
	},
	updatedTime: time,
	syncStatus: by.choice(SYNC, 'eq', 'ne', 'in', 'nin'),
	amount: money,
	type: { ...by.choice(TYPES, 'eq', 'ne'), of: ({ transactionType }) => [transactionType] },
	...both('completed', 'complete', {
		...by.flag('eq'),
		of: (transaction, _name, world) => [isComplete(world, transaction)],
	}),
	locked: { ...by.flag('eq'), of: ({ isLocked }) => [isLocked] },
	receiptStatus: by.choice(['ATTACHED', 'NOT_ATTACHED', 'MISSING'], 'eq'),
	reviewStatus: {
		...by.choice(['APPROVED', 'DENIED', 'WAITING'], 'eq'),
		of: ({ reviewers }) => reviewers.map(({ status }) => status),
	},
};

/** Clients of BILL use two names for the same filter. */
function both(one: string, other: string, filter: by.FilterField<SpendTransaction>) {
	return { [one]: filter, [other]: filter };
}

const flags = { showCustomFieldIds: is.text() };

/** https://developer.bill.com/reference/gettransaction and related pages. */
export const spendTransactionRoutes: Route[] = [
	spendRoute({
		method: 'GET',
		path: '/transactions',
		query: { ...sortedQuery, ...flags, includeReceipts: is.queryFlag },
		handle: (call) => {
			const { world, query } = call;
			const shown = { ...shownIn(call), receipts: query.includeReceipts === 'true' };
			// The list has no child transactions: they are read one by one.
			const parents = world.of('spendTransactions').view('parents, the latest first', () =>
				world
					.of('spendTransactions')
					.all()
					.filter(({ parentTransactionId }) => !parentTransactionId)
					.sort((a, b) => Date.parse(b.occurredTime) - Date.parse(a.occurredTime)),
			);
			return answerConnection(
				call,
				parents,
				{
					max: 50,
					filters,
					sort: {
						amount: ({ amount }) => amount,
						merchantName: ({ merchantName }) => merchantName,
						occurredTime: ({ occurredTime }) => Date.parse(occurredTime),
					},
				},
				(transaction) => showTransaction(world, transaction, shown),
			);
		},
	}),
	spendRoute({
		method: 'POST',
		path: '/transactions/receipt-upload-url',
		handle: ({ world }) => ({ url: uploadUrl(world, 'transaction') }),
	}),
	spendRoute({
		method: 'GET',
		path: '/transactions/:transactionId',
		query: flags,
		handle: (call) => show(call, transactionOf(call)),
	}),
	spendRoute({
		method: 'PUT',
		path: '/transactions/:transactionId',
		body: is.object({ budgetId: is.ref('spendBudgets') }, ['budgetId']),
		handle: (call) => show(call, moveToBudget(call.world, transactionOf(call), call.body.budgetId)),
	}),
	spendRoute({
		method: 'POST',
		path: '/transactions/:transactionId/receipts',
		body: { ...is.object({ url: is.text() }, ['url']), additionalProperties: true },
		handle: (call) => {
			const { world, body } = call;
			const transaction = transactionOf(call);
			mustBeOpen(transaction);
			const receipt = receiptOf(world, 'transaction', { url: String(body.url) });
			world.of('spendTransactions').save({
				...transaction,
				receiptStatus: 'ATTACHED',
				receipts: [...transaction.receipts, receipt],
			});
			return showReceipt(world, receipt);
		},
	}),
	spendRoute({
		method: 'DELETE',
		path: '/transactions/:transactionId/receipts/:receiptId',
		handle: (call) => {
			const transaction = transactionOf(call);
			mustBeOpen(transaction);
			const receipts = transaction.receipts.filter(({ uuid }) => uuid !== call.params.receiptId);
			if (receipts.length === transaction.receipts.length) {
				throw BillError.notFound(call.params.receiptId);
			}
			const receiptStatus = receipts.length > 0 ? 'ATTACHED' : 'NOT_ATTACHED';
			call.world.of('spendTransactions').save({ ...transaction, receipts, receiptStatus });
		},
	}),
];

/** The transaction in the path. */
export function transactionOf({ world, params }: Call): SpendTransaction {
	return world.of('spendTransactions').get(params.transactionId);
}

function shownIn({ query }: Call): Shown {
	const fieldIds = (query.showCustomFieldIds ?? '').split(',').map((id) => id.trim());
	return { fieldIds: fieldIds.filter(Boolean), receipts: true };
}

function show(call: Call, transaction: SpendTransaction) {
	return showTransaction(call.world, transaction, shownIn(call));
}

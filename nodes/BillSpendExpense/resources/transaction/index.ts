import type { IDataObject } from 'n8n-workflow';

import { afterReading, both } from '../../../core/form/after-reading';
import type { Field } from '../../../core/form/field';
import { filterBy } from '../../../core/form/filters';
import { choice, flag, typedId } from '../../../core/form/kinds';
import { changedWithin } from '../../../core/form/meant-filters';
import { record, records as ids } from '../../../core/form/record-fields';
import { strings } from '../../../core/form/shape';
import { cannotBeLookedUp } from '../../../core/look-up/way';
import { standard } from '../../../core/run/operation';
import type { Resource } from '../../../core/run/operation';
import * as records from '../../records';
import { movedToBudget } from '../shared/look-ups';
import { receiptOperations } from '../shared/receipt-operations';
import { customFieldShape } from '../shared/shapes';
import { setCustomFields } from './set-custom-fields';
import { transactionShape } from './shapes';

/** https://developer.bill.com/docs/transaction-management */
const PATH = records.transaction.list.path;
const ONE = `${PATH}/{transactionId}`;

const transactionId = record('transactionId', records.transaction, { required: true });

const transaction = standard({
	one: 'transaction',
	many: 'transactions',
	path: PATH,
	id: transactionId,
	shape: transactionShape,
	simplify: [
		'uuid',
		'occurredTime',
		'merchantName',
		'amount',
		'transactionType',
		'userName',
		'budgetName',
		'receiptStatus',
		'complete',
		'status',
	],
});

const showCustomFields: Field = ids('showCustomFieldIds', records.customField, {
	label: 'Show Custom Fields',
	description: 'The custom field to include; enter several by ID, separated by commas',
});

const countOnce = flag('countOnce', {
	label: 'Count Money Once',
	description:
		'Whether to leave out cleared authorizations, which BILL lists in addition to the clearing, and declined charges. Applied after reading.',
});

/** https://developer.bill.com/docs/transaction-management */
const isMoneyOfItsOwn = ({ transactionType, ...record }: IDataObject) => {
	const hasCleared = record.matchedClearTransactionUuid ?? record.matchedClearTransactionId;
	return transactionType !== 'DECLINE' && !(transactionType === 'AUTHORIZATION' && hasCleared);
};

const TYPES = ['AUTHORIZATION', 'CLEAR', 'DECLINE', 'OTHER'];
const SYNC_STATUSES = ['ERROR', 'MANUAL_SYNCED', 'NOT_SYNCED', 'PENDING', 'SYNCED'];

const updatedTime = filterBy.wholeDays('updatedTime', ['gte', 'lte']);

// BILL's page lists the filters that BILL itself applies. Others are reported to work but are not documented.
const filters = [
	afterReading(filterBy.number('amount', ['gte', 'lte'], 100)),
	filterBy.wholeDays('authorizedTime', ['gte', 'lte']),
	filterBy.record('budgetId', ['eq', 'in'], records.budget, 'Budget'),
	filterBy.record('cardId', ['eq', 'in'], records.card, 'Card'),
	afterReading(
		filterBy.flag('complete', ['eq'], 'Whether the transaction has everything that is required'),
	),
	filterBy.record('customFieldIds', ['eq', 'in'], records.customField),
	filterBy.number('fees', ['gte', 'lte'], 1.5),
	afterReading(
		filterBy.flag('isLocked', ['eq'], 'Whether the transaction can no longer be changed'),
	),
	filterBy.text('merchantName', ['eq'], 'Harbor Coffee'),
	filterBy.wholeDays('occurredTime', ['gte', 'lte']),
	afterReading(filterBy.flag('receiptRequired', ['eq'], 'Whether a receipt is required')),
	afterReading(
		filterBy.choice(
			'receiptStatus',
			['eq', 'ne', 'in', 'nin'],
			['ATTACHED', 'MISSING', 'NOT_ATTACHED'],
		),
	),
	filterBy.choice('syncStatus', ['eq', 'ne', 'in', 'nin'], SYNC_STATUSES),
	filterBy.record('transactionIds', ['eq', 'in'], records.transaction),
	afterReading(filterBy.choice('transactionType', ['eq', 'ne', 'in', 'nin'], TYPES)),
	updatedTime,
	changedWithin(updatedTime),
	filterBy.record('userId', ['eq', 'in'], records.user, 'User'),
];

export const transactionResource: Resource = {
	value: 'transaction',
	name: 'Transaction',
	description: 'Card charges with their receipts and custom fields',
	operations: [
		{
			value: 'answerChallenge',
			name: 'Answer 3-D Secure Challenge',
			action: 'Answer a 3-D secure challenge',
			description:
				'Accept or reject a charge that is waiting at a merchant, as an administrator; the merchant waits only a few minutes',
			method: 'POST',
			path: `${PATH}/{acsTransactionId}/3ds-challenge`,
			fields: [
				typedId('acsTransactionId', {
					label: 'ACS Transaction ID',
					eg: '9f0b2c1d-4a5e-4f6a-8b7c-0d1e2f3a4b5c',
					required: true,
					description:
						'From the event 3-D Secure Challenge Created; it is not the ID of a transaction',
				}),
				choice('action', ['REJECT', 'ACCEPT'], { as: 'answer', label: 'Answer', required: true }),
			],
			output: strings('id', 'status'),
			lookUp: cannotBeLookedUp('BILL does not show challenges'),
		},
		...receiptOperations({
			one: 'transaction',
			path: ONE,
			id: transactionId,
			receipt: records.transactionReceipt,
			addressPath: `${PATH}/receipt-upload-url`,
			// https://developer.bill.com/reference/addtransactionreceipt does not name a file name.
			attach: ({ url }) => ({ url }),
		}),
		transaction.get({ optional: { as: 'additionalFields', fields: [showCustomFields] } }),
		{
			value: 'getCustomFields',
			name: 'Get Custom Fields',
			action: 'Get custom fields of a transaction',
			description: 'Read how one transaction is coded, and which fields it can have',
			method: 'GET',
			path: `${ONE}/custom-fields`,
			fields: [transactionId],
			list: {
				paged: false,
				filters: [filterBy.record('customFieldIds', ['eq'], records.customField)],
			},
			output: customFieldShape,
		},
		{
			value: 'getCustomFieldValues',
			name: 'Get Custom Field Values',
			action: 'Get custom field values of a transaction',
			description: 'Read the values of a custom field that are valid for one transaction',
			method: 'GET',
			path: `${ONE}/custom-fields/{customFieldId}/values`,
			fields: [transactionId, record('customFieldId', records.customField, { required: true })],
			list: { paged: true, once: 'uuid' },
			output: strings('id', 'uuid', 'value'),
		},
		transaction.getAll(
			{
				filters,
				sort: ['amount', 'merchantName', 'occurredTime'],
				oneSort: true,
				pageSize: 50,
				once: 'uuid',
			},
			{
				description:
					'Read a list of transactions, filtered and sorted. To read the parts of a split transaction, use Get.',
				optional: {
					as: 'additionalFields',
					fields: [
						flag('includeReceipts', { description: 'Whether to include the receipts' }),
						showCustomFields,
					],
				},
				options: [countOnce],
				prepare: (call) => {
					if (call.settings.options.countOnce !== true || !call.list) return;
					call.list = { ...call.list, keep: both(call.list.keep, isMoneyOfItsOwn) };
				},
			},
		),
		{
			value: 'moveToBudget',
			name: 'Move to Budget',
			action: 'Move a transaction to a budget',
			description: 'Move one transaction to another budget; BILL refuses locked transactions',
			method: 'PUT',
			path: ONE,
			fields: [transactionId, record('budgetId', records.budget, { required: true })],
			output: transactionShape,
			lookUp: movedToBudget,
		},
		setCustomFields(ONE, transactionId),
	],
};

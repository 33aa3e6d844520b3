import type { IDataObject } from 'n8n-workflow';

import { afterReading } from '../../core/form/after-reading';
import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { day, flag, money, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { bodyOf, standard } from '../../core/run/operation';
import type { Call, Operation, Output, Resource } from '../../core/run/operation';
import { output, remove, sendForRecord } from '../../core/run/output';
import { nodeError } from '../../core/wire/errors';
import * as records from '../records';
import { createMissingValues, customFieldsToSet, wishesOf } from './shared/custom-fields';
import { allCustomFields, entryOf, isMet, resolve } from './shared/find-values';
import { decided, reimbursementChanged, reimbursementMade, retired } from './shared/look-ups';
import { receiptOperations } from './shared/receipt-operations';
import { checkReceipts, receiptFiles, receiptOptions, uploadReceipts } from './shared/receipts';
import { customFieldShape, receiptShape } from './shared/shapes';

/** https://developer.bill.com/docs/se-reimbursements-workflow */
const PATH = records.reimbursement.list.path;
const ONE = `${PATH}/{reimbursementId}`;
const ADDRESS = `${PATH}/image-upload-url`;

const STATUSES = [
	...['ADMIN_APPROVAL', 'APPROVAL_UNDONE', 'APPROVED', 'ARCHIVED', 'AWAITING_APPROVAL'],
	...['AWAITING_TIER2_APPROVAL', 'BUDGET_APPROVAL', 'CANCEL_PAYMENT', 'CREATED', 'DELETED'],
	...['DENIAL_UNDONE', 'DENIED', 'PAID', 'PAYMENT_FAILED', 'PAYMENT_PENDING', 'READY_TO_PAY'],
	'TIER2_APPROVAL_UNDONE',
];

const reimbursementShape: Shape = {
	...strings('id', 'uuid', 'merchantName', 'note', 'status', 'type', 'fulfillmentType'),
	...{ amount: 'number', fundRequestAmount: 'number', fundRequestBudgetAmount: 'number' },
	...strings('submittedTime', 'occurredDate', 'batchId'),
	...{ batchAmount: 'number', retired: 'boolean' },
	...strings('budgetId', 'budgetUuid', 'userId', 'userUuid'),
	statusHistory: [strings('actorId', 'actorRole', 'occurredTime', 'note', 'status')],
	receipts: [receiptShape],
	customFields: [customFieldShape],
};

const reimbursementId = record('reimbursementId', records.reimbursement, { required: true });

const reimbursement = standard({
	one: 'reimbursement',
	many: 'reimbursements',
	path: PATH,
	id: reimbursementId,
	shape: reimbursementShape,
	simplify: [
		'uuid',
		'status',
		'amount',
		'merchantName',
		'note',
		'occurredDate',
		'submittedTime',
		'userUuid',
		'budgetUuid',
		'type',
	],
});

const content: Field[] = [
	record('userId', records.user),
	record('budgetId', records.budget),
	money('amount', { eg: 42.5 }),
	text('merchantName', { eg: 'Harbor Coffee' }),
	day('occurredDate', { eg: '2026-11-20' }),
	text('note', { eg: 'Breakfast with the press' }),
];

const decide = (
	decision: 'APPROVE' | 'DENY',
	rest: Pick<Operation, 'value' | 'name' | 'description'>,
): Operation => ({
	...rest,
	action: `${rest.name} a reimbursement`,
	method: 'POST',
	path: `${ONE}/action`,
	fields: [reimbursementId],
	optional: {
		as: 'additionalFields',
		fields: [text('note', { eg: 'Checked against the travel policy' })],
	},
	output: reimbursementShape,
	lookUp: decided,
	run: async (call) => {
		const body = { action: decision, ...bodyOf(call) };
		return await sendForRecord(call, { ...call.request, body });
	},
});

export const reimbursementResource: Resource = {
	value: 'reimbursement',
	name: 'Reimbursement',
	description: 'Expenses that people paid themselves and get back',
	operations: [
		decide('APPROVE', {
			value: 'approve',
			name: 'Approve',
			description:
				'Approve one reimbursement as an administrator. If two approvals are needed, it waits for the second.',
		}),
		...receiptOperations({
			one: 'reimbursement',
			path: ONE,
			id: reimbursementId,
			receipt: records.reimbursementReceipt,
			addressPath: ADDRESS,
			attach: ({ url, filename }) => ({ url, filename }),
		}),
		reimbursement.create({
			description: 'Add a new reimbursement for a user, with receipts uploaded from binary fields',
			lookUp: reimbursementMade,
			fields: content.map(required),
			optional: { as: 'additionalFields', fields: [customFieldsToSet(false)] },
			files: [receiptFiles],
			options: [...receiptOptions, createMissingValues],
			file: true,
			prepare: async (call) => {
				wishesOf(call);
				// With JSON, the URLs of receipts may already be given.
				if (bodyOf(call).receipts === undefined) await checkReceipts(call);
			},
			run: async (call) => {
				const receipts = bodyOf(call).receipts ?? (await uploadReceipts(call, ADDRESS));
				return await write(call, { receipts });
			},
		}),
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete a reimbursement',
			description: 'Delete one reimbursement permanently; this cannot be undone',
			method: 'DELETE',
			path: ONE,
			fields: [reimbursementId],
			output: { deleted: 'boolean' },
			lookUp: retired,
			run: remove,
		},
		decide('DENY', {
			value: 'deny',
			name: 'Deny',
			description: 'Deny one reimbursement as an administrator',
		}),
		reimbursement.get(),
		reimbursement.getAll({
			filters: [
				afterReading(filterBy.number('amount', ['gte', 'lte'], 100)),
				filterBy.record('budgetIds', ['eq', 'in'], records.budget),
				filterBy.record('customFieldValueIds', ['eq', 'in'], records.customFieldValue),
				afterReading(filterBy.text('merchantName', ['eq', 'sw'], 'Harbor Coffee')),
				afterReading(filterBy.day('occurredDate', ['gte', 'lte'])),
				filterBy.record('reimbursementIds', ['eq', 'in'], records.reimbursement),
				filterBy.flag('retired', ['eq'], 'Whether the reimbursement is deleted'),
				afterReading(filterBy.choice('status', ['eq', 'ne', 'in', 'nin'], STATUSES)),
				filterBy.wholeDays('submittedTime', ['gte', 'lte']),
				filterBy.choice('type', ['eq'], ['MILEAGE', 'PURCHASE']),
				filterBy.record('userIds', ['eq', 'in'], records.user),
			],
			sort: [
				'submittedTime',
				'status',
				'amount',
				'receiptAddedTime',
				'fulfillmentType',
				'batchId',
				'batchAmount',
			],
			oneSort: true,
			once: 'uuid',
		}),
		reimbursement.update([...content, customFieldsToSet(false)], {
			lookUp: reimbursementChanged,
			description:
				'Change fields of one reimbursement; all other fields stay as they are. You can replace all its receipts.',
			options: [
				flag('replaceReceipts', {
					description:
						'Whether the receipts in the binary field replace all receipts of the reimbursement. To add one, use Attach Receipt.',
				}),
				receiptFiles,
				...receiptOptions,
				createMissingValues,
			],
			file: true,
			prepare: async (call) => {
				wishesOf(call);
				if (call.settings.options.replaceReceipts === true) await checkReceipts(call);
			},
			run: async (call) => {
				const isReplacing = call.settings.options.replaceReceipts === true;
				const receipts = isReplacing ? { receipts: await uploadReceipts(call, ADDRESS) } : {};
				return await write(call, receipts);
			},
		}),
	],
};

/**
 * Sends a reimbursement, with custom fields by their UUIDs. BILL silently drops what it does not accept, so what BILL
 * returns is checked.
 */
async function write(call: Call, more: object): Promise<Output[]> {
	const { client, request, item } = call;
	const wishes = wishesOf(call);
	if (wishes.length === 0) {
		return await sendForRecord(call, { ...request, body: { ...bodyOf(call), ...more } });
	}
	const wanted = await resolve(call, wishes, { fields: await allCustomFields(call) });
	const customFields = wanted.map((wish) => entryOf(wish, 'uuid'));
	const outputs = await sendForRecord(call, {
		...request,
		body: { ...bodyOf(call), ...more, customFields },
	});
	const [{ json }] = outputs;
	const path = `${PATH}/${encodeURIComponent(String(json.uuid ?? json.id))}`;
	const isThere = (record: IDataObject) =>
		wanted.every((wish) => isMet(wish, (record.customFields ?? []) as IDataObject[]));
	if (isThere(json)) return outputs;
	const kept = (await client.send({ method: 'GET', path })) as IDataObject;
	if (isThere(kept)) return [output(kept, call)];
	throw nodeError(
		client.node,
		`BILL saved the reimbursement ${String(json.uuid ?? json.id)}, but not all of its custom fields`,
		'The node read it back. Set them with Update or in BILL; do not create it again.',
		{ item, outcome: 'unknown', request: `${request.method} ${request.path}` },
	);
}

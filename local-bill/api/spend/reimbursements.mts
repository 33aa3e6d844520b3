import { answerConnection, byIds, sortedQuery } from '../../engine/connection.mts';
import * as by from '../../engine/filters.mts';
import type { Call, Route } from '../../engine/route.mts';
import * as is from '../../engine/schema.mts';
import { BillError, must } from '../../errors/bill-error.mts';
import { activeBudget } from '../../rules/spend-budgets.mts';
import { filledFields } from '../../rules/spend-custom-fields.mts';
import { receiptOf, showReceipt, uploadUrl } from '../../rules/spend-receipts.mts';
import { decide, moveTo, mustBeUndecided } from '../../rules/spend-reimbursements.mts';
import { activeSpendUser, mustBeAdmin, tokenUser } from '../../rules/spend-users.mts';
import { clean, mustHave } from '../../state/members.mts';
import type { SpendReimbursement } from '../../state/records/spend.mts';
import type { World } from '../../state/world.mts';
import { spendRoute } from './route.mts';
import { showReimbursement } from './show-reimbursement.mts';
import { customFieldInput } from './transaction-custom-fields.mts';

const receipt = is.object({ url: is.text(), filename: is.text(255) }, ['url']);
const fields = {
	userId: is.ref('spendUsers'),
	budgetId: is.ref('spendBudgets'),
	amount: is.positive,
	note: is.text(),
	merchantName: is.text(),
	occurredDate: is.date,
	receipts: is.list(receipt),
	customFields: is.list(customFieldInput),
};
const required = [
	...(['userId', 'budgetId', 'amount', 'note', 'merchantName', 'occurredDate'] as const),
];
const whole = is.object(fields, [...required, 'receipts']);
const path = '/reimbursements/:reimbursementId';

/** https://developer.bill.com/reference/listreimbursements. `status` can be sorted by but not filtered by. */
const filters: by.FilterTable<SpendReimbursement> = {
	reimbursementIds: byIds('spendReimbursements', ({ id }) => [id]),
	budgetIds: byIds('spendBudgets', ({ budgetId }) => [budgetId]),
	userIds: byIds('spendUsers', ({ userId }) => [userId]),
	customFieldValueIds: byIds('spendCustomFieldValues', ({ customFields }) =>
		customFields.flatMap(({ valueIds }) => valueIds),
	),
	type: by.choice(['PURCHASE', 'MILEAGE'], 'eq'),
	submittedTime: { ...by.time(), operators: ['gte', 'lte'] },
	retired: by.flag('eq'),
};

export const spendReimbursementRoutes: Route[] = [
	spendRoute({
		method: 'GET',
		path: '/reimbursements',
		query: sortedQuery,
		handle: (call) =>
			answerConnection(
				call,
				call.world.of('spendReimbursements').all(),
				{
					filters,
					sort: {
						submittedTime: ({ submittedTime }) => Date.parse(submittedTime),
						status: ({ status }) => status,
						amount: ({ amount }) => amount,
						receiptAddedTime: ({ _receiptAddedTime }) => _receiptAddedTime,
						fulfillmentType: ({ fulfillmentType }) => fulfillmentType,
						batchId: ({ batchId }) => batchId,
						batchAmount: ({ batchAmount }) => batchAmount,
					},
					retired: ({ retired }) => retired,
				},
				(reimbursement) => showReimbursement(call.world, reimbursement),
			),
	}),
	spendRoute({ method: 'POST', path: '/reimbursements', body: whole, handle: create }),
	spendRoute({
		method: 'POST',
		path: '/reimbursements/image-upload-url',
		handle: ({ world }) => ({ url: uploadUrl(world, 'reimbursement') }),
	}),
	spendRoute({
		method: 'GET',
		path,
		handle: (call) => showReimbursement(call.world, reimbursementOf(call)),
	}),
	spendRoute({ method: 'PATCH', path, body: is.object(fields), handle: update }),
	spendRoute({
		method: 'DELETE',
		path,
		handle: (call) => {
			const reimbursement = reimbursementOf(call);
			must(!reimbursement.retired, 'reimbursementId', 'The reimbursement is retired');
			const entry = { actorId: tokenUser(call.world).uuid, actorRole: 'ADMIN', status: 'DELETED' };
			moveTo(call.world, reimbursement, entry, { retired: true });
		},
	}),
	spendRoute({
		method: 'POST',
		path: `${path}/action`,
		body: is.object({ action: is.choice('APPROVE', 'DENY'), note: is.text() }, ['action']),
		handle: (call) => {
			const actor = mustBeAdmin(call.world);
			return showReimbursement(
				call.world,
				decide(call.world, reimbursementOf(call), actor, call.body),
			);
		},
	}),
	spendRoute({
		method: 'POST',
		path: `${path}/receipts`,
		body: { ...receipt, additionalProperties: true },
		handle: (call) => {
			const { world, body } = call;
			const reimbursement = reimbursementOf(call);
			must(!reimbursement.retired, 'reimbursementId', 'The reimbursement is retired');
			const { url, filename } = body;
			const added = receiptOf(world, 'reimbursement', { url, filename });
			world.of('spendReimbursements').save({
				...reimbursement,
				receipts: [...reimbursement.receipts, added],
				_receiptAddedTime: world.clock.stamp(),
			});
			return showReceipt(world, added);
		},
	}),
	spendRoute({
		method: 'DELETE',
		path: `${path}/receipts/:receiptId`,
		handle: (call) => {
			const reimbursement = reimbursementOf(call);
			const { receiptId } = call.params;
			const receipts = reimbursement.receipts.filter(({ uuid }) => uuid !== receiptId);
			if (receipts.length === reimbursement.receipts.length) throw BillError.notFound(receiptId);
			call.world.of('spendReimbursements').save({ ...reimbursement, receipts });
		},
	}),
];

function reimbursementOf({ world, params }: Call): SpendReimbursement {
	return world.of('spendReimbursements').get(params.reimbursementId);
}

/** Every reimbursement created here is for a purchase, and waits for approval. */
function create({ world, body }: Call<is.Value<typeof whole>>) {
	const user = activeSpendUser(world, body.userId);
	const submittedTime = world.clock.stamp();
	const status = 'AWAITING_APPROVAL';
	const { receipts, customFields = [], ...members } = body;
	const made = clean({
		...members,
		userId: user.id,
		budgetId: activeBudget(world, body.budgetId).id,
		submittedTime,
		...{ retired: false, status, type: 'PURCHASE', fulfillmentType: 'ACH' },
		statusHistory: [
			{ actorId: user.uuid, actorRole: 'SUBMITTER', occurredTime: submittedTime, status },
		],
		receipts: receipts.map((each) => receiptOf(world, 'reimbursement', each)),
		customFields: [],
		_receiptAddedTime: receipts.length > 0 ? submittedTime : undefined,
	});
	const filled = filledFields(world, made, customFields);
	const record = world.of('spendReimbursements').add({ ...made, customFields: filled });
	return showReimbursement(world, record);
}

/** The receipts in the request replace all existing ones. */
function update(call: Call<is.Body<typeof fields>>) {
	const { world, body } = call;
	const before = reimbursementOf(call);
	mustBeUndecided(before);
	const { receipts, customFields, userId, budgetId, ...members } = body;
	const changed = clean({
		...before,
		...members,
		userId: userId ? activeSpendUser(world, userId).id : before.userId,
		budgetId: budgetId ? activeBudget(world, budgetId).id : before.budgetId,
	});
	mustHave(changed, ...required);
	if (receipts) {
		changed.receipts = receipts.map((each) => keptReceipt(world, before, each));
		changed._receiptAddedTime = world.clock.stamp();
	}
	if (customFields) changed.customFields = filledFields(world, changed, customFields);
	return showReimbursement(world, world.of('spendReimbursements').save(changed));
}

/** A receipt that is already attached is kept as it is. */
function keptReceipt(
	world: World,
	{ receipts }: SpendReimbursement,
	sent: is.Value<typeof receipt>,
) {
	const found = receiptOf(world, 'reimbursement', sent);
	const same = receipts.find(({ key }) => key === found.key);
	return same ? { ...same, filename: sent.filename || same.filename } : found;
}

import { fieldsOf } from '../../rules/spend-custom-fields.mts';
import { showReceipt } from '../../rules/spend-receipts.mts';
import { showFilled } from '../../rules/spend-shown-fields.mts';
import type { SpendReimbursement } from '../../state/records/spend.mts';
import type { World } from '../../state/world.mts';

/** A reimbursement as BILL returns it. */
export function showReimbursement(world: World, record: SpendReimbursement) {
	const { id, uuid, amount, fulfillmentType, merchantName, note, submittedTime } = record;
	const { occurredDate, retired, status, type, batchId, batchAmount, statusHistory } = record;
	const { budgetId, userId } = record;
	return {
		...{ id, uuid, amount, fulfillmentType, fundRequestAmount: 0, fundRequestBudgetAmount: 0 },
		...{ merchantName, note, submittedTime, occurredDate, retired, status, type },
		...{ batchId, batchAmount, statusHistory },
		...{ budgetId, budgetUuid: world.of('spendBudgets').get(budgetId).uuid },
		...{ userId, userUuid: world.of('spendUsers').get(userId).uuid },
		receipts: record.receipts.map((receipt) => showReceipt(world, receipt)),
		customFields: fieldsOf(world, record).map((field) => showFilled(world, field, record)),
	};
}

import type { Resource } from '../../core/run/operation';
import { webhookEventResource } from '../../webhooks/event';
import { webhookSubscriptionResource } from '../../webhooks/subscription';
import { budgetResource } from './budget';
import { budgetMemberResource } from './budget-member';
import { cardResource } from './card';
import { customFieldResource } from './custom-field';
import { customFieldValueResource } from './custom-field/values';
import { reimbursementResource } from './reimbursement';
import { transactionResource } from './transaction';
import { userResource } from './user';

/** Everything the Bill Spend & Expense node can do. */
export const resources: Resource[] = [
	budgetMemberResource,
	budgetResource,
	cardResource,
	customFieldResource,
	customFieldValueResource,
	reimbursementResource,
	transactionResource,
	userResource,
	webhookEventResource,
	webhookSubscriptionResource('spendExpense'),
];

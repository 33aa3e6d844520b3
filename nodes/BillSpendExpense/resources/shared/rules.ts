import type { IDataObject } from 'n8n-workflow';

import { FieldError } from '../../../core/form/values';

/*
 * Rules that BILL states on its pages, checked before anything is sent. In an update, empty fields are not checked,
 * because BILL knows their values.
 */

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

/**
 * Periods and limits of a budget: https://developer.bill.com/reference/createbudget
 *
 * @param isNew the body contains all values that the budget will have
 */
export function checkBudget(body: IDataObject, { isNew }: { isNew: boolean }): void {
	const { recurringInterval, limitlessOverspend: limitless } = body;
	const isShort = recurringInterval === 'DAILY' || recurringInterval === 'WEEKLY';
	const interval = String(recurringInterval).toLowerCase();
	if (limitless === true && isShort) {
		throw new FieldError('Limitless Overspend', `cannot be used with a ${interval} budget`);
	}
	if (isGiven(body.limitlessGoal) && (isNew ? limitless !== true : limitless === false)) {
		throw new FieldError('Limitless Goal', 'can only be used with Limitless Overspend');
	}
	if (isGiven(body.overspendBuffer)) {
		if (limitless === true) {
			throw new FieldError('Overspend Buffer', 'cannot be used with Limitless Overspend');
		}
		if (isShort)
			throw new FieldError('Overspend Buffer', `cannot be used with a ${interval} budget`);
	}
	const hasMonth = recurringInterval === 'QUARTERLY' || recurringInterval === 'YEARLY';
	if (isGiven(body.recurMonth) && recurringInterval !== undefined && !hasMonth) {
		throw new FieldError('Recur Month', 'can only be used with a quarterly or yearly budget');
	}
	if (!isNew) return;
	if (limitless !== true && !isGiven(body.limit)) {
		throw new FieldError('Limit', 'is required, unless the budget has Limitless Overspend');
	}
	if (recurringInterval !== 'NONE' && !isGiven(body.recurringLimit)) {
		throw new FieldError('Recurring Limit', 'is required, unless Recurring Interval is None');
	}
}

/** A member's share of a budget: https://developer.bill.com/reference/upsertbudgetmember */
export function checkSharing(body: IDataObject, inside?: string): void {
	const limits = [
		['Limit', body.limit],
		['Recurring Limit', body.recurringLimit],
	] as const;
	const at = (label: string) => (inside ? `${inside}: ${label}` : label);
	if (body.shareBudgetFunds === true) {
		const given = limits.find(([, value]) => isGiven(value));
		if (given) {
			throw new FieldError(
				at(given[0]),
				'cannot be used with Share Budget Funds: the budget is the limit',
			);
		}
	}
	if (body.shareBudgetFunds === false) {
		const missing = limits.find(([, value]) => !isGiven(value));
		if (missing) {
			throw new FieldError(at(missing[0]), 'is required when Share Budget Funds is off');
		}
	}
}

/**
 * A card that draws on its budget has no limits of its own. BILL's page on members says so; its page on cards does not
 * mention it.
 */
export function checkCard({ shareBudgetFunds, limit, recurringLimit }: IDataObject): void {
	if (shareBudgetFunds === true) checkSharing({ shareBudgetFunds, limit, recurringLimit });
}

/** https://developer.bill.com/reference/createcustomfield */
export function checkCustomField({ global: everywhere, selectedBudgetIds }: IDataObject): void {
	const hasBudgets = Array.isArray(selectedBudgetIds) && selectedBudgetIds.length > 0;
	if (everywhere === false && !hasBudgets) {
		throw new FieldError('Selected Budgets', 'is required when the field is not Global');
	}
}

import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { authenticationProperty, credentialsOf } from '../apis/credentials';
import { SPEND_EXPENSE } from '../apis/spend-expense';
import { propertiesOf } from '../core/form/properties';
import { subtitleOf } from '../core/form/subtitle';
import { executeItems } from '../core/run/execute';
import { searchMethods } from '../core/run/pick-lists';
import * as records from './records';
import { resources } from './resources';

export class BillSpendExpense implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bill Spend & Expense',
		name: 'billSpendExpense',
		icon: { light: 'file:billSpendExpense.svg', dark: 'file:billSpendExpense.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description:
			'Manage budgets, cards, transactions, receipts and reimbursements in BILL Spend & Expense (bill.com)',
		defaults: { name: 'Bill Spend & Expense' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(SPEND_EXPENSE),
		properties: [authenticationProperty(SPEND_EXPENSE), ...propertiesOf(resources, 'transaction')],
	};

	methods = { listSearch: searchMethods(Object.values(records), SPEND_EXPENSE) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeItems(this, SPEND_EXPENSE, resources);
	}
}

import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { CONNECT_WITH_PARTNERS as CONNECT } from '../apis/connect';
import { authenticationProperty, credentialsOf } from '../apis/credentials';
import { propertiesOf } from '../core/form/properties';
import { subtitleOf } from '../core/form/subtitle';
import { executeItems } from '../core/run/execute';
import { searchMethods } from '../core/run/pick-lists';
import { actingFields, actingProperties } from './acting-fields';
import * as records from './records';
import { resources } from './resources';

export class Bill implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bill',
		name: 'bill',
		icon: { light: 'file:bill.svg', dark: 'file:bill.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Pay bills, send invoices, and manage vendors and customers in BILL (bill.com)',
		defaults: { name: 'Bill' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(CONNECT),
		properties: [
			authenticationProperty(CONNECT),
			...propertiesOf(resources, 'bill', actingProperties),
		],
	};

	methods = { listSearch: searchMethods(Object.values(records), CONNECT, actingFields) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeItems(this, CONNECT, resources, actingFields);
	}
}

import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { CONNECT } from '../apis/connect';
import { authenticationProperty, credentialsOf } from '../apis/credentials';
import { searchMethods } from '../core/run/pick-lists';
import { recordKinds } from '../tables';
import { properties } from './form';
import { poll } from './poll';

export class BillPollTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bill Poll Trigger',
		name: 'billPollTrigger',
		icon: { light: 'file:../Bill/bill.svg', dark: 'file:../Bill/bill.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{($parameter["triggerOn"] || "new") + ": " + $parameter["polledResource"]}}',
		description:
			'Starts the workflow when it finds new or changed records in BILL (bill.com), also where BILL cannot reach n8n',
		defaults: { name: 'Bill Poll Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(CONNECT),
		properties: [authenticationProperty(CONNECT), ...properties],
	};

	methods = { listSearch: searchMethods(recordKinds, CONNECT) };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}

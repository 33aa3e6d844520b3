import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { CONNECT } from '../apis/connect';
import { SPEND_EXPENSE } from '../apis/spend-expense';
import { searchMethods } from '../core/run/pick-lists';
import { recordKinds, spendRecordKinds } from '../tables';
import { properties } from './form';
import { poll } from './poll';
import { sources } from './sources';

/** The resources of one of BILL's APIs. */
const polledWith = (credential: string) =>
	sources.filter(({ api }) => api.credential === credential).map(({ value }) => value);

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
		credentials: [CONNECT, SPEND_EXPENSE].map(({ credential }) => ({
			name: credential,
			required: true,
			displayOptions: { show: { polledResource: polledWith(credential) } },
		})),
		properties,
	};

	methods = {
		listSearch: {
			...searchMethods(recordKinds, CONNECT),
			...searchMethods(spendRecordKinds, SPEND_EXPENSE),
		},
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}

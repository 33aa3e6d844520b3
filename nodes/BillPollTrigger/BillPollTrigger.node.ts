import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { CONNECT } from '../apis/connect';
import { authenticationProperty, credentialsOf } from '../apis/credentials';
import { SPEND_EXPENSE } from '../apis/spend-expense';
import type { ApiProfile } from '../core/wire/api';
import { searchMethods } from '../core/run/pick-lists';
import { recordKinds, spendRecordKinds } from '../tables';
import { properties, subtitle } from './form';
import { poll } from './poll';
import { sources } from './sources';

/** Shows it only with the resources of one of BILL's APIs. */
function shownFor<Shown extends object>({ credential }: ApiProfile, shown: Shown): Shown {
	const ofApi = sources.filter(({ api }) => api.credential === credential);
	const { displayOptions } = shown as { displayOptions?: { show?: object } };
	const show = { ...displayOptions?.show, polledResource: ofApi.map(({ value }) => value) };
	return { ...shown, displayOptions: { show } };
}

export class BillPollTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bill Poll Trigger',
		name: 'billPollTrigger',
		icon: { light: 'file:billPollTrigger.svg', dark: 'file:billPollTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle,
		description:
			'Starts the workflow when it finds new or changed records in BILL (bill.com), even where BILL cannot reach n8n',
		defaults: { name: 'Bill Poll Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [CONNECT, SPEND_EXPENSE].flatMap((api) =>
			credentialsOf(api).map((credential) => shownFor(api, credential)),
		),
		properties: [
			...[CONNECT, SPEND_EXPENSE].map((api) => shownFor(api, authenticationProperty(api))),
			...properties,
		],
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

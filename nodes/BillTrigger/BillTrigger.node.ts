import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { BILL_OAUTH2 } from '../apis/credentials';
import { optionList } from '../core/form/option-lists';
import { listedInWords } from '../core/form/subtitle';
import { errorItem, inNode } from '../core/run/item-errors';
import { conditionsProperty, onlyChangedProperty } from './conditions';
import { eventChoices } from '../events/catalogue';
import { withFullRecord } from './full-record';
import { passOnce } from './once';
import { receive } from './receive';
import { isSubscribed } from './start-of-n8n';
import { spelledOut, subscribe, unsubscribe } from './subscription';

export class BillTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bill Trigger',
		name: 'billTrigger',
		icon: { light: 'file:billTrigger.svg', dark: 'file:billTrigger.dark.svg' },
		group: ['trigger'],
		// The first version. For version 1 of any node n8n evaluates an option of its own Webhook node with an expression for
		// each request (n8n 2.41, parseRequestBody), which costs some milliseconds for nothing.
		version: 2,
		subtitle: listedInWords(
			'events',
			optionList([...eventChoices('apAr'), ...eventChoices('spendExpense')]),
		),
		// n8n's panel of nodes shows this text for the Bill node too, because it makes one entry of both.
		description:
			'Pay bills, send invoices, and manage vendors and customers in BILL (bill.com), or start a workflow when something happens there',
		defaults: { name: 'Bill Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			// Not "show": n8n treats a parameter as the choice of an authentication, and hides it, if all of its values show a
			// credential.
			{ name: 'billApi', required: true, displayOptions: { hide: { api: ['spendExpense'] } } },
			{
				name: 'billSpendExpenseApi',
				required: true,
				displayOptions: { show: { api: ['spendExpense'] } },
			},
			{
				name: BILL_OAUTH2.credential,
				required: true,
				displayOptions: {
					show: { fetchRecord: [true], recordAuthentication: [BILL_OAUTH2.credential] },
				},
			},
		],
		triggerPanel: {
			header: 'Have BILL send a test event',
			executionsHelp: {
				inactive:
					'While you build the workflow: click the button above, and the node subscribes in BILL with n8n\'s test URL. Then have BILL send an event: in another Bill node, choose <b>Webhook Subscription > Send Test</b> and the subscription that begins with "n8n test"; or change a record in BILL.<br /><br />When the workflow is published, BILL sends the events to it automatically. These executions are in the executions list, not in the editor.',
				active:
					'While you build the workflow: click the button above, and the node subscribes in BILL with n8n\'s test URL. Then have BILL send an event: in another Bill node, choose <b>Webhook Subscription > Send Test</b> and the subscription that begins with "n8n test"; or change a record in BILL.<br /><br />The workflow is published, so BILL also sends the events to it automatically. These executions are in the <a data-key="executions">executions list</a>, not in the editor.',
			},
			activationHint:
				'When the workflow is ready, publish it: the node then subscribes in BILL automatically, without this button.',
		},
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties: [
			{
				displayName: 'API',
				name: 'api',
				type: 'options',
				noDataExpression: true,
				default: 'apAr',
				options: [
					{ name: 'Accounts Payable & Receivable', value: 'apAr' },
					{ name: 'Spend & Expense', value: 'spendExpense' },
				],
				description:
					'Which BILL API sends the events; a trigger can listen to one of them. It subscribes with the Bill API or the Bill Spend & Expense API credential, because BILL does not accept OAuth for webhooks.',
			},
			...(['apAr', 'spendExpense'] as const).map((api): INodeTypeDescription['properties'][0] => ({
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				default: [],
				options: optionList(eventChoices(api)),
				displayOptions: { show: { api: [api] } },
				description: 'What starts the workflow',
			})),
			{
				displayName: 'Fetch Full Record',
				name: 'fetchRecord',
				type: 'boolean',
				default: true,
				description:
					"Whether to load the current record instead of using the event's data (recommended by BILL). If BILL does not return the record, the output has the event's data, and Record Missing gives the reason. The record of a test event is made up and is not loaded.",
			},
			{
				displayName: 'Record Authentication',
				name: 'recordAuthentication',
				type: 'options',
				noDataExpression: true,
				default: 'subscription',
				options: [
					{ name: 'Same as Subscription', value: 'subscription' },
					{ name: 'Bill OAuth2', value: BILL_OAUTH2.credential },
				],
				displayOptions: { show: { fetchRecord: [true] } },
				description:
					'Which credential to load the record with. OAuth is used for this only: BILL does not accept it for the subscription.',
			},
			{
				displayName: 'Simplify',
				name: 'simplify',
				type: 'boolean',
				default: true,
				description:
					'Whether to return a simplified version of the response instead of the raw data',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [conditionsProperty, onlyChangedProperty],
			},
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await spelledOut(this, isSubscribed(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await spelledOut(this, subscribe(this));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await spelledOut(this, unsubscribe(this));
			},
		},
	};

	/**
	 * Nothing runs here. But when n8n starts it restores the triggers that run in its process, and webhooks only together
	 * with such triggers (n8n 2.41, WorkflowPublicationReconciler): for a node without this method, checkExists is not
	 * called. It also makes n8n count the node twice among the triggers of a workflow, and use it as the start of `n8n
	 * execute` if no other trigger comes before it.
	 */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return {};
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const passed: INodeExecutionData[] = [];
		for (const [item, event] of this.getInputData().entries()) {
			try {
				passed.push(...(await withFullRecord(this, await passOnce(this, [event]), item)));
			} catch (error) {
				if (!this.continueOnFail()) throw inNode(this, error as Error);
				// Otherwise n8n would pass the event on unchanged, unmarked.
				passed.push(errorItem(this, item, inNode(this, error as Error)));
			}
		}
		return [passed];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}

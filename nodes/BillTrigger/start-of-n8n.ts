import type { IHookFunctions } from 'n8n-workflow';

import { lookBack } from './missed-events';
import { hasSubscription, memoriesOf } from './subscription';

const AT_START = new Set(['init', 'leadershipChange']);

/**
 * Whether BILL has the node's subscription. When n8n starts, or takes over from another n8n process, the subscription
 * is enabled if BILL has disabled it in the meantime, and BILL is asked for missed events.
 *
 * In that case nothing fails, because n8n would give the trigger up only because BILL was unreachable for a moment. A
 * subscription that sends to another address stays as it is, and no new one is created: this n8n may be a copy of the
 * one that the subscription belongs to, and a copy must not pay bills a second time.
 *
 * @throws when a workflow is published and the node cannot be subscribed
 */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
	if (!AT_START.has(context.getActivationMode())) return await hasSubscription(context);
	const { kept, memory } = memoriesOf(context);
	const { subscriptionId, url } = memory.subscribed;
	if (!subscriptionId) return await hasSubscription(context);
	const warn = (text: string) =>
		context.logger.warn(`Bill Trigger "${context.getNode().name}": ${text}`);

	if (url !== context.getNodeWebhookUrl('default')) {
		warn(
			`the webhook subscription ${subscriptionId} sends to ${url}, which is not the address of this n8n. Nothing arrives here until the workflow is published again.`,
		);
		return true;
	}
	try {
		if (!(await hasSubscription(context))) return false;
	} catch (error) {
		warn(
			`whether BILL still has the webhook subscription ${subscriptionId} could not be checked, so it was left unchanged: ${(error as Error).message} If BILL has disabled it, publish the workflow again.`,
		);
		return true;
	}
	// This process looked back when it began to receive; since then another process has received the events.
	if (context.getActivationMode() === 'leadershipChange' && memory.lookBack === 'done') {
		memory.lookBack = 'due';
	}
	lookBack(context, kept, memory);
	return true;
}

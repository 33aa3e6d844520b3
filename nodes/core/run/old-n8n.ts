import type { IExecuteFunctions } from 'n8n-workflow';

import { nodeError } from '../wire/errors';

/**
 * Refuses an n8n that does not show which execution a run belongs to. There, a try of Retry On Fail cannot be told from
 * the first one, and a payment whose response was lost would be sent again.
 *
 * @throws NodeApiError before anything is sent
 */
export function checkTellsExecution(context: IExecuteFunctions): void {
	const { getExecutionCancelSignal } = context as Partial<IExecuteFunctions>;
	if (typeof getExecutionCancelSignal === 'function') return;
	throw nodeError(
		context.getNode(),
		'This n8n is too old for the node, which needs n8n 1.123 or newer',
		'Nothing was sent. This n8n does not tell the node which execution it belongs to, so with Retry On Fail a payment could be made twice.',
		{ outcome: 'notSent' },
	);
}

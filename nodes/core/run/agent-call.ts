import type { IExecuteFunctions } from 'n8n-workflow';

import { nodeError } from '../wire/errors';
import { filledInByAgent } from '../wire/tool';

/**
 * Refuses a call for which n8n returns the parameters of another call: agents before version 3 that process several
 * items at the same time give their calls one run index, which n8n uses to look up the values of `$fromAI` (n8n 2.41).
 *
 * @throws NodeApiError before anything is sent
 */
export function checkIsOwnCall(context: IExecuteFunctions): void {
	const filledIn = filledInByAgent(context) ?? {};
	const isOther = Object.entries(filledIn).some(([name, own]) => {
		const given = givenFor(context, name);
		return given !== undefined && JSON.stringify(given) !== JSON.stringify(own);
	});
	if (!isOther) return;
	throw nodeError(
		context.getNode(),
		'n8n gave this tool call the values of another call',
		'Nothing was sent. Call it again with the same content, one call at a time. An AI Agent of version 3, or a Batch Size of 1, keeps calls apart.',
		{ item: 0, outcome: 'notSent' },
	);
}

/** The value of `$fromAI` for a name; undefined if n8n returns none. */
function givenFor(context: IExecuteFunctions, name: string): unknown {
	if (!/^[\w-]{1,64}$/.test(name)) return undefined;
	try {
		return context.evaluateExpression(`{{ $fromAI('${name}') }}`, 0) ?? undefined;
	} catch {
		return undefined;
	}
}

import type { ApiProfile } from './api';
import { nodeError } from './errors';
import type { NodeContext } from './request';

const WATCHED = ['manual', 'internal', 'retry', 'chat', 'cli', 'evaluation'];

/** Whether a person has started what runs, and looks at it. */
export function isWatched(context: NodeContext): boolean {
	const mode = context.getMode?.();
	return mode === undefined || WATCHED.includes(mode);
}

/**
 * The API with the credential that the node's parameter "Authentication" chooses.
 *
 * @throws NodeApiError when it is none of the node's choices
 */
export function chosen(context: NodeContext, api: ApiProfile): ApiProfile {
	const { otherCredentials = [], ...profile } = api;
	const choice = context.getNode().parameters.authentication ?? api.credential;
	const credential = [profile, ...otherCredentials].find((each) => each.credential === choice);
	if (credential) return { ...profile, ...credential };
	throw nodeError(
		context.getNode(),
		`Authentication cannot be "${String(choice)}"`,
		'Choose Authentication again in the node. Nothing was sent.',
	);
}

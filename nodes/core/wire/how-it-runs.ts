import type { ApiProfile, CredentialProfile } from './api';
import { nodeError } from './errors';
import type { NodeContext } from './request';

/**
 * What one credential may define and another may not. A profile of an API also contains the values of its first
 * credential, so another credential resets them.
 */
const NOTHING_OF_THE_OTHER: Partial<CredentialProfile> = {
	signedIn: undefined,
	keptIn: undefined,
	whenRefusedAnew: undefined,
	notFor: undefined,
	partner: undefined,
	whenForbidden: undefined,
};

const WATCHED = ['manual', 'internal', 'retry', 'chat', 'cli', 'evaluation'];

/** Whether a person started the execution and watches it. */
export function isWatched(context: NodeContext): boolean {
	const mode = context.getMode?.();
	return mode === undefined || WATCHED.includes(mode);
}

/**
 * The API profile with the credential that the node's "Authentication" parameter chooses.
 *
 * @throws NodeApiError when it is none of the node's choices
 */
export function chosen(context: NodeContext, api: ApiProfile): ApiProfile {
	const { otherCredentials = [], ...profile } = api;
	const choice = context.getNode().parameters.authentication ?? api.credential;
	const credential = [profile, ...otherCredentials].find((each) => each.credential === choice);
	if (credential) return { ...profile, ...NOTHING_OF_THE_OTHER, ...credential };
	throw nodeError(
		context.getNode(),
		`Authentication cannot be "${String(choice)}"`,
		'Choose Authentication again in the node. Nothing was sent.',
	);
}

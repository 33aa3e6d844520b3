import type { Route } from '../../engine/route.mts';
import * as is from '../../engine/schema.mts';
import { must } from '../../errors/bill-error.mts';
import { mustBeAdmin } from '../../rules/spend-users.mts';
import { spendRoute } from './route.mts';

/**
 * https://developer.bill.com/reference/threedschallenge. The id in the path is that of the challenge, not of a
 * transaction.
 */
export const spendChallengeRoutes: Route[] = [
	spendRoute({
		method: 'POST',
		path: '/transactions/:acsTransactionId/3ds-challenge',
		body: is.object({ action: is.choice('ACCEPT', 'REJECT') }, ['action']),
		handle: ({ world, params, body: { action } }) => {
			mustBeAdmin(world);
			const challenges = world.of('spendChallenges');
			const challenge = challenges.get(params.acsTransactionId);
			// The shop does not wait long. BILL's response after that is not documented.
			must(world.clock.now() < challenge._until, 'acsTransactionId', 'The challenge has expired');
			must(!challenge._answer, 'acsTransactionId', 'The challenge has been answered');
			challenges.save({ ...challenge, _answer: action });
			// The value for a rejected challenge is inferred.
			return { id: challenge.id, status: action === 'ACCEPT' ? 'ACCEPTED' : 'REJECTED' };
		},
	}),
];

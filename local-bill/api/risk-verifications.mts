import { randomUUID } from 'node:crypto';
import type { Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError } from '../errors/bill-error.mts';
import type { Rec } from '../state/collection.mts';
import type { World } from '../state/world.mts';

const show = ({ processingStatus, decision, referenceId }: Rec) => ({
	processingStatus,
	decision,
	referenceId,
});
const current = (world: World) => world.of('riskVerifications').all()[0];

/**
 * BILL's check of the organization: https://developer.bill.com/reference/initiateriskverifications. Of the values
 * only IN_PROGRESS and HOLD are known, so a verification stays there.
 */
export const riskVerificationRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/risk-verifications',
		handle: ({ world }) => show(current(world)),
	},
	{
		method: 'POST',
		path: '/v3/risk-verifications',
		handle: ({ world }) => {
			const verification = current(world);
			// A guess: what the calls for a phone are there for.
			if (!verification._phone) {
				throw BillError.of('BDC_1129', 'The organization has no phone for the verification.');
			}
			const begun = { processingStatus: 'IN_PROGRESS', decision: 'HOLD' };
			const referenceId = randomUUID();
			return show(world.of('riskVerifications').save({ ...verification, ...begun, referenceId }));
		},
	},
	{
		method: 'GET',
		path: '/v3/risk-verifications/phone',
		handle: ({ world }) => ({ hasPhone: current(world)._phone !== undefined }),
	},
	{
		method: 'POST',
		path: '/v3/risk-verifications/phone',
		body: is.object(
			{
				phoneNumber: { type: 'string', pattern: '^[+]?[0-9() .-]{7,20}$' },
				phoneType: { type: 'string', pattern: '^[A-Z_]+$' }, // Its values are not known.
			},
			['phoneNumber', 'phoneType'],
		),
		handle: ({ world, body }) => {
			world.of('riskVerifications').save({ ...current(world), _phone: body });
		},
	},
];

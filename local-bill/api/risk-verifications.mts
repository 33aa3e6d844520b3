import { randomUUID } from 'node:crypto';
import { type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError } from '../errors/bill-error.mts';
import type { RiskVerification } from '../state/records/organization.mts';
import type { World } from '../state/world.mts';

const show = ({ processingStatus, decision, referenceId }: RiskVerification) => ({
	processingStatus,
	decision,
	referenceId,
});
const current = (world: World) => world.of('riskVerifications').all()[0];

/**
 * BILL's risk verification of the organization: https://developer.bill.com/reference/initiateriskverifications. Only
 * the values IN_PROGRESS and HOLD are known, so a verification never gets past them.
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
			// A guess: otherwise the calls that set a phone would have no purpose.
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
	route({
		method: 'POST',
		path: '/v3/risk-verifications/phone',
		body: is.object(
			{
				phoneNumber: is.matching('^[+]?[0-9() .-]{7,20}$'),
				phoneType: is.matching('^[A-Z_]+$'), // Its values are not known.
			},
			['phoneNumber', 'phoneType'],
		),
		handle: ({ world, body }) => {
			world.of('riskVerifications').save({ ...current(world), _phone: body });
		},
	}),
];

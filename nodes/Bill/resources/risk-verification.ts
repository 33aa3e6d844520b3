import { choice } from '../../core/form/kinds';
import { strings } from '../../core/form/shape';
import { cannotBeLookedUp } from '../../core/look-up/way';
import type { Resource } from '../../core/run/operation';
import { phoneNumber } from './shared/risk-phone';

/** https://developer.bill.com/reference/initiateriskverifications */
const PATH = '/v3/risk-verifications';

const verificationShape = strings('processingStatus', 'decision', 'referenceId');

export const riskVerificationResource: Resource = {
	value: 'riskVerification',
	name: 'Risk Verification',
	description: "BILL's verification of your organization before money can move",
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get the risk verification',
			description: "Read the status and result of BILL's verification of the organization",
			method: 'GET',
			path: PATH,
			fields: [],
			output: verificationShape,
		},
		{
			value: 'start',
			name: 'Start',
			action: 'Start the risk verification',
			description:
				'Have BILL verify the organization. Requires an administrator with a phone number; check it with Get Phone.',
			method: 'POST',
			path: PATH,
			fields: [],
			lookUp: cannotBeLookedUp('a running verification does not show who started it; see Get'),
			output: verificationShape,
		},
		{
			value: 'addPhone',
			name: 'Add Phone',
			action: 'Add a phone for the risk verification',
			description:
				'Add the phone number that risk verification needs to the user in the credential',
			method: 'POST',
			path: `${PATH}/phone`,
			fields: [
				phoneNumber,
				// The only value in BILL's examples; the JSON form accepts any other.
				choice('phoneType', ['MOBILE'], { required: true }),
			],
			jsonForm: true,
			lookUp: cannotBeLookedUp('BILL shows whether there is a phone, but not which one'),
			output: { success: 'boolean' },
		},
		{
			value: 'getPhone',
			name: 'Get Phone',
			action: 'Get the phone of the risk verification',
			description:
				'Read whether the user in the credential has the phone number that risk verification needs',
			method: 'GET',
			path: `${PATH}/phone`,
			fields: [],
			output: { hasPhone: 'boolean' },
		},
	],
};

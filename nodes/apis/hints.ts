import type { Hints } from '../core/wire/api';

/** BILL has one code for both cases: https://developer.bill.com/docs/mfa-api */
const WRONG_CODE =
	'The code was mistyped, or it has expired. Check the six digits; if they are right, request a new code with Session > Request Code.';

/** Hints for fixing an error, in the wording of the Bill node's own operations. */
export const hints: Hints = {
	byCode: {
		BDC_1002:
			'BILL often returns this when a field is unknown or misspelled. Check the fields, especially in JSON.',
		BDC_1102:
			'Check the Developer Key in the credential: sandbox and production have separate keys.',
		BDC_1121: 'This path or method does not exist in BILL, or not for this account.',
		BDC_1150:
			'The user in the credential may not pay online: the role must be allowed to pay, and a bank account must be verified for this user.',
		BDC_1151:
			'This bank account cannot be used for online payments by the user in the credential. Choose a verified account under Funding Account.',
		BDC_1152:
			'Choose a Process Date on a business day that is not in the past. Payment > Get Options shows the earliest date for each account.',
		BDC_1159:
			'The amount is higher than what is still due on the bill. Look at its Due Amount with Bill > Get.',
		BDC_1205:
			'Check the ID: is it complete, of the right kind, and of the organization in the credential?',
		BDC_1356: WRONG_CODE,
		BDC_1358: 'There were too many attempts. Wait a few minutes before you request a new code.',
		BDC_1361:
			'Moving money needs a session that BILL trusts. Get it once: Session > Request Code sends a text message, Session > Validate Code (with Remember Me) returns a Remember Me ID. Enter it and the same Device in the Bill API credential; it lasts 30 days. A sign-in with an AP & AR sync token can never be trusted.',
		BDC_1374: WRONG_CODE,
		BDC_1402:
			"The vendor's bank account is new. Choose a Process Date at least two business days from now.",
	},
	busy: {
		message:
			'BILL was busy with other requests of this Developer Key and organization, even after several attempts',
		description:
			'BILL allows 3 requests at once. Another program may be using the same Developer Key.',
	},
	byWords: [
		[
			/not (been )?(fully )?approved|needs? approval|must be approved|unapproved|awaiting approval/i,
			'Every approver has to approve the bill before it can be paid. Bill > Get with Include Approvers shows who still has to decide.',
		],
		[
			/unable to receive epayments/i,
			"BILL also returns this when the organization's plan does not include payments.",
		],
	],
};

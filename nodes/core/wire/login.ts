import { passwordSignIn, rememberedDevice } from './password-sign-in';

/**
 * What each refused login means for the person at the credential. Codes:
 * https://developersupport.bill.com/hc/en-us/articles/208762056-Error-codes-list. Their HTTP status is not documented,
 * so only the code is used.
 */
const HINTS: Record<string, string> = {
	BDC_1101:
		'BILL does not accept User Name and Password. Check both fields, and that this user signs in to this Environment: sandbox and production have separate users. With an AP & AR sync token, the User Name is the name of the token and the Password its value.',
	BDC_1102:
		'BILL does not accept the Developer Key. Check Developer Key and Environment: sandbox and production have separate keys, and BILL returns the same error when the user belongs to the other environment.',
	BDC_1103: 'The Developer Key is inactive. Ask BILL to activate it, or use another Developer Key.',
	BDC_1104:
		'The developer terms are not accepted yet. Sign in to BILL with this user and accept them.',
	BDC_1106:
		'The Developer Key is not meant for this organization. Check Organization ID and Developer Key.',
	BDC_1107:
		'BILL has locked this organization out. Check Organization ID, or ask BILL to unlock it.',
	BDC_1110:
		'BILL has locked this user after too many attempts. Unlock it in BILL, then check User Name and Password.',
	BDC_1111:
		'This user is not an active user of the organization. Check User Name and Organization ID.',
	BDC_1123:
		'BILL does not know the organization. Check Organization ID: it begins with 008 and is at the bottom of the Settings page in BILL.',
};

/** Signs in with user name, password, organization and developer key: https://developer.bill.com/reference/login */
export const login = passwordSignIn({
	path: '/connect/v3/login',
	credentialLabel: 'Bill API',
	fields: {
		username: 'User Name',
		password: 'Password',
		organizationId: 'Organization ID',
		devKey: 'Developer Key',
	},
	more: rememberedDevice,
	key: 'Developer Key',
	hints: HINTS,
	check: 'User Name, Password, Organization ID (begins with 008), Developer Key and Environment',
});

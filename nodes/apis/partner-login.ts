import { passwordSignIn } from '../core/wire/password-sign-in';

const WRONG_KEY =
	'BILL does not accept the Application Key. Check Application Key and Environment: sandbox and production have separate keys, and BILL returns the same error when the user belongs to the other environment.';

/**
 * Signs in as a partner: https://developer.bill.com/reference/partnerlogin. The codes with which BILL refuses it are
 * not documented; they are assumed to mean the same as for the other sign-in.
 */
export const partnerLogin = passwordSignIn({
	path: '/connect/v3/partner/login',
	credentialLabel: 'Bill Partner API',
	fields: { appKey: 'Application Key', username: 'User Name', password: 'Password' },
	key: 'Application Key',
	hints: {
		BDC_1101:
			'BILL does not accept User Name and Password. Check both fields, and that the partner signs in to this Environment: sandbox and production have separate users.',
		BDC_1102: WRONG_KEY,
		BDC_1103:
			'The Application Key is inactive. Ask BILL to activate it, or use another Application Key.',
		BDC_1110:
			'BILL has locked this user after too many attempts. Unlock it in BILL, then check User Name and Password.',
	},
	check: 'Application Key, User Name, Password and Environment',
});

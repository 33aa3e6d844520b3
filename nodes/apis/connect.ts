import type { ApiProfile } from '../core/wire/api';
import { hints } from './hints';

/** AP & AR: https://developer.bill.com/docs/api-rate-limits */
export const CONNECT: ApiProfile = {
	credential: 'billApi',
	credentialLabel: 'Bill API',
	session: true,
	signedIn: '/v3/login/session',
	root: '/connect',
	pageSize: 100,
	pageKey: 'page',
	atOnce: 3,
	hints,
};

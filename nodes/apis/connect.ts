import type { ApiProfile } from '../core/wire/api';
import { BILL_OAUTH2, BILL_PARTNER, BILL_SESSION } from './credentials';
import { hints } from './hints';

/** AP & AR: https://developer.bill.com/docs/api-rate-limits */
export const CONNECT: ApiProfile = {
	...BILL_SESSION,
	otherCredentials: [BILL_OAUTH2],
	root: '/connect',
	pageSize: 100,
	pageKey: 'page',
	atOnce: 3,
	hints,
};

/** As the Bill node uses it: partners too, each item for one of their organizations. */
export const CONNECT_WITH_PARTNERS: ApiProfile = {
	...CONNECT,
	otherCredentials: [BILL_OAUTH2, BILL_PARTNER],
};

import { CONNECT } from '../apis/connect';
import { BILL_OAUTH2 } from '../apis/credentials';
import { SPEND_EXPENSE } from '../apis/spend-expense';
import { BillClient } from '../core/wire/client';
import type { NodeContext } from '../core/wire/request';
import type { EventApi } from '../events/catalogue';

const PROFILES = { apAr: CONNECT, spendExpense: SPEND_EXPENSE };

/**
 * A client for the API that the trigger listens to.
 *
 * @param api the value of the parameter `api`
 * @param credential the credential for the record; everything else is done with that of the subscription
 * @throws NodeApiError when the credential is unusable
 */
export async function openClient(
	context: NodeContext,
	api: unknown,
	credential?: unknown,
): Promise<BillClient> {
	const profile = PROFILES[api as EventApi];
	const isOAuth = credential === BILL_OAUTH2.credential;
	const used = isOAuth ? { ...profile, ...BILL_OAUTH2 } : profile;
	return await BillClient.open(context, used, { unattended: true });
}

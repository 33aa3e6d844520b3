import { CONNECT } from '../apis/connect';
import { SPEND_EXPENSE } from '../apis/spend-expense';
import { BillClient } from '../core/wire/client';
import type { NodeContext } from '../core/wire/request';
import type { EventApi } from '../events/catalogue';

const PROFILES = { apAr: CONNECT, spendExpense: SPEND_EXPENSE };

/**
 * A client for the API that the trigger listens to.
 *
 * @param api the parameter of that name
 * @throws NodeApiError when the credential is unusable
 */
export async function openClient(context: NodeContext, api: unknown): Promise<BillClient> {
	return await BillClient.open(context, PROFILES[api as EventApi], { unattended: true });
}

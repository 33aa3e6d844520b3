import { CONNECT, SPEND_EXPENSE } from '../core/api';
import type { NodeContext } from '../core/api';
import { BillClient } from '../core/client';
import type { EventApi } from './event-catalogue';

const PROFILES = { apAr: CONNECT, spendExpense: SPEND_EXPENSE };

/**
 * A client for the API that the trigger listens to.
 *
 * @param api the parameter of that name
 * @throws NodeApiError when the credential is unusable
 */
export async function openClient(context: NodeContext, api: unknown): Promise<BillClient> {
	return await BillClient.open(context, PROFILES[api as EventApi], true);
}

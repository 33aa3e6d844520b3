import type { Data } from './bill.mts';
import { type Received, get, post } from './cases.mts';

/** The number that the node generates for a payment that has none. */
export const ownNumber = expect.stringMatching(/^N8N[0-9A-F]{32}$/) as string;

interface Body extends Data {
	billId?: string;
	vendorId?: string;
	payments?: Array<{ billId: string }>;
}

/**
 * The requests BILL must receive when money is moved: first the check whether it is due, or whether the vendor was
 * paid in the last 24 hours, then the payment with its number.
 */
export function paid(path: string, body: Body): Received[] {
	const { billId, payments, vendorId } = body;
	const ids = payments ? payments.map((each) => each.billId) : billId ? [billId] : [];
	const look = ids.length
		? get('/v3/bills', { filters: `id:in:"${ids.join(',')}"`, max: '100' })
		: get('/v3/payments', {
				filters: expect.stringMatching(
					new RegExp(`^createdTime:gte:"[^"]+",vendorId:in:"${vendorId}"$`),
				) as string,
				sort: 'createdTime:asc',
				max: '100',
			});
	return [look, post(path, { transactionNumber: ownNumber, ...body })];
}

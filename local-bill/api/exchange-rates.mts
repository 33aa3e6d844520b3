import { type Call, type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { rateOf } from '../rules/currencies.mts';
import { toBillTime } from '../state/clock.mts';

/** A batch of rates is valid for 20 minutes at most: https://developer.bill.com/reference/getexchangerate. */
const LIFETIME = 20 * 60_000;

export const exchangeRateRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/payments/exchange-rate',
		query: { vendorId: is.text(), amount: is.queryNumber, baseCurrency: is.currency },
		requiredQuery: ['vendorId', 'amount'],
		handle: (call) => {
			const vendor = call.world.of('vendors').get(call.query.vendorId);
			return {
				paymentCurrency: vendor.billCurrency,
				baseCurrency: call.query.baseCurrency ?? 'USD',
				exchangeRate: rateOf(vendor.billCurrency),
				amountRange: { from: 0.01, to: 1_000_000 },
				...batch(call, [vendor.id]),
			};
		},
	},
	route({
		method: 'POST',
		path: '/v3/payments/exchange-rate',
		// The body of this request is not known for sure: an array is assumed. The rates of one request form one batch.
		body: is.list(
			is.object({ vendorId: is.ref('vendors'), amount: is.positive }, ['vendorId', 'amount']),
			1,
			50,
		),
		handle: (call) => {
			const vendors = call.body.map(({ vendorId }) => call.world.of('vendors').get(vendorId));
			const shared = batch(
				call,
				vendors.map(({ id }) => id),
			);
			return vendors.map((vendor) => ({ ...shared, exchangeRate: rateOf(vendor.billCurrency) }));
		},
	}),
];

function batch({ world }: Call, vendorIds: string[]) {
	const expires = world.clock.now() + LIFETIME;
	const { id } = world.of('exchangeRates').add({ _vendorIds: vendorIds, _expires: expires });
	return { exchangeRateBatchId: id, expirationTime: toBillTime(expires) };
}

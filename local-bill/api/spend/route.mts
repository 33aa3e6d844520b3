import { type Call, type Route } from '../../engine/route.mts';
import type { Schema } from '../../engine/schema.mts';

type SpendRoute<Body> = Omit<
	Route,
	'body' | 'handle' | 'refused' | 'base' | 'needs' | 'ignoresUnknownQuery'
> & {
	body?: Schema<Body>;
	handle(call: Call<Body>): unknown;
};

/** A route of Spend & Expense: it needs an API token but no session, and every success has status 200. */
export function spendRoute<Body>(route: SpendRoute<Body>): Route {
	return {
		...route,
		path: `/v3/spend${route.path}`,
		needs: 'spendToken',
		ignoresUnknownQuery: true,
		handle: (call: Call<Body>) => route.handle({ ...call, query: known(call.query, route.query) }),
	};
}

function known(query: Call['query'], members: Route['query'] = {}): Call['query'] {
	return Object.fromEntries(Object.entries(query).filter(([key]) => key in members));
}

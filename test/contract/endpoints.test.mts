import { groups } from '../support/endpoints.mts';
import { contract } from './contract.mts';

/** Spend & Expense has an API of its own; the credential takes no access token yet. */
const OTHER_APIS = ['spend', 'oauth'];

test('the endpoints whose coverage is counted are all that BILL documents', () => {
	const counted = groups.flatMap(({ endpoints }) =>
		endpoints.map(({ method, path }) => `${method} ${path}`),
	);
	const documented = contract()
		.endpoints.filter(({ api }) => !OTHER_APIS.includes(api))
		.map(({ is, base }) => (base === '/connect-events' ? is.replace(' ', ` ${base}`) : is));
	expect(counted.sort()).toEqual(documented.sort());
});

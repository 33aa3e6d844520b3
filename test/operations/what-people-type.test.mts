import { DateTime } from '../support/luxon.mts';
import { byId, group, lines } from '../support/form.mts';
import { failureOf, local } from '../support/local.mts';
import { usAddress as address } from '../support/records.mts';

/*
 * What people, expressions and agents really fill in, and what BILL receives for it. Each value is an example of its
 * kind.
 */

const at = local();

/** The result of a number with more digits than it can hold. */
const TOO_LONG = Number('12345678901234567');

type Data = Record<string, unknown>;

const first = (collection: 'vendors' | 'customers' | 'items' | 'invoices' | 'bills') =>
	at.localBill.records(collection).find(({ archived }) => archived !== true) as unknown as Data & {
		id: string;
	};
const bodies = () => at.log().map(({ body }) => body as Data);
const newVendor = (more: Data = {}) => ({
	...{ name: 'Quay Paper', addressLine1: address.line1, city: address.city },
	...{ zipOrPostalCode: address.zipOrPostalCode, country: address.country },
	...{ stateOrProvince: 'CA', ...more },
});

describe('constants', () => {
	test('countries, states and currencies go in capitals, in fields, groups, filters and queries', async () => {
		await at.run(
			'vendor',
			'create',
			newVendor({
				...{ country: 'us', stateOrProvince: 'ca' },
				additionalFields: { billCurrency: 'usd' },
			}),
		);
		await at.run('customer', 'create', {
			...{ name: 'Quay Books', email: 'books@example.com' },
			additionalFields: {
				invoiceCurrency: 'Usd',
				billingAddress: group({
					...{ addressLine1: address.line1, city: address.city, stateOrProvince: 'ca' },
					...{ zipOrPostalCode: '94607', country: ' us ' },
				}),
			},
		});
		await at.run('vendor', 'getAll', {
			filters: {
				billCurrency: [{ operator: 'in', values: 'usd, eur' }],
				country: [{ operator: 'eq', value: 'us' }],
			},
		});
		const [vendor, customer] = bodies();
		expect(vendor).toMatchObject({
			address: { country: 'US', stateOrProvince: 'CA' },
			billCurrency: 'USD',
		});
		expect(customer).toMatchObject({
			billingAddress: { country: 'US', stateOrProvince: 'CA' },
			invoiceCurrency: 'USD',
		});
		expect(at.log()[2].query.filters).toBe('billCurrency:in:"USD,EUR",address.country:eq:"US"');
	});

	test('in JSON too, and a choice in any capitals', async () => {
		const body = {
			...{ name: 'Quay', accountType: 'business', billCurrency: 'usd' },
			address: { ...address, country: 'us' },
		};
		await at.run('vendor', 'create', { inputMode: 'json', body });
		expect(bodies()[0]).toMatchObject({
			...{ accountType: 'BUSINESS', billCurrency: 'USD' },
			address: { country: 'US' },
		});
	});

	test('spaces around them go, in fields, filters and JSON', async () => {
		const body = {
			...{ name: 'Quay', billCurrency: ' usd\n' },
			address: { ...address, country: '\u00a0us', stateOrProvince: ' ca ' },
		};
		await at.run('vendor', 'create', { inputMode: 'json', body });
		await at.run('vendor', 'create', newVendor({ country: 'us ', stateOrProvince: ' ca ' }));
		const filters = { billCurrency: [{ operator: 'eq', value: ' usd ' }] };
		await at.run('vendor', 'getAll', { filters });
		expect(bodies()[0]).toMatchObject({ billCurrency: 'USD' });
		for (const sent of bodies().slice(0, 2)) {
			expect(sent).toMatchObject({ address: { country: 'US', stateOrProvince: 'CA' } });
		}
		expect(at.log()[2].query.filters).toBe('billCurrency:eq:"USD"');
	});
});

describe('digits that came as a number', () => {
	const bank = (more: Data) => ({
		vendorId: byId(first('vendors').id),
		accountNumber: '000123456789',
		additionalFields: { nameOnAccount: 'Quay' },
		...more,
	});

	test.each<[string, () => [string, string, Data], RegExp]>([
		[
			'an account number that has lost digits',
			() => ['vendor', 'create', newVendor({ additionalFields: { accountNumber: TOO_LONG } })],
			/^Account Number was given as a number too large .*give it as text/,
		],
		[
			'an account number that may have lost zeros',
			() => ['vendor', 'addBankAccount', { ...bank({}), accountNumber: 123456789 }],
			/^Account Number was given as the number 123456789/,
		],
		[
			'an account number as a spreadsheet writes it',
			() => ['vendor', 'addBankAccount', { ...bank({}), accountNumber: '1.23457E+16' }],
			/^Account Number must be all digits/,
		],
		[
			'a routing number that is none',
			() => ['vendor', 'addBankAccount', bank({ routingNumber: 74000011 })],
			/^Routing Number was given as the number 74000011/,
		],
		[
			'a short routing number',
			() => ['vendor', 'addBankAccount', bank({ routingNumber: 123456 })],
			/^Routing Number was given as the number 123456/,
		],
		[
			'a tax number with an exponent',
			() => ['vendor', 'create', newVendor({ additionalFields: { taxId: 1e21 } })],
			/^Tax ID was given as a number too large/,
		],
		[
			'a postal code of a country with other lengths',
			() => ['vendor', 'create', newVendor({ country: 'RO', zipOrPostalCode: 10011 })],
			/^ZIP or Postal Code was given as the number 10011/,
		],
		[
			'a postal code that is too long',
			() => ['vendor', 'create', newVendor({ zipOrPostalCode: 946071234 })],
			/^ZIP or Postal Code was given as the number/,
		],
		[
			'an invisible character',
			() => ['vendor', 'addBankAccount', { ...bank({}), accountNumber: '12345\u200b6789' }],
			/^Account Number must be all digits .*12345<U\+200B>6789/,
		],
		[
			'a name that has lost digits',
			() => ['vendor', 'create', newVendor({ name: TOO_LONG })],
			/^Name was given as a number too large/,
		],
	])('%s is refused', async (_, run, expected) => {
		const error = await failureOf(at.run(...run()));
		expect(error.message).toMatch(expected);
		expect(at.sent()).toEqual([]);
	});

	test.each<[string, string, () => Data, string]>([
		['API Request', 'send', () => ({ method: 'POST', path: '/v3/vendors' }), 'Body (JSON)'],
		['vendor', 'create', () => ({ inputMode: 'json' }), 'JSON Body'],
	])(
		'a number in JSON that no field knows has all its digits: %s',
		async (one, operation, form, label) => {
			const resource = one === 'vendor' ? one : 'apiRequest';
			const bodyIn = (given: unknown) => ({ ...form(), body: given, requestBody: given });
			for (const given of [
				'{"info":{"account":12345678901234567}}',
				{ info: { account: TOO_LONG } },
				{ info: [{ account: 1e21 }] },
				{ info: { account: NaN } },
			]) {
				const error = await failureOf(at.run(resource, operation, bodyIn(given)));
				expect(error.message).toContain(`${label}: account `);
			}
			expect(at.sent()).toEqual([]);
		},
	);

	test.each<[string, number, string]>([
		['ZIP code without its zero', 2116, '02116'],
		['ZIP code without two zeros', 501, '00501'],
		['whole ZIP code', 94607, '94607'],
	])('a %s is completed where the country says its length', async (_, zipOrPostalCode, whole) => {
		await at.run('vendor', 'create', newVendor({ zipOrPostalCode, country: 'us' }));
		const body = { ...newBody, address: { ...address, zipOrPostalCode, country: 'US' } };
		await at.run('vendor', 'create', { inputMode: 'json', body });
		for (const sent of bodies())
			expect(sent).toMatchObject({ address: { zipOrPostalCode: whole } });
	});
	const newBody = { name: 'Quay Paper in JSON' };

	test('a ZIP code is completed as text, too, which is how a file of a spreadsheet has it', async () => {
		await at.run('vendor', 'create', newVendor({ zipOrPostalCode: ' 2116 ', country: 'us' }));
		const filled = { ...address, zipOrPostalCode: '501' };
		const body = { ...newBody, address: filled };
		await at.run('vendor', 'create', { inputMode: 'json', body });
		await at.run('vendor', 'create', newVendor({ zipOrPostalCode: '2116', country: 'NO' }));
		expect(bodies().map(({ address }) => (address as Data).zipOrPostalCode)).toEqual([
			...['02116', '00501', '2116'],
		]);
	});

	test('a routing number is completed when it proves right, and a tax number', async () => {
		await at.run('vendor', 'create', newVendor({ additionalFields: { taxId: 12345678 } }));
		const [{ additionalInfo }] = bodies();
		expect(additionalInfo).toEqual({ taxId: '012345678' });
		const made = at.localBill.records('vendors').at(-1)!;
		for (const routingNumber of [74000010, '74000010', '74000011']) {
			await at
				.run('vendor', 'addBankAccount', {
					...{ vendorId: byId(made.id), accountNumber: '000123456789', routingNumber },
				})
				.catch(() => undefined);
		}
		const sent = bodies().slice(1);
		expect(sent.map(({ routingNumber }) => routingNumber)).toEqual([
			...['074000010', '074000010', '74000011'],
		]);
	});
});

describe('amounts', () => {
	const sum = Array.from({ length: 60 }, () => 0.1).reduce((all, one) => all + one, 0);
	const bill = (amount: unknown) => ({
		...{ vendorId: byId(first('vendors').id), dueDate: '2027-02-01' },
		...{ invoiceNumber: 'N-1', invoiceDate: '2027-01-01', billLineItems: lines({ amount }) },
	});
	const json = (amount: unknown) => ({
		inputMode: 'json',
		body: {
			...{ vendorId: first('vendors').id, dueDate: '2027-02-01' },
			invoice: { invoiceNumber: 'N-2', invoiceDate: '2027-01-01' },
			billLineItems: [{ amount }],
		},
	});

	test('60 times 0.10 is 6, in fields and in JSON', async () => {
		expect(sum).toBe(5.999999999999995);
		await at.run('bill', 'create', bill(sum));
		await at.run('bill', 'create', json(sum));
		await at.run('bill', 'create', { ...json(0), body: JSON.stringify(json(sum).body) });
		await at.run('bill', 'create', json(String(sum)));
		for (const { billLineItems } of bodies()) expect(billLineItems).toEqual([{ amount: 6 }]);
	});

	test('what a calculation leaves over goes from quantities and prices, too', async () => {
		const line = { quantity: sum, price: 0.1 + 0.2 };
		const customer = first('customers').id;
		await at.run('invoice', 'create', {
			...{ customerId: byId(customer), invoiceLineItems: lines(line) },
		});
		const body = { customer: { id: customer }, invoiceLineItems: [line] };
		await at.run('invoice', 'create', { inputMode: 'json', body });
		for (const { invoiceLineItems } of bodies()) {
			expect(invoiceLineItems).toEqual([{ quantity: 6, price: 0.3 }]);
		}
	});

	test('text in JSON is sent as the number that it is', async () => {
		await at.run('bill', 'create', json(' 228.90 '));
		expect(bodies()).toMatchObject([{ billLineItems: [{ amount: 228.9 }] }]);
	});

	test.each([['$5'], ['1,234.56'], ['5,5'], ['1e3'], ['NaN'], ['null'], [NaN], [Infinity]])(
		'%j is refused in both',
		async (amount) => {
			for (const parameters of [bill(amount), json(amount)]) {
				const error = await failureOf(at.run('bill', 'create', parameters));
				expect(error.message).toMatch(
					/^Line 1: Amount must be a plain number such as 1234.56; got/,
				);
			}
			expect(at.sent()).toEqual([]);
		},
	);

	test.each([[10.005], [0.001], [5.9999999], ['10.005']])(
		'%j is refused in both',
		async (amount) => {
			for (const parameters of [bill(amount), json(amount)]) {
				const error = await failureOf(at.run('bill', 'create', parameters));
				expect(error.message).toMatch(/^Line 1: Amount can have at most 2 decimals/);
			}
			expect(at.sent()).toEqual([]);
		},
	);

	test('an amount that has lost digits is refused in both', async () => {
		for (const parameters of [bill(TOO_LONG), json(TOO_LONG)]) {
			const error = await failureOf(at.run('bill', 'create', parameters));
			expect(error.message).toMatch(/^Line 1: Amount was given as a number too large/);
		}
	});
});

describe('days', () => {
	const bill = (dueDate: unknown) => ({
		...{ vendorId: byId(first('vendors').id), dueDate, invoiceNumber: 'N-1' },
		...{ invoiceDate: '2026-12-01', billLineItems: lines({ amount: 5 }) },
	});
	const zone = { timeZone: 'America/New_York' };

	test.each<[string, unknown, string]>([
		['as an event of BILL has it', '2026-12-15T00:00:00.000Z', '2026-12-15'],
		['as a database gives it', new Date('2026-12-15'), '2026-12-15'],
		['as Luxon has it', DateTime.fromISO('2026-12-15', { zone: 'UTC' }), '2026-12-15'],
		[
			'as Luxon reads it in the zone',
			DateTime.fromISO('2026-12-15T00:00:00.000Z', { zone: 'America/New_York' }),
			'2026-12-15',
		],
		['late in the evening there', '2026-12-16T03:00:00.000Z', '2026-12-15'],
		['midnight there', DateTime.fromISO('2026-12-15', { zone: 'America/New_York' }), '2026-12-15'],
		['as the picker gives it', '2026-12-15T00:00:00', '2026-12-15'],
		['as PostgreSQL writes it', '2026-12-15 00:00:00+00', '2026-12-15'],
		['as BigQuery writes it', '2026-12-15 00:00:00 UTC', '2026-12-15'],
		['as MySQL writes it', '2026-12-15 00:00:00', '2026-12-15'],
		['late in the evening there, in short', '2026-12-16 03:00:00+00', '2026-12-15'],
		['an evening with its own offset', '2026-12-15 19:00:00-05', '2026-12-15'],
		['with spaces around', ' 2026-12-15\n', '2026-12-15'],
	])('%s', async (_, dueDate, expected) => {
		await at.run('bill', 'create', bill(dueDate), zone);
		expect(bodies()).toMatchObject([{ dueDate: expected }]);
		const body = {
			...{ vendorId: first('vendors').id, dueDate },
			invoice: { invoiceNumber: 'N-2', invoiceDate: dueDate },
			billLineItems: [{ amount: 5 }],
		};
		await at.run('bill', 'create', { inputMode: 'json', body }, zone);
		expect(bodies()[1]).toMatchObject({ dueDate: expected, invoice: { invoiceDate: expected } });
	});

	test('a filter by a day whose midnight the clocks skip begins with the first moment of the day', async () => {
		const filters = { createdTime: [{ operator: 'gte', value: '2027-09-05' }] };
		await at.run('bill', 'getAll', { filters }, { timeZone: 'America/Santiago' });
		expect(at.log()[0].query.filters).toContain('2027-09-05T04:00:00.000Z');
	});
});

test('several IDs may be a list, JSON as agents write it, or text with commas', async () => {
	const [one, two] = at.localBill.records('vendors').map(({ id }) => id);
	const ways = [[one, two], JSON.stringify([one, two]), `${one} , ${two},`];
	for (const values of ways) {
		await at.run('bill', 'getAll', { filters: { vendorId: [{ operator: 'in', values }] } });
	}
	const sent = at.log().map(({ query }) => query.filters);
	expect(sent).toEqual(ways.map(() => `vendorId:in:"${one},${two}"`));
});

describe('what is no text', () => {
	test.each<[string, Data, RegExp]>([
		['an object', { name: { first: 'Quay' } }, /^Name must be text.* an object: {"first":"Quay"}/],
		['a date that is none', { name: 'Invalid DateTime' }, /^Name contains .*"Invalid DateTime"/],
		['another', { city: ' Invalid Date ' }, /^City contains " Invalid Date "/],
		['an object in a text', { name: 'Quay [object Object]' }, /^Name contains .*\[object Object\]/],
		['undefined in a text', { city: 'undefined' }, /^City contains .*"undefined"/],
		['a list', { city: ['Oakland'] }, /^City must be text.* a list: \["Oakland"\]/],
	])('%s is refused with what came', async (_, more, expected) => {
		const error = await failureOf(at.run('vendor', 'create', newVendor(more)));
		expect(error.message).toMatch(expected);
		expect(at.sent()).toEqual([]);
	});
});

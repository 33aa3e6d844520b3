import { randomUUID } from 'node:crypto';
import { byId, group, lines } from '../support/form.mts';
import { failureOf, local } from '../support/local.mts';
import { usAddress as address } from '../support/records.mts';

/* Expressions that find nothing, fields that people leave empty, and values from agents that do not know any. */

const at = local();

type Data = Record<string, unknown>;

const first = (collection: 'vendors' | 'customers' | 'items' | 'invoices' | 'bills') =>
	at.localBill.records(collection).find(({ archived }) => archived !== true) as unknown as Data & {
		id: string;
	};
const bodies = () => at.log().map(({ body }) => body as Data);
const asTool = () => ({
	context: {
		getNode: () => ({
			...{ id: 'node', name: 'Bill', type: 'n8n-nodes-bill.billTool', typeVersion: 1 },
			...{ position: [0, 0], parameters: {} },
			// Each test has its own credential.
			credentials: { billApi: { id: randomUUID(), name: 'Bill' } },
		}),
	},
});

const newVendor = (more: Data = {}) => ({
	...{ name: 'Quay Paper', addressLine1: address.line1, city: address.city },
	...{ zipOrPostalCode: address.zipOrPostalCode, country: address.country },
	...{ stateOrProvince: 'CA', ...more },
});

/** The values that an expression returns when it finds nothing, in all their forms. */
const NOTHING: Array<[string, Data]> = [
	['null', { price: null }],
	['an empty text', { price: '' }],
	['spaces', { price: '  ' }],
	['undefined', { price: undefined }],
	['no member at all', {}],
];

describe('an invoice line whose price an expression has not found', () => {
	const invoice = (line: Data, more: Data = {}) => ({
		customerId: byId(first('customers').id),
		invoiceLineItems: lines({ quantity: 3, ...line }),
		sendEmail: true,
		...more,
	});

	test.each(NOTHING)('%s: no invoice is made and none is mailed', async (_, line) => {
		const before = at.localBill.records('invoices').length;
		const error = await failureOf(at.run('invoice', 'create', invoice(line)));
		expect(error.message).toBe('Line 1: Price is required [item 0]');
		expect(at.localBill.records('invoices')).toHaveLength(before);
		expect(at.sent()).toEqual([]);
	});

	test.each(NOTHING)('%s: Create or Update leaves an invoice as it is', async (_, line) => {
		const { invoiceNumber } = first('invoices');
		const kept = at.localBill.records('invoices');
		const error = await failureOf(
			at.run('invoice', 'upsert', invoice(line, { requiredNumber: undefined, invoiceNumber })),
		);
		expect(error.message).toBe('Line 1: Price is required [item 0]');
		expect(at.localBill.records('invoices')).toEqual(kept);
	});

	test.each(NOTHING.filter(([name]) => name !== 'no member at all'))(
		'%s, in JSON',
		async (_, line) => {
			const body = {
				customer: { id: first('customers').id },
				invoiceLineItems: [
					{ price: 5, quantity: 1 },
					{ quantity: 3, ...line },
				],
			};
			const error = await failureOf(at.run('invoice', 'create', { inputMode: 'json', body }));
			expect(error.message).toBe('Line 2: Price is required [item 0]');
			expect(at.sent()).toEqual([]);
		},
	);

	test('a typed 0 is a price, and an item has one of its own', async () => {
		const itemId = first('items').id;
		await at.run('invoice', 'create', invoice({ price: 0 }));
		await at.run('invoice', 'create', invoice({ price: '0.00' }));
		await at.run(
			'invoice',
			'create',
			invoice({ price: null, additionalFields: { itemId: byId(itemId) } }),
		);
		const sent = bodies().map(({ invoiceLineItems }) => invoiceLineItems);
		expect(sent).toEqual([
			[{ quantity: 3, price: 0 }],
			[{ quantity: 3, price: 0 }],
			[{ quantity: 3, classifications: { itemId } }],
		]);
	});

	test('as a tool of an agent it is the same', async () => {
		const error = await failureOf(at.run('invoice', 'create', invoice({ price: '' }), asTool()));
		expect(error.message).toMatch(/^Line 1: Price is required .*Nothing was sent/);
		expect(at.sent()).toEqual([]);
	});
});

describe('money in other places that an expression gave nothing for', () => {
	const bill = (line: Data) => ({
		...{ vendorId: byId(first('vendors').id), dueDate: '2027-02-01' },
		...{ invoiceNumber: 'N-1', invoiceDate: '2027-01-01', billLineItems: lines(line) },
	});
	const credit = (line: Data) => ({
		...{ customerId: byId(first('customers').id), referenceNumber: 'CM-1' },
		...{ creditDate: '2027-01-01', creditMemoLineItems: lines(line) },
	});
	const invoice = (more: Data) => ({
		customerId: byId(first('customers').id),
		invoiceLineItems: lines({ quantity: 1, price: 5 }),
		additionalFields: more,
	});
	const vendor = (more: Data) => newVendor({ additionalFields: more });
	const unset = 'is empty, but it determines the amount';

	test.each<[string, string, string, () => Data, string]>([
		['bill', 'bill', 'create', () => bill({ amount: null }), 'Line 1: Amount is required'],
		[
			'bill',
			'bill',
			'create',
			() => bill({ amount: '', additionalFields: { price: 5 } }),
			'Line 1: Quantity is required',
		],
		[
			'bill',
			'bill',
			'create',
			() => bill({ amount: '', additionalFields: { price: 5, quantity: null } }),
			'Line 1: Quantity is required',
		],
		['credit memo', 'creditMemo', 'create', () => credit({}), 'Line 1: Amount is required'],
		[
			'credit memo',
			'creditMemo',
			'create',
			() => credit({ additionalFields: { quantity: 2, price: null } }),
			'Line 1: Price is required',
		],
		[
			'Credit Amount',
			'invoice',
			'create',
			() => invoice({ creditAmount: null }),
			`Credit Amount ${unset}`,
		],
		[
			'Convenience Fee',
			'invoice',
			'create',
			() => invoice({ convenienceFee: '' }),
			`Convenience Fee (%) ${unset}`,
		],
		[
			'Max Amount of Auto Pay',
			'vendor',
			'create',
			() => vendor({ autoPay: group({ enabled: true, additionalFields: { maxAmount: null } }) }),
			`Auto Pay: Max Amount ${unset}`,
		],
		[
			'vendor credits',
			'bill',
			'create',
			() => ({ ...bill({ amount: 5 }), additionalFields: { vendorCredits: null } }),
			`Vendor Credits ${unset}`,
		],
		[
			'item',
			'item',
			'create',
			() => ({ name: 'Lamp', itemType: 'SERVICE', additionalFields: { price: null } }),
			`Price ${unset}`,
		],
	])('%s', async (_, resource, operation, parameters, expected) => {
		const error = await failureOf(at.run(resource, operation, parameters()));
		expect(error.message).toMatch(expected);
		expect(at.sent()).toEqual([]);
	});

	test('what decides the amount in another way is enough', async () => {
		await at.run(
			'bill',
			'create',
			bill({ amount: null, additionalFields: { price: 11.45, quantity: 20 } }),
		);
		await at.run(
			'bill',
			'create',
			bill({ amount: 7, additionalFields: { price: null, quantity: '' } }),
		);
		expect(bodies().map(({ billLineItems }) => billLineItems)).toEqual([
			[{ price: 11.45, quantity: 20 }],
			[{ amount: 7 }],
		]);
	});

	test('an existing line does not need an amount, but an empty amount is not ignored', async () => {
		const { id, billLineItems } = first('bills');
		const [{ id: lineId }] = billLineItems as Array<{ id: string }>;
		const update = (line: Data) => ({
			billId: byId(id),
			updateFields: {
				billLineItems: lines({
					...{ lineId, amount: '', ...line },
					additionalFields: { description: 'New', ...(line.additionalFields as Data) },
				}),
			},
		});
		await at.run('bill', 'update', update({}));
		expect(bodies()).toEqual([{ billLineItems: [{ id: lineId, description: 'New' }] }]);
		for (const line of [{ amount: null }, { additionalFields: { quantity: '' } }]) {
			const error = await failureOf(at.run('bill', 'update', update(line)));
			expect(error.message).toMatch(/^Line 1: (Amount|Quantity) is empty/);
		}
		expect(at.sent()).toHaveLength(1);
	});
});

describe('empty fields of an update', () => {
	const update = (updateFields: Data, options: Data = {}) => ({
		vendorId: byId(first('vendors').id),
		updateFields: { name: 'Renamed', ...updateFields },
		options,
	});
	const CLEAR = { emptyFields: 'clear' };

	test.each<[string, unknown, Data, Data]>([
		['an empty text', '', {}, {}],
		['spaces', '  ', {}, {}],
		['null', null, {}, {}],
		['an empty text, to clear', '', CLEAR, { email: '' }],
		['null, to clear', null, CLEAR, {}],
		['undefined, to clear', undefined, CLEAR, {}],
	])('%s', async (_, email, options, sent) => {
		const before = first('vendors').email;
		await at.run('vendor', 'update', update({ email }, options));
		expect(bodies()).toEqual([{ name: 'Renamed', ...sent }]);
		const { email: after } = first('vendors');
		expect(after).toBe('email' in sent ? undefined : before);
	});

	test.each<[string, Data]>([
		['as it is set', {}],
		['whatever the option says', CLEAR],
	])('as a tool, empty means not given, %s', async (_, options) => {
		const empty = { email: '', phone: '', taxId: '', billCurrency: '', paymentTermId: byId('') };
		await at.run('vendor', 'update', update(empty, options), asTool());
		expect(bodies()).toEqual([{ name: 'Renamed' }]);
	});

	test.each(['update', 'upsert'])('null in JSON clears nothing: %s', async (operation) => {
		const { id, name, email, address } = first('vendors');
		const body = {
			name,
			email: null,
			address: { line2: null },
			additionalInfo: { companyName: null },
		};
		const how = operation === 'update' ? { vendorId: byId(id) } : { matchBy: 'name' };
		await at.run('vendor', operation, { ...how, inputMode: 'json', body });
		expect(bodies().at(-1)).toEqual({ name, address: {}, additionalInfo: {} });
		expect(first('vendors')).toMatchObject({ id, email, address });
	});

	test('as a tool, empty means not given in JSON too; elsewhere JSON means what it says', async () => {
		const body = { name: 'Renamed', email: '', phone: null, additionalInfo: { companyName: '' } };
		const inJson = () => ({ ...update({}), inputMode: 'json', body });
		await at.run('vendor', 'update', inJson(), asTool());
		await at.run('vendor', 'update', { ...inJson(), body: { name: 'Again', email: '' } });
		expect(bodies()).toEqual([{ name: 'Renamed' }, { name: 'Again', email: '' }]);
	});

	test.each(['name', 'accountNumber'])(
		'as a tool, empty means not given to Create or Update in JSON, by %s',
		async (matchBy) => {
			const { id, name, accountNumber, email } = first('vendors');
			const body = {
				...{ name, accountNumber, email: '', phone: null, billCurrency: ' ' },
				additionalInfo: { companyName: '', taxId: '' },
			};
			await at.run('vendor', 'upsert', { inputMode: 'json', matchBy, body }, asTool());
			expect(at.log().at(-1)).toMatchObject({ method: 'PATCH', body: { name, accountNumber } });
			expect(Object.keys(bodies().at(-1)!)).toEqual(['name', 'accountNumber']);
			expect(first('vendors')).toMatchObject({ id, email });
		},
	);

	test('as a tool, empty means not given in the lines of JSON too, and no list is cleared', async () => {
		const { id, billLineItems } = first('bills');
		const [{ id: lineId, amount }] = billLineItems as Array<{ id: string; amount: number }>;
		const line = { id: lineId, amount, description: '', classifications: { departmentId: '' } };
		const body = { dueDate: '2027-02-01', vendorCredits: [], billLineItems: [line] };
		const inJson = { billId: byId(id), inputMode: 'json', body };
		await at.run('bill', 'update', inJson, asTool());
		expect(bodies()).toEqual([{ dueDate: '2027-02-01', billLineItems: [{ id: lineId, amount }] }]);
	});

	test('when nothing is left to change, nothing is sent', async () => {
		const parameters = { ...update({}), updateFields: { email: '', phone: null } };
		const error = await failureOf(at.run('vendor', 'update', parameters));
		expect(error.message).toMatch(/^Update Fields is empty/);
		expect(at.sent()).toEqual([]);
	});
});

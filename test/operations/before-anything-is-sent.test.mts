import type { Item } from '../support/direct-node.mts';
import { byId, itemWithFile } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { address, makeVendorAndBill } from '../support/records.mts';

/*
 * All parameters are read and checked for every item before the first request is sent. A wrong value that an
 * expression returns for a switch must also be reported before anything is sent.
 */

const at = local();

const vendor = (name: string) => ({
	name,
	addressLine1: address.line1,
	city: address.city,
	zipOrPostalCode: address.zipOrPostalCode,
	country: address.country,
});

const odd = 'maybe';
const pdf = () => itemWithFile(Buffer.from('%PDF-1.7'), 'a.pdf', 'application/pdf');
const vendorId = () => byId(at.localBill.records('vendors')[0].id);

test.each([
	[
		'API Request > Split Results',
		'apiRequest',
		'send',
		() => ({
			method: 'POST',
			path: '/v3/vendors',
			requestBody: { name: 'Sent', address },
			options: { splitResults: odd },
		}),
		/Split Results/,
	],
	[
		'API Request > All Pages with a method that writes',
		'apiRequest',
		'send',
		() => ({ method: 'POST', path: '/v3/vendors', requestBody: {}, options: { allPages: true } }),
		/All Pages works only with the method GET/,
	],
	[
		'API Request > Path',
		'apiRequest',
		'send',
		() => ({ method: 'POST', path: '/v3/login', requestBody: {} }),
		/Path cannot be a login/,
	],
	[
		'Get > Simplify',
		'vendor',
		'get',
		() => ({ vendorId: vendorId(), simplify: odd }),
		/Simplify must be true or false/,
	],
	[
		'Get Many > Return All',
		'vendor',
		'getAll',
		() => ({ returnAll: odd }),
		/Return All must be true or false/,
	],
	['Get Many > Limit of none', 'vendor', 'getAll', () => ({ limit: 0 }), /Limit must be 1 or more/],
	['Get Many > Limit in words', 'vendor', 'getAll', () => ({ limit: 'ten' }), /Limit must be a/],
	[
		'Get Many > Limit in pieces',
		'vendor',
		'getAll',
		() => ({ limit: 1.5 }),
		/Limit must be a whole number/,
	],
	[
		'Get Many > Filter Text',
		'vendor',
		'getAll',
		() => ({ options: { filterText: { name: 'x' } } }),
		/Filter Text must be text/,
	],
	[
		'Create or Update > Match By',
		'vendor',
		'upsert',
		() => ({ ...vendor('Sent'), matchBy: odd }),
		/Match By must be one of/,
	],
	[
		'Create or Update without the key',
		'vendor',
		'upsert',
		() => ({ ...vendor('Sent'), matchBy: 'accountNumber' }),
		/Account Number is empty/,
	],
	[
		'Create > Batching',
		'vendor',
		'create',
		() => ({ ...vendor('Sent'), options: { batching: odd } }),
		/Batching must be one of/,
	],
	[
		'Create > Timeout',
		'vendor',
		'create',
		() => ({ ...vendor('Sent'), options: { timeout: odd } }),
		/Timeout \(Seconds\) must be a plain number/,
	],
	[
		'Create > Input',
		'vendor',
		'create',
		() => ({ ...vendor('Sent'), inputMode: odd }),
		/Input must be one of/,
	],
	[
		'Audit Trail > Limit',
		'auditTrail',
		'getAll',
		() => ({ vendorId: vendorId(), limit: -3 }),
		/Limit must be 1 or more/,
	],
	[
		'Billing Statement > one of two days',
		'billingStatement',
		'getAll',
		() => ({ additionalFields: { invoiceDateFrom: '2026-01-01' } }),
		/Invoice Date To is required/,
	],
])('%s: nothing is sent, also not for the items before it', async (...row) => {
	const [, resource, operation, filledIn, text] = row;
	// If an empty form is valid, only the last item is wrong.
	const isOptional = resource === 'vendor' && operation === 'getAll';
	const parameters = (item: number) => (isOptional && item < 3 ? {} : filledIn());
	const error = await failureOf(at.run(resource, operation, parameters, { items: emptyItems(4) }));

	expect(error.message).toMatch(text);
	expect(error.description).toContain('Nothing was sent for this item.');
	expect(at.localBill.requests).toEqual([]);
});

describe('Document > Upload', () => {
	const uploadTo = async (options: object, items: Item[] = [pdf()]) => {
		const { bill } = await makeVendorAndBill(at.bill);
		at.localBill.clearRequests();
		const form = { billId: byId(bill.id), options };
		return await failureOf(at.run('document', 'upload', form, { items }));
	};

	test('reads Wait for BILL before it uploads', async () => {
		const error = await uploadTo({ wait: odd });

		expect(error.message).toContain('Wait for BILL must be true or false');
		expect(at.sent()).toEqual([]);
	});

	test('uploads nothing when the file of a later item is not there', async () => {
		const error = await uploadTo({}, [pdf(), { json: {} }]);

		expect(error.message).toContain('Input Binary Field "data" is not in the item [item 1]');
		expect(at.sent()).toEqual([]);
	});

	test('uploads nothing when the file of a later item is too large', async () => {
		const large = itemWithFile(Buffer.alloc(7_000_000), 'b.pdf', 'application/pdf');
		const error = await uploadTo({}, [pdf(), large]);

		expect(error.message).toContain('too large');
		expect(at.sent()).toEqual([]);
	});
});

test('what was sent for an item is reported when a later step of it fails', async () => {
	const { vendor: made } = await makeVendorAndBill(at.bill);
	for (let twin = 0; twin < 2; twin++) {
		await at.bill.call('POST', '/v3/vendors', { name: 'Twin', address });
	}
	at.localBill.clearRequests();
	const error = await failureOf(at.run('vendor', 'upsert', vendor('Twin')));

	expect(made.id).toMatch(/^009/);
	expect(error.description).toContain('Nothing was changed in BILL.');
	expect(error.description).not.toContain('Nothing was sent');
	expect(at.sent()).toEqual(['GET /v3/vendors']);
});

test('an n8n that cannot tell a retry from a first attempt is refused, on every item with Continue On Fail', async () => {
	const context = { getExecutionCancelSignal: undefined };
	const form = vendor('Too Old Ltd');
	const error = await failureOf(at.run('vendor', 'create', form, { context }));
	expect(error.message).toContain('needs n8n 1.123 or newer');
	expect(error.description).toContain('Nothing was sent');
	const more = { context, continueOnFail: true, items: emptyItems(2) };
	for (const { json } of await at.run('vendor', 'create', form, more)) {
		expect(json.error).toContain('needs n8n 1.123 or newer');
	}
	expect(at.localBill.requests).toEqual([]);
});

import type { LocalBill, LoggedRequest } from '../../local-bill/server.mts';
import type { Bill, Data } from '../../test/support/bill.mts';
import { businessDay, byId, dayFromNow, lines } from '../../test/support/form.mts';
import {
	makeBill,
	makeCustomer,
	makeInvoice,
	makeVendor,
	payingBank,
	usAddress,
} from '../../test/support/records.mts';
import type { Item } from '../n8n/client.mts';
import type { Kind, WorkflowPlan } from './plan.mts';

/*
 * The kinds of writes: their parameters, and how a write and its record are recognized at BILL. The tag is a value
 * that BILL stores or that is part of the path; it is read only from BILL's side.
 */

/** What a workflow consists of. */
export interface Prepared {
	parameters: Data;
	items: Item[];
	/** The tags of each item. */
	tags: string[][];
}

export interface KindOfWrite {
	resource: string;
	operation: string;
	/** Creates what the writes need. No other workflow uses the same `word`. */
	prepare(bill: Bill, plan: WorkflowPlan, word: string): Promise<Prepared> | Prepared;
	/** The tags in a request; none if it is not a write of this kind. */
	tagsIn(this: void, request: LoggedRequest): string[];
	/** The records that BILL stores, with their tags; undefined if it stores none. */
	kept?(this: void, bill: LocalBill): Array<{ id: string; tag: string }>;
	/** The field of the output that holds the record's ID. */
	idMember?: string;
	oneRecordForEach?: 'key';
	/** BILL's success has no body, so an empty success looks the same whether or not the work was done. */
	succeedsEmpty?: boolean;
}

const { line1: addressLine1, ...place } = usAddress;
const processDate = businessDay(5);

const isPost = ({ method, path }: LoggedRequest, base: string) =>
	method === 'POST' && (path === `/connect${base}` || path === `/connect${base}/bulk`);

/** The bodies of a single write or a bulk write. */
const bodies = ({ body }: LoggedRequest): Data[] =>
	(Array.isArray(body) ? body : [body ?? {}]) as Data[];

/** The words of the items; the same one for all if the items are alike. */
const words = ({ items, alike }: WorkflowPlan, word: string) =>
	Array.from({ length: items }, (_, item) => (alike ? word : `${word}N${item}`));

/** A value that changes with each attempt, if the plan asks for it. */
const changing = (plan: WorkflowPlan, value: Data) => (plan.changing ? value : {});

const batching = ({ batching }: WorkflowPlan) => ({ options: { batching } });

const byTag = (plan: WorkflowPlan, tags: string[], parameters: Data): Prepared => ({
	parameters: { ...parameters },
	items: tags.map((tag) => ({ json: { tag } })),
	tags: tags.map((tag) => [tag]),
});

/** One record per item, or one shared record if the items are alike. */
async function madeFor<T>({ items, alike }: WorkflowPlan, make: () => Promise<T>): Promise<T[]> {
	const made: T[] = [];
	while (made.length < (alike ? 1 : items)) made.push(await make());
	return Array.from({ length: items }, (_, item) => made[alike ? 0 : item]);
}

const vendorForm = (plan: WorkflowPlan) => ({
	name: '={{ $json.tag }}',
	addressLine1,
	...place,
	additionalFields: changing(plan, { shortName: '={{ $now.toMillis() }}' }),
});

const vendors: Pick<KindOfWrite, 'resource' | 'tagsIn' | 'kept'> = {
	resource: 'vendor',
	tagsIn: (request) =>
		isPost(request, '/v3/vendors') ||
		(request.method === 'PATCH' && /\/v3\/vendors\/[^/]+$/.test(request.path))
			? bodies(request).map(({ name }) => String(name))
			: [],
	kept: (bill) => bill.records('vendors').map(({ id, name }) => ({ id, tag: String(name) })),
};

const pays = async (bill: Bill) => {
	const bank = await payingBank(bill);
	return { fundingAccountType: 'BANK_ACCOUNT', bankAccountId: byId(bank.id) };
};
const paid = (bill: LocalBill) =>
	bill
		.records('payments')
		.flatMap(({ id, billPayments }) => billPayments.map(({ billId }) => ({ id, tag: billId })));

export const kindsOfWrites: Record<Kind, KindOfWrite> = {
	vendor: {
		...vendors,
		operation: 'create',
		prepare: (_bill, plan, word) =>
			byTag(plan, words(plan, word), { ...vendorForm(plan), ...batching(plan) }),
	},
	vendorUpsert: {
		...vendors,
		operation: 'upsert',
		oneRecordForEach: 'key',
		prepare: async (bill, plan, word) => {
			const tags = words(plan, word);
			// Every second vendor already exists.
			for (const name of new Set(tags.filter((_, item) => item % 2))) {
				if (!plan.alike) await makeVendor(bill, { name });
			}
			return byTag(plan, tags, vendorForm(plan));
		},
	},
	customer: {
		resource: 'customer',
		operation: 'create',
		prepare: (_bill, plan, word) =>
			byTag(plan, words(plan, word), {
				name: '={{ $json.tag }}',
				email: 'accounts@quillmoor.example',
				additionalFields: changing(plan, { description: '={{ $now.toMillis() }}' }),
				...batching(plan),
			}),
		tagsIn: (request) =>
			isPost(request, '/v3/customers') ? bodies(request).map(({ name }) => String(name)) : [],
		kept: (bill) => bill.records('customers').map(({ id, name }) => ({ id, tag: String(name) })),
	},
	bill: {
		resource: 'bill',
		operation: 'create',
		prepare: async (bill, plan, word) => {
			const vendor = await makeVendor(bill);
			return byTag(plan, words(plan, word), {
				vendorId: byId(vendor.id),
				invoiceNumber: '={{ $json.tag }}',
				invoiceDate: dayFromNow(-3),
				dueDate: dayFromNow(20),
				billLineItems: lines({ amount: 100 }),
				additionalFields: changing(plan, { description: '={{ $now.toMillis() }}' }),
				...batching(plan),
			});
		},
		tagsIn: (request) =>
			isPost(request, '/v3/bills')
				? bodies(request).map(({ invoice }) => String((invoice as Data).invoiceNumber))
				: [],
		kept: (bill) =>
			bill.records('bills').map(({ id, invoice }) => ({ id, tag: String(invoice.invoiceNumber) })),
	},
	invoice: {
		resource: 'invoice',
		operation: 'create',
		prepare: async (bill, plan, word) => {
			const customer = await makeCustomer(bill);
			return byTag(plan, words(plan, word), {
				customerId: byId(customer.id),
				invoiceLineItems: lines({ price: '19.99' }),
				invoiceNumber: '={{ $json.tag }}',
				// The day is the same in each attempt, but its text differs.
				...changing(plan, { invoiceDate: '={{ $now.toISO() }}' }),
				...batching(plan),
			});
		},
		tagsIn: (request) =>
			isPost(request, '/v3/invoices')
				? bodies(request).map(({ invoiceNumber }) => String(invoiceNumber))
				: [],
		kept: (bill) =>
			bill.records('invoices').map(({ id, invoiceNumber }) => ({ id, tag: String(invoiceNumber) })),
	},
	payment: {
		resource: 'payment',
		operation: 'create',
		prepare: async (bill, plan) => {
			const vendor = await makeVendor(bill);
			const bills = await madeFor(plan, async () => await makeBill(bill, vendor));
			return byTag(
				plan,
				bills.map(({ id }) => id),
				{
					...(await pays(bill)),
					billId: byId('={{ $json.tag }}'),
					amount: 10,
					processDate,
					additionalFields: {
						...changing(plan, { description: '={{ $now.toMillis() }}' }),
					},
				},
			);
		},
		tagsIn: (request) =>
			isPost(request, '/v3/payments') ? bodies(request).map(({ billId }) => String(billId)) : [],
		kept: paid,
	},
	payMany: {
		resource: 'payment',
		operation: 'payMany',
		prepare: async (bill, plan) => {
			const [one, two] = [await makeVendor(bill), await makeVendor(bill)];
			// The node refuses the same bills in several items as a mistake, so these are never alike.
			const pairs = await madeFor({ ...plan, alike: false }, async () => [
				(await makeBill(bill, one)).id,
				(await makeBill(bill, two)).id,
			]);
			return {
				parameters: {
					...(await pays(bill)),
					billsFrom: 'json',
					billsJson: '={{ $json.bills }}',
					processDate,
					additionalFields: {
						...changing(plan, { description: '={{ $now.toMillis() }}' }),
					},
				},
				items: pairs.map((pair) => ({
					json: { bills: pair.map((billId) => ({ billId, amount: 10 })) },
				})),
				tags: pairs,
			};
		},
		tagsIn: ({ method, path, body }) =>
			method === 'POST' && path === '/connect/v3/payments/bulk'
				? ((body as { payments?: Data[] }).payments ?? []).map(({ billId }) => String(billId))
				: [],
		kept: paid,
	},
	charge: {
		resource: 'receivedPayment',
		operation: 'charge',
		prepare: async (bill, plan) => {
			const customer = await makeCustomer(bill);
			const account = await bill.call('POST', `/v3/customers/${customer.id}/bank-accounts`, {
				nameOnAccount: 'Quillmoor Reading Club',
				routingNumber: '074000010',
				accountNumber: '000987654321',
				type: 'SAVINGS',
				ownerType: 'PERSONAL',
			});
			await bill.call('POST', `/v3/customers/${customer.id}/charge-authorization`, {
				authorizedToCharge: true,
			});
			const invoices = await madeFor(plan, async () => await makeInvoice(bill, customer));
			return byTag(
				plan,
				invoices.map(({ id }) => id),
				{
					customerId: byId(customer.id),
					customerBankAccountId: account.id,
					invoicePayments: lines({ invoiceId: byId('={{ $json.tag }}'), amount: 10 }),
					additionalFields: changing(plan, { description: '={{ $now.toMillis() }}' }),
				},
			);
		},
		tagsIn: (request) =>
			isPost(request, '/v3/receivable-payments')
				? ((request.body as { invoicePayments?: Data[] }).invoicePayments ?? []).map(
						({ invoiceId }) => String(invoiceId),
					)
				: [],
		kept: (bill) =>
			bill
				.records('receivedPayments')
				.flatMap(({ id, invoicePayments = [] }) =>
					invoicePayments.map(({ invoiceId }) => ({ id, tag: invoiceId })),
				),
	},
	upload: {
		resource: 'document',
		operation: 'upload',
		idMember: 'uploadId',
		prepare: async (bill, plan) => {
			const vendor = await makeVendor(bill);
			const bills = await madeFor(plan, async () => await makeBill(bill, vendor));
			const tags = bills.map(({ id }) => id);
			const data = Buffer.from('%PDF-1.4\n1 0 obj\n<</Type /Page>>\nendobj\n%%EOF\n');
			const prepared = byTag(plan, tags, {
				billId: byId('={{ $json.tag }}'),
				...(plan.changing && { options: { fileName: '={{ $now.toMillis() }}.pdf' } }),
			});
			for (const [index, item] of prepared.items.entries()) {
				item.binary = {
					data: {
						data: data.toString('base64'),
						mimeType: 'application/pdf',
						fileName: `scan${plan.alike ? '' : index}.pdf`,
					},
				};
			}
			return prepared;
		},
		tagsIn: ({ method, path }) => {
			const [, billId] = /^\/connect\/v3\/documents\/bills\/([^/]+)$/.exec(path) ?? [];
			return method === 'POST' && billId ? [billId] : [];
		},
		kept: (bill) =>
			bill
				.records('uploads')
				// A document that was found no longer has an upload, so a list would not show it.
				.flatMap(({ id, _billId: tag, _documentId }) => [
					{ id, tag },
					...(_documentId ? [{ id: _documentId, tag }] : []),
				]),
	},
	email: {
		resource: 'invoice',
		operation: 'send',
		// https://developer.bill.com/reference/sendinvoice
		succeedsEmpty: true,
		prepare: async (bill, plan) => {
			const customer = await makeCustomer(bill);
			const user = await bill.first('/v3/users');
			const invoices = await madeFor(plan, async () => await makeInvoice(bill, customer));
			return byTag(
				plan,
				invoices.map(({ id }) => id),
				{
					invoiceId: byId('={{ $json.tag }}'),
					to: 'one@quillmoor.example',
					userId: byId(user.id),
				},
			);
		},
		tagsIn: ({ method, path }) => {
			const [, id] = /^\/connect\/v3\/invoices\/([^/]+)\/email$/.exec(path) ?? [];
			return method === 'POST' && id ? [id] : [];
		},
	},
};

import { randomUUID } from 'node:crypto';
import type { LocalBill } from '../../local-bill/server.mts';
import type { Item } from '../n8n/client.mts';
import type { Job } from './job.mts';
import type { BareProgram } from './program.mts';
import { deliveries } from './deliveries.mts';
import { executions } from './executions.mts';
import type { Bench, Row } from './row.mts';

/** A row whose job all contenders can describe in their own form. */
function jobRow(
	row: Omit<Row, 'prepare'>,
	jobFor: (bench: Bench, count: number) => Job | Promise<Job>,
): Row {
	return {
		...row,
		prepare: async (bench) => {
			const { program, node, httpRequest } = await jobFor(bench, row.expected);
			return {
				'bare program': async () => await bench.program.work(program),
				'Bill node': async () => await bench.n8n.billNode(node),
				...(httpRequest && {
					'HTTP Request node': async () => await bench.n8n.httpRequest(httpRequest, bench.pauseMs),
				}),
			};
		},
	};
}

const VENDORS = '/connect/v3/vendors';
const BILLS = '/connect/v3/bills';
const PAYMENTS = '/connect/v3/payments';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const chunks = <T,>(all: T[], size: number) =>
	numbers(Math.ceil(all.length / size)).map((at) => all.slice(at * size, (at + 1) * size));
const asItems = (records: object[]): Item[] => records.map((json) => ({ json }));
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** `count` active vendors of the local BILL. Missing ones are created. */
function vendorsOf(bill: LocalBill, count: number) {
	const usable = () => bill.records('vendors').filter(({ archived }) => !archived);
	bill.seed({ vendors: Math.max(0, count - usable().length) });
	return usable().slice(0, count);
}

const listOfVendors = (count: number, more: Partial<Row> = {}) =>
	jobRow(
		{ title: `List ${count.toLocaleString('en')} vendors`, expected: count, ...more },
		({ bill }) => {
			bill.seed({ vendors: Math.max(0, count - bill.records('vendors').length) });
			const list = { list: VENDORS, pageKey: 'page' };
			return {
				program: list,
				node: { parameters: { resource: 'vendor', operation: 'getAll', returnAll: true } },
				httpRequest: list,
			};
		},
	);

/** Bills with new numbers. */
function newBills(bill: LocalBill, count: number) {
	const vendors = vendorsOf(bill, 500);
	const batch = randomUUID().slice(0, 8);
	return numbers(count).map((index) => ({
		vendorId: vendors[index % vendors.length].id,
		invoice: { invoiceNumber: `${batch}-${index}`, invoiceDate: '2026-01-15' },
		dueDate: '2026-12-31',
		billLineItems: [{ amount: 10 + (index % 90) }],
	}));
}

const newBillsRow = jobRow(
	{ title: 'Create 1,000 bills', expected: 1000, rounds: 1, fresh: true },
	({ bill }, count) => {
		const bills = newBills(bill, count);
		return {
			program: {
				requests: chunks(bills, 100).map((body) => ({
					method: 'POST',
					path: `${BILLS}/bulk`,
					body,
				})),
			},
			node: {
				parameters: {
					resource: 'bill',
					operation: 'create',
					vendorId: byId('={{ $json.vendorId }}'),
					invoiceNumber: '={{ $json.invoice.invoiceNumber }}',
					invoiceDate: '={{ $json.invoice.invoiceDate }}',
					dueDate: '={{ $json.dueDate }}',
					billLineItems: { values: [{ amount: '={{ $json.billLineItems[0].amount }}' }] },
				},
				items: asItems(bills),
			},
			httpRequest: {
				method: 'POST',
				path: BILLS,
				json: '={{ JSON.stringify($json) }}',
				items: asItems(bills),
			},
		};
	},
);

const newVendorsRow = jobRow(
	{ title: 'Create 1,000 vendors', expected: 1000, rounds: 1 },
	(_, count) => {
		const batch = randomUUID().slice(0, 8);
		const address = { line1: '1 Sample Road', city: 'Providence', stateOrProvince: 'RI' };
		const vendors = numbers(count).map((index) => ({
			name: `New Vendor ${batch} ${index}`,
			address: { ...address, zipOrPostalCode: '02903', country: 'US' },
		}));
		return {
			program: {
				requests: chunks(vendors, 20).map((body) => ({
					method: 'POST',
					path: `${VENDORS}/bulk`,
					body,
				})),
			},
			node: {
				parameters: {
					resource: 'vendor',
					operation: 'create',
					inputMode: 'json',
					body: '={{ $json }}',
				},
				items: asItems(vendors),
			},
			httpRequest: {
				method: 'POST',
				path: VENDORS,
				json: '={{ JSON.stringify($json) }}',
				items: asItems(vendors),
			},
		};
	},
);

/** Many single records. */
export const GETS = jobRow(
	{ title: '1,000 Gets by ID', expected: 1000, rounds: 2 },
	({ bill }, count) => {
		const ids = vendorsOf(bill, count).map(({ id }) => ({ id }));
		return {
			program: { requests: ids.map(({ id }) => ({ method: 'GET', path: `${VENDORS}/${id}` })) },
			node: {
				parameters: { resource: 'vendor', operation: 'get', vendorId: byId('={{ $json.id }}') },
				items: asItems(ids),
			},
			httpRequest: { method: 'GET', path: `${VENDORS}/{{ $json.id }}`, items: asItems(ids) },
		};
	},
);

const updatesRow = jobRow(
	{ title: 'Update 1,000 vendors', expected: 1000, rounds: 1 },
	({ bill }, count) => {
		const changes = vendorsOf(bill, count).map(({ id }, index) => ({ id, phone: `555-${index}` }));
		return {
			program: {
				requests: changes.map(({ id, phone }) => ({
					method: 'PATCH',
					path: `${VENDORS}/${id}`,
					body: { phone },
				})),
			},
			node: {
				parameters: {
					resource: 'vendor',
					operation: 'update',
					vendorId: byId('={{ $json.id }}'),
					updateFields: { phone: '={{ $json.phone }}' },
				},
				items: asItems(changes),
			},
			httpRequest: {
				method: 'PATCH',
				path: `${VENDORS}/{{ $json.id }}`,
				json: '={{ JSON.stringify({ phone: $json.phone }) }}',
				items: asItems(changes),
			},
		};
	},
);

const paymentsRow = (title: string, repeats: 'refuse' | 'allow') =>
	jobRow({ title, expected: 1000, rounds: 1 }, ({ bill }, count) => {
		const before = bill.records('bills').length;
		bill.seed({ bills: count });
		const bank = bill
			.records('bankAccounts')
			.find(({ status, archived }) => status === 'VERIFIED' && !archived);
		const fundingAccount = { type: 'BANK_ACCOUNT', id: String(bank?.id) };
		const bills = bill.records('bills').slice(before);
		const payments = bills.map(({ id }) => ({
			billId: id,
			amount: 1,
			fundingAccount,
			processingOptions: { createBill: false },
		}));
		return {
			program: {
				requests: payments.map((body) => ({ method: 'POST', path: PAYMENTS, body })),
			},
			node: {
				parameters: {
					resource: 'payment',
					operation: 'create',
					createBill: false,
					billId: byId('={{ $json.billId }}'),
					amount: '={{ $json.amount }}',
					fundingAccountType: 'BANK_ACCOUNT',
					bankAccountId: byId(fundingAccount.id),
					options: { repeats },
				},
				items: asItems(payments),
			},
			httpRequest: {
				method: 'POST',
				path: PAYMENTS,
				json: '={{ JSON.stringify($json) }}',
				items: asItems(payments),
			},
		};
	});

const DOCUMENT_BYTES = 100_000;

const uploadsRow = jobRow({ title: 'Upload 50 documents', expected: 50 }, ({ bill }, count) => {
	const before = bill.records('bills').length;
	bill.seed({ bills: count });
	const data = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(DOCUMENT_BYTES, ' ')]);
	const file = data.toString('base64');
	const items = bill
		.records('bills')
		.slice(before)
		.map(({ id }) => ({
			json: { id },
			binary: { data: { data: file, mimeType: 'application/pdf', fileName: `${id}.pdf` } },
		}));
	const pathOf = (id: string) => `/connect/v3/documents/bills/${id}?name=${id}.pdf`;
	return {
		program: {
			requests: items.map(({ json: { id } }) => ({ method: 'POST', path: pathOf(id), file })),
		},
		node: {
			parameters: {
				resource: 'document',
				operation: 'upload',
				billId: byId('={{ $json.id }}'),
				inputField: 'data',
				// No contender waits until BILL has processed the file.
				options: { wait: false },
			},
			items,
		},
		httpRequest: { method: 'POST', path: pathOf('{{ $json.id }}'), file: 'data', items },
	};
});

const transactionsRow = jobRow(
	{ title: 'Spend & Expense: list 10,000 transactions', expected: 10_000, rounds: 1 },
	({ bill }, count) => {
		// BILL's list leaves out the parts of split transactions.
		const listed = bill
			.records('spendTransactions')
			.filter(({ parentTransactionId }) => !parentTransactionId);
		const missing = count - listed.length;
		if (missing > 0) bill.useCard({ amount: 1 }, missing);
		// Ends BILL's rate limit window of earlier requests. The contenders' own counters are not affected: they have
		// sent nothing.
		const list = {
			list: '/connect/v3/spend/transactions',
			pageKey: 'nextPage',
			pageSize: 50,
			perMinute: 60,
		};
		bill.setLimits({ spendPerMinute: list.perMinute });
		bill.advanceClock(60_000);
		return {
			program: list,
			node: { parameters: { resource: 'transaction', operation: 'getAll', returnAll: true } },
			httpRequest: list,
		};
	},
);

const INVOICES = '/connect/v3/invoices';
const CUSTOMERS = '/connect/v3/customers';

const namesRow = (title: string, addNames: boolean) =>
	jobRow({ title, expected: 300 }, async ({ bill, program }, count) => {
		await invoicesOf(bill, program, count);
		const list = { list: INVOICES, pageKey: 'page' };
		return {
			program: { ...list, ...(addNames && { names: { path: CUSTOMERS, id: 'customerId' } }) },
			node: {
				parameters: {
					resource: 'invoice',
					operation: 'getAll',
					returnAll: true,
					options: { addNames },
				},
			},
			...(!addNames && { httpRequest: list }),
		};
	});

/** Creates invoices for 150 customers until there are `count`. */
async function invoicesOf(bill: LocalBill, program: BareProgram, count: number) {
	const customers = 150;
	bill.seed({
		customers: Math.max(
			0,
			customers - bill.records('customers').filter(({ archived }) => !archived).length,
		),
	});
	const ids = bill
		.records('customers')
		.filter(({ archived }) => !archived)
		.slice(-customers);
	const missing = Math.max(0, count - bill.records('invoices').length);
	await program.work({
		requests: numbers(missing).map((index) => ({
			method: 'POST',
			path: INVOICES,
			body: {
				customer: { id: ids[index % ids.length].id },
				invoiceNumber: `B-${index}`,
				invoiceDate: '2026-01-15',
				dueDate: '2026-12-31',
				invoiceLineItems: [{ description: 'Sample', quantity: 1, price: 10 }],
			},
		})),
	});
}

/** All rows, in the order in which they are measured and shown. */
export const ROWS: Row[] = [
	listOfVendors(10_000),
	GETS,
	newBillsRow,
	newVendorsRow,
	updatesRow,
	paymentsRow('1,000 payments, repeats allowed', 'allow'),
	paymentsRow('1,000 payments, repeats refused', 'refuse'),
	uploadsRow,
	namesRow('List 300 invoices, without names', false),
	namesRow('List 300 invoices, with names', true),
	executions,
	deliveries,
	transactionsRow,
	listOfVendors(100_000, { rounds: 1, fresh: true }),
];

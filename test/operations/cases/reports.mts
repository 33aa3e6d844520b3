import { lately } from '../../support/filters.mts';
import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, pick, post } from '../../support/cases.mts';
import { byId, fromList } from '../../support/form.mts';
import { makeVendor } from '../../support/records.mts';
import { pages } from '../../support/standard-cases.mts';

const billingStatement = casesOf('billingStatement');
const exported = casesOf('export');
const auditTrail = casesOf('auditTrail');
const health = casesOf('health');
const riskVerification = casesOf('riskVerification');

/*
 * What BILL reports about itself: statements, exports, the audit trail, its health and its risk verification of the
 * company.
 */

const statementsOf = (bill: Bill) =>
	`/v3/organizations/${String(bill.credential(false).organizationId)}/billing-statements`;
const withStatements = async (bill: Bill) => {
	const path = statementsOf(bill);
	const { results } = await bill.call('GET', path, undefined, { max: 50 });
	const [{ id }] = results as Rec[];
	return { path, results: results as Rec[], one: await bill.call('GET', `${path}/${id}`) };
};

/** A file as stored by the local BILL, fetched the way a browser would. */
const csvOf = ({ statementDetails }: Rec) =>
	Buffer.from(
		`${[
			'Description,Quantity,Amount',
			...statementDetails.map((row: Rec) =>
				[row.description, row.quantity, row.amount.toFixed(2)].join(),
			),
		].join('\n')}\n`,
	);

export const billingStatementCases: Case[] = [
	...billingStatement.bothForms('get', (full) => ({
		setUp: withStatements,
		parameters: ({ one }) => pick('billingStatementId', one.id, full),
		received: ({ path, one }) => [get(`${path}/${one.id}`)],
		given: ({ one }) => [one],
	})),
	billingStatement.caseOf('getAll', 'smallest', {
		setUp: withStatements,
		parameters: () => ({}),
		received: ({ path }) => [get(path, { max: '50' })],
		given: ({ results }) => results,
	}),
	billingStatement.caseOf('getAll', 'all', {
		setUp: withStatements,
		parameters: () => ({ returnAll: true }),
		received: ({ path }) => pages(path, 1),
		given: ({ results }) => results,
	}),
	billingStatement.caseOf('getAll', 'fullest', {
		setUp: withStatements,
		parameters: ({ results: [first, second] }) => ({
			additionalFields: {
				invoiceDateFrom: second.invoiceDate,
				invoiceDateTo: `${first.invoiceDate}T00:00:00`,
			},
			returnAll: true,
			options: { timeout: 30 },
		}),
		// With a date range BILL returns the whole list at once and accepts no max.
		received: ({ path, results: [first, second] }) => [
			get(path, { invoiceDateFrom: second.invoiceDate, invoiceDateTo: first.invoiceDate }),
		],
		given: ({ results }) => results.slice(0, 2),
	}),
	billingStatement.caseOf('getAll', 'limit with days', {
		setUp: withStatements,
		parameters: ({ results: [first, second] }) => ({
			additionalFields: {
				invoiceDateFrom: second.invoiceDate,
				invoiceDateTo: first.invoiceDate,
			},
			limit: 1,
		}),
		received: ({ path, results: [first, second] }) => [
			get(path, { invoiceDateFrom: second.invoiceDate, invoiceDateTo: first.invoiceDate }),
		],
		given: ({ results }) => results.slice(0, 1),
	}),
	...billingStatement.bothForms('download', (full) => ({
		localOnly: 'knows what the local BILL has written into the file',
		setUp: withStatements,
		parameters: ({ one }) => ({
			billingStatementId: full ? fromList(one.id) : byId(one.id),
			format: full ? 'csv' : 'pdf',
			...(full && { options: { outputField: 'statement', timeout: 30 } }),
		}),
		received: ({ path, one }) => [
			get(`${path}/${one.id}`),
			get(`/v3/downloads/${one.id}.${full ? 'csv' : 'pdf'}`),
		],
		given: ({ one: { id, amount } }) => [{ id, amount }],
		files: ({ one }) => [
			{
				field: full ? 'statement' : 'data',
				fileName: `statement-${one.invoiceNumber}.${full ? 'csv' : 'pdf'}`,
				mimeType: full ? 'text/csv' : 'application/pdf',
				...(full && { bytes: csvOf(one) }),
			},
		],
	})),
];

const exportsPath = '/v3/exports';
const withExports = async (bill: Bill) =>
	(await bill.call('GET', exportsPath, undefined, { max: 50 })).results as Rec[];

export const exportCases: Case[] = [
	exported.caseOf('getAll', 'smallest', {
		setUp: withExports,
		parameters: () => ({}),
		received: () => [get(exportsPath, { max: '50' })],
		given: (all) => all,
	}),
	exported.caseOf('getAll', 'fullest', {
		setUp: withExports,
		parameters: () => ({
			returnAll: true,
			options: { filterText: 'createdTime:gte:2020-01-01', timeout: 30 },
		}),
		received: () => [get(exportsPath, { max: '100', filters: 'createdTime:gte:2020-01-01' })],
		given: (all) => all,
	}),
	...exported.bothForms('download', (full) => ({
		localOnly: 'needs a file that the local BILL begins with',
		setUp: async (bill) => ({
			one: (await withExports(bill))[0],
			vendors: bill.localBill?.records('vendors') ?? [],
		}),
		parameters: ({ one }) => ({
			exportId: full ? fromList(one.exportId) : byId(one.exportId),
			...(full && { options: { outputField: 'vendors', timeout: 30 } }),
		}),
		received: ({ one }) => [
			get(`${exportsPath}/${one.exportId}/download-link`),
			get('/v3/exports/files/export-1-vendors'),
		],
		// The link is a secret while it is valid, so the item does not include it.
		given: ({ one }) => [{ exportId: one.exportId }],
		files: ({ one, vendors }) => [
			{
				field: full ? 'vendors' : 'data',
				fileName: `export-${one.exportId}.csv`,
				mimeType: 'text/csv',
				bytes: Buffer.from(
					`${[
						'"Id","Name","Email"',
						...vendors.map(({ id, name, email }: Rec) => `"${id}","${name}","${email}"`),
					].join('\n')}\n`,
				),
			},
		],
	})),
];

const startAt = (start: number): Record<string, string> =>
	start > 0 ? { start: String(start) } : {};
const trailOf = (id: string) => `/v3/reports/audit-trail/vendor/${id}`;

/** A vendor that has been changed that many times. */
const changed = async (bill: Bill, times: number) => {
	const { id } = await makeVendor(bill);
	for (let i = 1; i <= times; i++) {
		await bill.call('PATCH', `/v3/vendors/${id}`, { phone: String(i) });
	}
	return id;
};
const entry = (i: number) => ({
	type: 'UPDATE',
	field: { name: 'phone', value: { current: String(i) } },
});

export const auditTrailCases: Case[] = [
	auditTrail.caseOf('getAll', 'smallest', {
		setUp: (bill) => changed(bill, 2),
		parameters: (id) => ({ vendorId: byId(id) }),
		// BILL's maximum page size is not documented, so only an empty page marks the end.
		received: (id) => [
			get(trailOf(id), { max: '50', ...startAt(0) }),
			get(trailOf(id), { max: '47', ...startAt(3) }),
		],
		given: () => [entry(2), entry(1), { type: 'CREATE', field: { name: 'name' } }],
	}),
	auditTrail.caseOf('getAll', 'limit', {
		setUp: (bill) => changed(bill, 4),
		parameters: (id) => ({ vendorId: byId(id), limit: 2 }),
		received: (id) => [get(trailOf(id), { max: '2' })],
		given: () => [entry(4), entry(3)],
	}),
	auditTrail.caseOf('getAll', 'fullest', {
		localOnly: 'changes a vendor a hundred times',
		setUp: async (bill) => {
			const id = await changed(bill, 120);
			await bill.call('POST', `/v3/vendors/${id}/archive`);
			return id;
		},
		parameters: (id) => ({
			vendorId: fromList(id),
			additionalFields: { includeArchived: true },
			filters: { createdWithin: lately('createdWithin')[1] },
			returnAll: true,
			options: { timeout: 30 },
		}),
		received: (id) =>
			[0, 100, 122].map((start) =>
				get(trailOf(id), { includeArchived: 'true', max: '100', ...startAt(start) }),
			),
		given: () => [
			{ field: { name: 'archived' } },
			...Array.from({ length: 120 }, (_, i) => entry(120 - i)),
			{ type: 'CREATE' },
		],
	}),
];

export const healthCases: Case[] = [
	['get', '/v3/health'],
	['getWebhooks', '/connect-events/v3/health'],
].flatMap(([operation, path]) =>
	health.bothForms(operation, (full) => ({
		parameters: () => optionsIf(full),
		received: () => [get(path)],
		given: () => [{ appId: expect.any(String), appVersion: expect.any(String) }],
	})),
);

const risk = '/v3/risk-verifications';
const ONCE = 'there is one check of the company, which cannot be begun anew';

export const riskVerificationCases: Case[] = [
	...riskVerification.bothForms('get', (full) => ({
		setUp: (bill) => bill.call('GET', risk),
		parameters: () => optionsIf(full),
		received: () => [get(risk)],
		given: (now) => [now],
	})),
	...riskVerification.bothForms('start', (full) => ({
		localOnly: ONCE,
		parameters: () => optionsIf(full),
		received: () => [post(risk)],
		given: () => [{ processingStatus: 'IN_PROGRESS', decision: 'HOLD' }],
	})),
	...riskVerification.bothForms('getPhone', (full) => ({
		setUp: (bill) => bill.call('GET', `${risk}/phone`),
		parameters: () => optionsIf(full),
		received: () => [get(`${risk}/phone`)],
		given: (now) => [now],
	})),
	...['smallest', 'fullest', 'json'].map((form) => {
		const body = { phoneNumber: '5105550134', phoneType: 'MOBILE' };
		return riskVerification.caseOf('addPhone', form, {
			localOnly: ONCE,
			setUp: ({ localBill }) => localBill?.records('riskVerifications')[0].id,
			parameters: () =>
				form === 'json'
					? { inputMode: 'json', body }
					: {
							phoneNumber: '5105550134',
							phoneType: 'MOBILE',
							...optionsIf(form === 'fullest'),
						},
			received: () => [post(`${risk}/phone`, body)],
			kept: (id) => ({ riskVerifications: [{ id, _phone: body }] }),
			given: () => [{ success: true }],
		});
	}),
];

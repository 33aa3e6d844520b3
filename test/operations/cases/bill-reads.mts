import { type Case, type Received, casesOf, get } from '../../support/cases.mts';
import {
	orderBy,
	orderText,
	always,
	alwaysText,
	threeWays,
	threeWaysText,
} from '../../support/filters.mts';
import { byId, fromList } from '../../support/form.mts';
import { bookingRecords, makeBill, makeVendor, makeVendorAndBill } from '../../support/records.mts';

const { caseOf } = casesOf('bill');

/** What BILL sorts this list by. */
const MEMBERS = [
	'dueDate',
	'fundingAmount',
	'exchangeRate',
	'description',
	'archived',
	'createdTime',
	'updatedTime',
];
/** One page of the list; all but the first are asked for with the token of the page before. */
const pageOf = (max: string, first = false): Received =>
	get('/v3/bills', { max, ...(!first && { page: expect.any(String) }) });

export const billReads: Case[] = [
	caseOf('get', 'smallest', {
		setUp: makeVendorAndBill,
		parameters: ({ bill }) => ({ billId: byId(bill.id) }),
		received: ({ bill }) => [get(`/v3/bills/${bill.id}`)],
		given: ({ vendor, bill: { id, invoice, dueDate } }) => [
			{
				id,
				vendorId: vendor.id,
				vendorName: vendor.name,
				...invoice,
				dueDate,
				amount: 100,
				dueAmount: 100,
				paymentStatus: 'UNPAID',
				approvalStatus: 'UNASSIGNED',
			},
		],
	}),
	caseOf('get', 'fullest', {
		setUp: makeVendorAndBill,
		parameters: ({ bill }) => ({
			billId: fromList(bill.id),
			additionalFields: { billApprovals: true },
			simplify: false,
			options: { timeout: 30 },
		}),
		received: ({ bill }) => [get(`/v3/bills/${bill.id}`, { billApprovals: 'true' })],
		given: ({ bill: { id, billLineItems, invoice } }) => [
			{ id, billLineItems, invoice, approvers: [] },
		],
	}),
	caseOf('getAll', 'smallest', {
		parameters: () => ({}),
		received: () => [get('/v3/bills', { max: '50' })],
		given: () => [
			{ invoiceNumber: 'AO-2291', vendorName: 'Alder Office Supply' },
			...Array<object>(17).fill({}),
		],
	}),
	caseOf('getAll', 'pages', {
		localOnly: 'makes hundreds of bills at once',
		setUp: ({ localBill }) => localBill?.seed({ bills: 232 }),
		parameters: () => ({ returnAll: true }),
		received: () => [pageOf('100', true), pageOf('100'), pageOf('100')],
		given: () => Array<object>(250).fill({ id: expect.stringMatching(/^00n/) }),
	}),
	caseOf('getAll', 'limit over two pages', {
		localOnly: 'makes hundreds of bills at once',
		setUp: ({ localBill }) => localBill?.seed({ bills: 232 }),
		parameters: () => ({ limit: 101 }),
		received: () => [pageOf('100', true), pageOf('1')],
		given: () => Array<object>(101).fill({}),
	}),
	caseOf('getAll', 'fullest', {
		setUp: async (bill) => {
			const vendor = await makeVendor(bill);
			const ids = await bookingRecords(bill);
			const { employeeId: _e, jobId: _j, customerId: _c, ...classifications } = ids;
			const made = await makeBill(bill, vendor, {
				classifications,
				payFromChartOfAccountId: ids.chartOfAccountId,
			});
			return { vendor, ids, made };
		},
		parameters: ({ vendor, ids, made }) => ({
			returnAll: true,
			filters: {
				archived: [
					{ operator: 'eq', value: false },
					{ operator: 'ne', value: 'true' },
				],
				accountingClassId: threeWays(ids.accountingClassId),
				chartOfAccountId: threeWays(ids.chartOfAccountId),
				departmentId: threeWays(ids.departmentId),
				itemId: threeWays(ids.itemId),
				locationId: threeWays(ids.locationId),
				createdTime: always,
				dueDate: [
					{ operator: 'gte', value: '2020-01-01T00:00:00' },
					{ operator: 'lte', value: '2099-01-01' },
					{ operator: 'gt', value: '2020-01-01T00:00:00' },
					{ operator: 'lt', value: '2099-01-01T00:00:00' },
				],
				id: threeWays(made.id),
				payFromChartOfAccountId: threeWays(ids.chartOfAccountId),
				paymentStatus: [
					{ operator: 'eq', value: 'UNPAID' },
					{ operator: 'ne', value: 'PAID' },
					{ operator: 'in', values: ['UNPAID', 'PARTIAL'] },
				],
				updatedTime: always,
				vendorId: [threeWays(vendor.id)[0], threeWays(vendor.id)[2]],
			},
			sort: orderBy(...MEMBERS),
			additionalFields: { billApprovals: true },
			simplify: false,
			options: { filterText: 'dueDate:gte:2020-01-01', timeout: 30 },
		}),
		received: ({ vendor, ids, made }) => {
			const of = (name: keyof typeof ids) => threeWaysText(`classifications.${name}`, ids[name]);
			const [isVendor, , inVendors] = threeWaysText('vendorId', vendor.id).split(/,(?=vendorId)/);
			return [
				get('/v3/bills', {
					billApprovals: 'true',
					max: '100',
					sort: orderText(...MEMBERS),
					filters: [
						'archived:eq:false,archived:ne:true',
						of('accountingClassId'),
						of('chartOfAccountId'),
						of('departmentId'),
						of('itemId'),
						of('locationId'),
						alwaysText('createdTime'),
						'dueDate:gte:2020-01-01,dueDate:lte:2099-01-01',
						'dueDate:gt:2020-01-01,dueDate:lt:2099-01-01',
						threeWaysText('id', made.id),
						threeWaysText('payFromChartOfAccountId', ids.chartOfAccountId),
						'paymentStatus:eq:UNPAID,paymentStatus:ne:PAID,paymentStatus:in:"UNPAID,PARTIAL"',
						alwaysText('updatedTime'),
						isVendor,
						inVendors,
						'dueDate:gte:2020-01-01',
					].join(','),
				}),
			];
		},
		given: ({ made }) => [{ id: made.id, approvers: [], billLineItems: made.billLineItems }],
	}),
];

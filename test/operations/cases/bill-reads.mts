import type { Bill, Data } from '../../support/bill.mts';
import { type Case, type Received, get } from '../../support/cases.mts';
import {
	type FilterPair,
	anyTime,
	isId,
	isOneOf,
	changedLately,
	amounts,
	isValue,
	dayInLosAngeles,
} from '../../support/filters.mts';
import { fromList } from '../../support/form.mts';
import { bookingRecords, makeBill, makeVendor, makeVendorAndBill } from '../../support/records.mts';
import { standardCases } from '../../support/standard-cases.mts';

/** A request for one page of the list. All but the first have the token of the page before. */
const pageOf = (max: string, first = false): Received =>
	get('/v3/bills', { max, ...(!first && { page: expect.any(String) }) });

/** A bill with one record of each classification. */
async function booked(bill: Bill) {
	const vendor = await makeVendor(bill);
	const ids = await bookingRecords(bill);
	const { employeeId: _e, jobId: _j, customerId: _c, ...classifications } = ids;
	const made = await makeBill(bill, vendor, {
		classifications,
		payFromChartOfAccountId: ids.chartOfAccountId,
	});
	return { vendor, ids, bill: made };
}
type Known = Awaited<ReturnType<typeof booked>>;

const { caseOf, getOne, getMany } = standardCases<Known>({
	resource: 'bill',
	collection: 'bills',
	path: '/v3/bills',
	setUp: booked,
	record: ({ bill }) => bill,
});

const filters = ({ vendor, ids, bill }: Known): FilterPair[] => {
	const bookedTo = (name: keyof typeof ids) => isId(name, ids[name], `classifications.${name}`);
	return [
		[
			'archived',
			[
				{ operator: 'eq', value: false },
				{ operator: 'ne', value: 'true' },
			],
			'archived:eq:false,archived:ne:true',
		],
		bookedTo('accountingClassId'),
		bookedTo('chartOfAccountId'),
		bookedTo('departmentId'),
		bookedTo('itemId'),
		bookedTo('locationId'),
		anyTime('createdTime'),
		[
			'dueDate',
			[
				{ operator: 'gte', value: '2020-01-01T00:00:00' },
				{ operator: 'lte', value: '2099-01-01' },
				{ operator: 'gt', value: '2020-01-01T00:00:00' },
				{ operator: 'lt', value: '2099-01-01T00:00:00' },
			],
			'dueDate:gte:2020-01-01,dueDate:lte:2099-01-01,dueDate:gt:2020-01-01,dueDate:lt:2099-01-01',
		],
		isId('id', bill.id),
		isId('payFromChartOfAccountId', ids.chartOfAccountId),
		[
			'paymentStatus',
			[
				{ operator: 'eq', value: 'UNPAID' },
				{ operator: 'ne', value: 'PAID' },
				{ operator: 'in', values: ['UNPAID', 'PARTIAL'] },
			],
			'paymentStatus:eq:UNPAID,paymentStatus:ne:PAID,paymentStatus:in:"UNPAID,PARTIAL"',
		],
		anyTime('updatedTime'),
		changedLately(),
		amounts('amount', 100),
		amounts('dueAmount', 100),
		isValue('approvalStatus', 'UNASSIGNED', 'APPROVED'),
		['waitingForApproval', [{ value: false }], ''],
		[
			'dueWithin',
			[{ value: 30 }],
			`dueDate:gte:${dayInLosAngeles()},dueDate:lte:${dayInLosAngeles(30)}`,
		],
		isOneOf('vendorId', vendor.id),
	];
};

export const billReads: Case[] = [
	...getOne({
		smallest: ({ vendor, bill: { invoice, dueDate } }) => ({
			vendorId: vendor.id,
			vendorName: vendor.name,
			...invoice,
			dueDate,
			amount: 100,
			dueAmount: 100,
			paymentStatus: 'UNPAID',
			approvalStatus: 'UNASSIGNED',
		}),
	}),
	caseOf('get', 'fullest', {
		setUp: makeVendorAndBill,
		parameters: ({ bill }) => ({
			billId: fromList(bill.id),
			additionalFields: { billApprovals: true },
			simplify: false,
			options: { addNames: true, timeout: 30 },
		}),
		received: ({ bill }) => [get(`/v3/bills/${bill.id}`, { billApprovals: 'true' })],
		given: ({ bill: { id, billLineItems, invoice } }) => [
			{ id, billLineItems, invoice, approvers: [] },
		],
	}),
	...getMany({
		begins: [
			{ invoiceNumber: 'AO-2291', vendorName: 'Alder Office Supply' },
			...Array<Data>(17).fill({}),
		],
		pages: { count: 3, fill: async ({ localBill }) => localBill?.seed({ bills: 232 }) },
		filters,
		text: 'dueDate:gte:2020-01-01',
		more: { form: { billApprovals: true }, query: { billApprovals: 'true' } },
		sort: 'dueDate:asc,fundingAmount:desc,exchangeRate:asc,description:desc,archived:asc,createdTime:desc,updatedTime:asc',
		given: ({ bill: { billLineItems } }) => ({ approvers: [], billLineItems }),
	}),
	caseOf('getAll', 'overdue', {
		setUp: async (bill) => {
			const vendor = await makeVendor(bill);
			await makeBill(bill, vendor);
			return await makeBill(bill, vendor, { dueDate: dayInLosAngeles(-1) });
		},
		parameters: ({ vendorId }) => ({
			filters: { due: [{ value: 'overdue' }], vendorId: [{ operator: 'eq', value: vendorId }] },
		}),
		received: ({ vendorId }) => [
			get('/v3/bills', {
				max: '50',
				filters: [
					`dueDate:lte:${dayInLosAngeles(-1)},paymentStatus:ne:PAID`,
					`vendorId:eq:${String(vendorId)}`,
				].join(','),
			}),
		],
		given: ({ id }) => [{ id }],
	}),
	caseOf('getAll', 'limit over two pages', {
		localOnly: 'makes hundreds of bills at once',
		setUp: ({ localBill }) => localBill?.seed({ bills: 232 }),
		parameters: () => ({ limit: 101, options: { addNames: true } }),
		received: () => [pageOf('100', true), pageOf('1')],
		given: () => Array<object>(101).fill({}),
	}),
];

import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get } from '../../support/cases.mts';
import { dayInLosAngeles } from '../../support/filters.mts';
import { makeBill, makeCustomer, makeInvoice, makeVendor } from '../../support/records.mts';

/**
 * One vendor or customer with 100 that is 31 days overdue and 100 that is 61 days overdue. Everything else is
 * archived.
 */
async function two(bill: Bill, of: 'bill' | 'invoice'): Promise<Rec> {
	const list = `/v3/${of}s`;
	const { results } = await bill.call('GET', list, undefined, { max: 100 });
	for (const { id } of results as Rec[]) await bill.call('POST', `${list}/${id}/archive`);
	const whose = of === 'bill' ? await makeVendor(bill) : await makeCustomer(bill);
	for (const days of [-31, -61]) {
		const dueDate = dayInLosAngeles(days);
		if (of === 'bill') await makeBill(bill, whose, { dueDate });
		else await makeInvoice(bill, whose, { dueDate, invoiceDate: dueDate });
	}
	return whose;
}

const made = (of: 'bill' | 'invoice'): Case[] => {
	const [owner, filters] =
		of === 'bill'
			? ['vendor', 'archived:eq:false,paymentStatus:ne:PAID']
			: ['customer', 'archived:eq:false'];
	const { caseOf } = casesOf(of);
	const received = ({ id }: Rec) => [
		get(`/v3/${of}s`, { filters, max: '100' }),
		get(`/v3/${owner}s`, { filters: `id:in:"${id}"`, max: '1' }),
	];
	const row = ({ id, name }: Rec, more: Data) => ({
		[`${owner}Name`]: name as string,
		...{ total: 200, level: owner, asOf: dayInLosAngeles(), [`${of}s`]: 2, [`${owner}Id`]: id },
		...more,
	});
	const localOnly = 'archives everything that is there';
	return [
		caseOf<Rec>('getAging', 'smallest', {
			localOnly,
			setUp: async (bill) => await two(bill, of),
			parameters: () => ({}),
			received,
			given: (whose) => [
				row(whose, { current: 0, days1To30: 0, days31To60: 100, days61To90: 100 }),
				{ [`${owner}Name`]: 'Total', level: 'total', total: 200, over90Days: 0 },
			],
		}),
		caseOf<Rec>('getAging', 'fullest', {
			localOnly,
			setUp: async (bill) => await two(bill, of),
			parameters: () => ({
				asOf: dayInLosAngeles(),
				rows: 'each',
				options: { buckets: '30, 60', timeout: 30 },
			}),
			received,
			given: (whose) => [row(whose, { days31To60: 100, over60Days: 100 })],
		}),
	];
};

export const agingCases: Case[] = [...made('bill'), ...made('invoice')];

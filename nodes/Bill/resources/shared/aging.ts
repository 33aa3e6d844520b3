import type { IDataObject } from 'n8n-workflow';

import { dayAt } from '../../../core/form/dates';
import { choice, day, text } from '../../../core/form/kinds';
import { memberAt, strings } from '../../../core/form/shape';
import { FieldError } from '../../../core/form/values';
import { recordsById } from '../../../core/run/names';
import type { Call, Operation, Output } from '../../../core/run/operation';

/** What is totaled by age. */
export interface Aged {
	/** As in a sentence: "payables". */
	what: string;
	/** The list, and the filters that keep BILL from returning records that are not needed. */
	path: string;
	filters: string;
	/** Who owes or is owed: for `vendor` the members are `vendorId` and `vendorName`, and the column is `vendorName`. */
	whose: 'vendor' | 'customer';
	/** The list of vendors or customers, and the member with their currency. */
	owners: { path: string; currency: string };
	/** The name of the column with the number of records. */
	count: 'bills' | 'invoices';
	/** The member with the date of the bill or invoice. */
	date: string;
	/** The member with the full amount, used if BILL does not return the amount due. */
	amount: string;
	isOwed(record: IDataObject): boolean;
}

/** Units in which amounts add up exactly: some currencies have three decimals. */
const UNIT = 10_000;
const DAY_MS = 86_400_000;
const DEFAULT_ENDS = '30,60,90';

const ends = text('buckets', {
	label: 'Bucket Ends (Days)',
	eg: DEFAULT_ENDS,
	description: 'The last day overdue of each column, separated by commas',
});

/** A report of what is owed, by days overdue. BILL has no such report, so its list is read and totaled. */
export function aging(aged: Aged): Operation {
	const { what, path, whose, count } = aged;
	const columns = columnsOf(DEFAULT_ENDS.split(',').map(Number));
	return {
		value: 'getAging',
		name: 'Get Aging',
		action: `Get the aging of ${what}`,
		description: `Total the amounts due on all open ${count} by days overdue, for each ${whose} and overall; each currency is totaled separately`,
		method: 'GET',
		path,
		fields: [],
		choices: [
			day('asOf', {
				description: `Days overdue are counted up to this day; leave empty for today. Amounts due are the current ones in BILL; ${count} dated after this day are left out.`,
			}),
			choice(
				'rows',
				[
					{ value: 'all', name: `Each ${whose === 'vendor' ? 'Vendor' : 'Customer'} and Total` },
					{ value: 'each', name: `Each ${whose === 'vendor' ? 'Vendor' : 'Customer'}` },
					{ value: 'total', name: 'Total Only' },
				],
				{ initially: 'all', description: 'One row for each currency' },
			),
		],
		options: [{ ...ends, property: { ...ends.property, default: DEFAULT_ENDS } }],
		output: {
			...strings(`${whose}Name`, 'currency'),
			...Object.fromEntries(['total', ...columns, count].map((name) => [name, 'number' as const])),
			...strings('level', `${whose}Id`, 'asOf'),
		},
		prepare: (call) => {
			endsIn(call);
		},
		run: async (call) => await report(call, aged),
	};
}

/** @throws FieldError when they are not days, each larger than the one before */
function endsIn({ settings }: Call): number[] {
	const written = String(settings.options.buckets).split(',');
	const days = written.map((each) => Number(each.trim() || NaN));
	const isRising = days.every((each, at) => Number.isInteger(each) && each > (days[at - 1] ?? 0));
	if (isRising && days.length <= 12) return days;
	throw new FieldError(
		'Bucket Ends (Days)',
		`must be up to 12 whole numbers, each larger than the one before, such as ${DEFAULT_ENDS}`,
	);
}

const columnsOf = (days: number[]) => [
	'current',
	...days.map((end, at) => `days${(days[at - 1] ?? 0) + 1}To${end}`),
	`over${days[days.length - 1]}Days`,
];

/** The amounts due of one vendor or customer in one currency, in units, by column. */
interface Row {
	id: string;
	currency: string;
	sums: number[];
	count: number;
}

async function report(call: Call, aged: Aged): Promise<Output[]> {
	const { client, request, settings } = call;
	const { path, filters, whose, owners } = aged;
	const days = endsIn(call);
	const asOf = String(settings.options.asOf || dayAt(new Date(), client.timeZone));
	const open = await client.list({ ...request, path, query: { filters } });
	const rows = new Map<string, Row>();
	for (const record of open) {
		const units = dueOf(record, aged);
		const dated = String(memberAt(record, aged.date) ?? '').slice(0, 10);
		if (units === 0 || dated > asOf) continue;
		const id = String((record[`${whose}Id`] ?? '') as string);
		const row = rows.get(id) ?? {
			id,
			currency: '',
			sums: days.map(() => 0).concat(0, 0),
			count: 0,
		};
		rows.set(id, row);
		row.sums[columnAt(record, dated, asOf, days)] += units;
		row.count += 1;
	}
	const known = await recordsById(client, owners.path, [...rows.keys()].filter(Boolean));
	// If BILL returns no currency, it is not known.
	for (const row of rows.values()) row.currency = textOf(known.get(row.id)?.[owners.currency]);

	const item = (level: string, name: string, { id, currency, sums, count }: Row): Output => ({
		json: {
			[`${whose}Name`]: name,
			currency,
			total: inMoney(sums.reduce((sum, units) => sum + units, 0)),
			...Object.fromEntries(columnsOf(days).map((column, at) => [column, inMoney(sums[at])])),
			[aged.count]: count,
			level,
			[`${whose}Id`]: id,
			asOf,
		},
	});
	const each = [...rows.values()]
		.map((row) => ({ row, name: textOf(known.get(row.id)?.name) }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.row.id < b.row.id ? -1 : 1))
		.map(({ row, name }) => item(whose, name, row));
	const totals = totalsOf([...rows.values()]).map((row) => item('total', 'Total', row));
	if (settings.options.rows === 'each') return each;
	return settings.options.rows === 'total' ? totals : [...each, ...totals];
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const inMoney = (units: number) => units / UNIT;
const units = (value: unknown) => Math.round(Number(value ?? 0) * UNIT) || 0;

/** One row for each currency. */
function totalsOf(rows: Row[]): Row[] {
	const totals = new Map<string, Row>();
	for (const { currency, sums, count } of rows) {
		const before = totals.get(currency);
		totals.set(currency, {
			id: '',
			currency,
			sums: sums.map((sum, at) => sum + (before?.sums[at] ?? 0)),
			count: count + (before?.count ?? 0),
		});
	}
	return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/**
 * BILL leaves out members without a value. Then the amount due is the full amount less what was paid, scheduled and
 * credited.
 */
function dueOf(record: IDataObject, { amount, isOwed }: Aged): number {
	if (!isOwed(record)) return 0;
	const { dueAmount, paidAmount, scheduledAmount, creditAmount } = record;
	if (dueAmount !== undefined && dueAmount !== null) return units(dueAmount);
	return units(record[amount]) - units(paidAmount) - units(scheduledAmount) - units(creditAmount);
}

/** The column for the days overdue; a record without a due date is due on its own date. */
function columnAt({ dueDate }: IDataObject, dated: string, asOf: string, days: number[]): number {
	const due = String((dueDate ?? '') as string).slice(0, 10) || dated || asOf;
	const overdue = Math.round((Date.parse(asOf) - Date.parse(due)) / DAY_MS);
	if (overdue <= 0) return 0;
	const at = days.findIndex((end) => overdue <= end);
	return at < 0 ? days.length + 1 : at + 1;
}

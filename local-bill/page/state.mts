import type { Faults, WaitingFault } from '../http/faults.mts';
import type { LoggedRequest } from '../http/log.mts';
import type { Limits } from '../rules/limits.mts';
import type { World } from '../state/world.mts';
import type { Deliveries } from '../webhooks/deliveries.mts';
import { GROUPS, KINDS } from './kinds.mts';
import { faultInWords, switchOf } from './switches.mts';
import { type Cell, clockTime, moment, status, sums, words } from './words.mts';

/** What the page can see. */
export interface Shown {
	world: World;
	deliveries: Deliveries;
	limits: Limits;
	faults: Faults;
	requests: LoggedRequest[];
}

/** How many requests, deliveries and records the page shows at most, newest first. */
export const MOST = 200;

/** What the page loads every second. */
export type PageState = ReturnType<typeof stateOf>;
/** The current settings, by form and field. */
type SettingValues = Record<string, Record<string, unknown>>;
/** The table of one kind of record. */
export type RecordTable = NonNullable<ReturnType<typeof recordsOf>>;
/** One record, or one request, in full. */
export type InFull = Omit<NonNullable<ReturnType<typeof recordOf>>, 'kind' | 'record'> & {
	record: unknown;
};

/** Returns what the page loads every second. */
export function stateOf(shown: Shown, organization: string) {
	const { world, deliveries, faults, limits, requests } = shown;
	const own = world.within(organization);
	return {
		now: moment(new Date(world.clock.now()).toISOString()),
		organizations: world
			.of('organizations')
			.all()
			.map(({ id, name }) => ({ id, name })),
		tiles: tilesOf(own),
		groups: GROUPS.map((title) => ({
			title,
			kinds: KINDS.filter(({ group }) => group === title).map(({ name, title: label }) => ({
				name,
				title: label,
				count: own.of(name).size,
			})),
		})),
		requestCount: requests.length,
		requests: newest(requests).map((entry) => requestRow(entry, world)),
		deliveryCount: deliveries.log.length,
		pendingDeliveries: deliveries.pending,
		deliveries: newest(deliveries.log).map((attempt, index) => ({
			number: deliveries.log.length - index,
			time: clockTime(attempt.time),
			type: attempt.type,
			to: attempt.url,
			attempt: attempt.attempt,
			forged: attempt.forged ? words(attempt.forged) : '',
			answer: outcome(attempt.status, attempt.error ?? 'Waiting'),
		})),
		faults: faults.waiting.map(faultRow),
		settings: {
			limits: limits.values,
			tokens: { lifetime: world.tokens.lifetime },
			delivery: { ...deliveries.settings },
			spend: { ...world.spend },
			partner: { partner: world.partner },
		} as SettingValues,
	};
}

const newest = <T,>(list: readonly T[]): T[] => list.slice(-MOST).reverse();

/** A call as a table row: who made it, and its result. */
function requestRow(entry: LoggedRequest, world: World) {
	const { index, time, method, path, ms, code, fault, organizationId } = entry;
	return {
		index,
		time: clockTime(time),
		method,
		path,
		organization: organizationId
			? (world.of('organizations').find(organizationId)?.name ?? '')
			: '',
		answer: outcome(
			entry.status,
			entry.dropped ? 'No response' : ms === undefined ? 'Waiting' : 'Hung up',
		),
		code: code ?? '',
		ms: ms === undefined ? '' : `${ms} ms`,
		fault: fault ? faultInWords(fault) : '',
		worked: fault && entry.worked && (entry.status ?? 500) >= 400 ? 'The work is done.' : '',
	};
}

/** An HTTP status, or why there is none. */
function outcome(code: number | undefined, otherwise: string): Cell {
	if (code === undefined)
		return { text: otherwise, tone: otherwise === 'Waiting' ? 'waiting' : 'bad' };
	return { text: String(code), tone: code < 300 ? 'good' : 'bad' };
}

function faultRow({ id, times, match, then }: WaitingFault) {
	const { method = 'Any method', path = 'any path' } = match ?? {};
	return {
		id,
		key: switchOf(then)?.key ?? '',
		what: faultInWords(then),
		meets: `${method}, ${path}`,
		times,
	};
}

/** The figures that a finance person looks for first. */
function tilesOf(world: World) {
	const currency = (vendorId: string) => world.of('vendors').find(vendorId)?.billCurrency ?? 'USD';
	const bills = world
		.of('bills')
		.all()
		.filter(({ archived, dueAmount }) => !archived && dueAmount > 0);
	const payments = world
		.of('payments')
		.all()
		.filter(({ singleStatus }) => ['SCHEDULED', 'FUNDING_STARTED'].includes(singleStatus));
	const invoices = world
		.of('invoices')
		.all()
		.filter(({ archived, dueAmount }) => !archived && dueAmount > 0);
	return [
		{
			kind: 'bills',
			title: 'Bills to pay',
			value: sums(
				bills.map(({ dueAmount: amount, vendorId }) => ({ amount, currency: currency(vendorId) })),
			),
			note: many(bills.length, 'bill'),
		},
		{
			kind: 'payments',
			title: 'Payments in transit',
			value: sums(
				payments.map(({ amount, vendorId }) => ({ amount, currency: currency(vendorId) })),
			),
			note: many(payments.length, 'payment'),
		},
		{
			kind: 'invoices',
			title: 'Unpaid invoices',
			value: sums(
				invoices.map(({ dueAmount: amount, customerId }) => ({
					amount,
					currency: world.of('customers').find(customerId)?.invoiceCurrency ?? 'USD',
				})),
			),
			note: many(invoices.length, 'invoice'),
		},
	];
}

const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** The newest records of a kind that contain the search text, with the cells of their table rows. */
export function recordsOf(world: World, name: string, search: string) {
	const kind = KINDS.find((each) => each.name === name);
	if (!kind) return undefined;
	const wanted = search.trim().toLowerCase();
	const all = world.of(kind.name).all();
	const rows = [];
	let found = 0;
	for (let i = all.length - 1; i >= 0; i -= 1) {
		const record = all[i];
		if (!wanted && rows.length === MOST) {
			found = all.length;
			break;
		}
		const cells = kind.cells(record, world);
		const texts = [record.id, ...cells.map(({ text }) => text)];
		if (!texts.some((text) => text.toLowerCase().includes(wanted))) continue;
		found += 1;
		if (rows.length < MOST) rows.push({ id: record.id, cells });
	}
	return { title: kind.title, columns: kind.columns, rows, found, total: all.length };
}

/** One record in full, with the values a person can change it to. */
export function recordOf(world: World, name: string, id: string) {
	const kind = KINDS.find((each) => each.name === name);
	if (!kind) return undefined;
	const record = world.of(kind.name).get(id);
	const [title] = kind.cells(record, world);
	const state =
		kind.moves && String((record as unknown as Record<string, unknown>)[kind.moves.member]);
	return {
		...{ kind: kind.title, title: title.text || id, record },
		...(kind.moves && {
			moves: {
				...kind.moves,
				now: status(state),
				path: kind.moves.path.replace(':id', encodeURIComponent(id)),
				to: kind.moves.to.map((value) => ({ value, text: words(value), chosen: value === state })),
			},
		}),
	};
}

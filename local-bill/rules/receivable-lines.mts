import { BillError, must } from '../errors/bill-error.mts';
import { prefixes } from '../state/ids.mts';
import { merge } from '../state/members.mts';
import type { ReceivableLine, SalesTax } from '../state/records/receivables.mts';
import type { World } from '../state/world.mts';
import { cents } from './bill-amounts.mts';

/** A line in a request. A new line has no id. */
export type SentLine = Omit<ReceivableLine, 'id'> & { id?: string };

/** Which field of a record holds its lines, and which ids they get. */
export interface LineKind {
	member: string;
	ids: keyof typeof prefixes;
	/** Adds what is computed from a line and the lines above it: its amount. */
	count?: (lines: ReceivableLine[], member: string) => ReceivableLine[];
}

/** The lines of a new record. BILL assigns the ids. */
export function newLines(world: World, kind: LineKind, sent: SentLine[]): ReceivableLine[] {
	sent.forEach((line, i) => {
		must(line.id === undefined, `${kind.member}[${i}].id`, 'A new line has no id');
	});
	return replacedLines(world, kind, [], sent);
}

/**
 * Lines after PUT: a line without an id is new, a line with a known id stays, and lines left out are removed:
 * https://developer.bill.com/reference/replaceinvoice.
 */
export function replacedLines(
	world: World,
	kind: LineKind,
	known: ReceivableLine[],
	sent: SentLine[],
): ReceivableLine[] {
	const lines = sent.map((line) => {
		const { id = world.ids.next(prefixes[kind.ids]) } = line;
		if (line.id !== undefined && !known.some((each) => each.id === id)) {
			throw BillError.notFound(id);
		}
		return { ...line, id };
	});
	return counted(kind, lines);
}

/**
 * Lines after PATCH: it edits the lines it names and leaves the others alone:
 * https://developer.bill.com/reference/updateinvoice.
 */
export function changedLines(
	kind: LineKind,
	known: ReceivableLine[],
	sent: ReceivableLine[],
): ReceivableLine[] {
	const lines = sent.reduce((before, change) => {
		if (!before.some(({ id }) => id === change.id)) throw BillError.notFound(change.id);
		return before.map((line) => (line.id === change.id ? changedLine(line, change) : line));
	}, known);
	return counted(kind, lines);
}

function changedLine(line: ReceivableLine, change: ReceivableLine): ReceivableLine {
	const { amount, ...rest } = merge(line, change);
	const recount =
		change.amount === undefined &&
		[change.price, change.quantity, change.ratePercent].some((part) => part !== undefined);
	return recount || amount === undefined ? rest : { ...rest, amount };
}

function counted(kind: LineKind, lines: ReceivableLine[]): ReceivableLine[] {
	return kind.count ? kind.count(lines, kind.member) : lines;
}

/**
 * Sets the amount of each line: `ratePercent` of the sum of the lines above it
 * (https://developer.bill.com/docs/ar-credit-memos), the amount as sent, or quantity x price. That an amount can be
 * sent, and then wins, is documented for bills; assumed here too.
 */
export function withAmounts(lines: ReceivableLine[], member: string): ReceivableLine[] {
	let above = 0;
	return lines.map((line, i) => {
		const amount = amountOf(line, above, `${member}[${i}]`);
		above = cents(above + amount);
		return { ...line, amount };
	});
}

function amountOf(line: ReceivableLine, above: number, where: string): number {
	const { ratePercent, amount, price, quantity } = line;
	if (ratePercent !== undefined) {
		must(price === undefined, `${where}.ratePercent`, 'Set price or ratePercent, not both');
		return cents((above * ratePercent) / 100);
	}
	if (amount !== undefined) return amount;
	if (price === undefined) throw BillError.missing(`${where}.price`);
	if (quantity === undefined) throw BillError.missing(`${where}.quantity`);
	return cents(price * quantity);
}

/** The sales tax on the taxable lines: https://developer.bill.com/changelog/2025-11-05-invoices-api-improvements. */
export function salesTax(
	world: World,
	itemId: string | undefined,
	lines: ReceivableLine[],
): Required<SalesTax> | undefined {
	if (!itemId) return undefined;
	const item = world.of('items').get(itemId);
	must(item.type === 'SALES_TAX', 'salesTaxItemId', 'The item is not of type SALES_TAX');
	const taxed = lines
		.filter(({ taxable }) => taxable)
		.reduce((sum, line) => sum + lineTotal(line), 0);
	const salesTaxPercentage = item.percentage ?? 0;
	return { salesTaxPercentage, salesTaxTotal: cents((taxed * salesTaxPercentage) / 100) };
}

/** The total of a line. A line without a price counts as 0: BILL documents no default price. */
export function lineTotal({
	amount,
	quantity = 0,
	price = 0,
}: Pick<ReceivableLine, 'amount' | 'quantity' | 'price'>): number {
	return amount ?? cents(quantity * price);
}

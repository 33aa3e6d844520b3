import { addDays } from '../rules/business-days.mts';
import { settledInvoice, settledMemo, takeCredit } from '../rules/invoice-amounts.mts';
import { currentUserId } from '../state/credentials.mts';
import { prefixes } from '../state/ids.mts';
import type { World } from '../state/world.mts';
import { customerIdOf } from './customers.mts';

type Line = [quantity: number, price: number, description: string];

/** Credit memos. An invoice below uses part of the one of Pell & Daughters. */
const memos: Array<[number: string, customer: string, daysAgo: number, lines: Line[]]> = [
	['CM-31', 'Pell & Daughters', 40, [[12, 8.5, 'Mugs broken on the way']]],
	['CM-32', 'Riverbend Hotel', 25, [[1, 60, 'Late delivery']]],
	['CM-33', 'Saltmarsh Gifts', 12, [[4, 22, 'Returned table linen']]],
];

interface SeedInvoice {
	number: string;
	customer: string;
	/** Due date, in days from today. */
	due: number;
	lines: Line[];
	credit?: number;
	members?: Record<string, unknown>;
}

const invoices: SeedInvoice[] = [
	{
		number: 'NG-4101',
		customer: 'Pell & Daughters',
		due: 18,
		lines: [
			[120, 8.5, 'Ceramic mugs'],
			[120, 0.4, 'Gift boxes'],
		],
	},
	{
		number: 'NG-4102',
		customer: 'Pell & Daughters',
		due: 6,
		lines: [[48, 14.25, 'Serving bowls']],
		credit: 60,
	},
	{
		number: 'NG-4103',
		customer: 'Quincy Home Store',
		due: 9,
		lines: [[80, 11.9, 'Table runners']],
	},
	{
		number: 'NG-4104',
		customer: 'Quincy Home Store',
		due: -12,
		lines: [[30, 42, 'Shelf brackets, brass']],
	},
	{
		number: 'NG-4105',
		customer: 'Riverbend Hotel',
		due: -25,
		lines: [[200, 6.75, 'Breakfast plates']],
		credit: 60,
	},
	{
		number: 'NG-4106',
		customer: 'Riverbend Hotel',
		due: 30,
		lines: [[60, 19.5, 'Bath mats']],
		members: { enableCardPayment: true, convenienceFee: { percentage: 2.9 } },
	},
	{
		number: 'NG-4107',
		customer: 'Saltmarsh Gifts',
		due: -4,
		lines: [[24, 22, 'Table linen']],
	},
	{
		number: 'NG-4108',
		customer: 'Saltmarsh Gifts',
		due: 21,
		lines: [[36, 5.2, 'Candles']],
		members: { _void: true },
	},
	{ number: 'NG-4109', customer: 'Tindale & Rowe', due: 26, lines: [[150, 9.8, 'Ceramic mugs']] },
	{ number: 'NG-4110', customer: 'Ursula Vane', due: 14, lines: [[2, 64, 'Throws, wool']] },
	{
		number: 'NG-4099',
		customer: 'Whitcomb Interiors',
		due: -90,
		lines: [[10, 33, 'Lamps']],
		members: { archived: true },
	},
];

/** Received payments. The status of the invoices follows from them. A wrong payment was voided. */
const payments: Array<{
	invoice: string;
	amount: number;
	/** Payment date, in days from today. */
	day: number;
	/** How it was paid; ACH means a charge to the customer's bank account. */
	type: 'ACH' | 'CHECK' | 'CREDIT_CARD';
	unapplied?: number;
	status?: 'PAID' | 'SCHEDULED' | 'VOID';
}> = [
	{ invoice: 'NG-4102', amount: 300, day: -3, type: 'CHECK' },
	{ invoice: 'NG-4103', amount: 952, day: 4, type: 'ACH', status: 'SCHEDULED' },
	{ invoice: 'NG-4105', amount: 1290, day: -20, type: 'CHECK', unapplied: 10 },
	{ invoice: 'NG-4107', amount: 528, day: -6, type: 'CREDIT_CARD' },
	{ invoice: 'NG-4104', amount: 1260, day: -10, type: 'CHECK', status: 'VOID' },
];

const recurring: Array<[customer: string, period: string, due: number, lines: Line[]]> = [
	['Riverbend Hotel', 'MONTHLY', 11, [[1, 450, 'Linen service']]],
	['Pell & Daughters', 'WEEKLY', 3, [[24, 3.1, 'Candles']]],
	['Quincy Home Store', 'YEARLY', 120, [[1, 900, 'Showroom display']]],
];

/** Invoices in every status, with their credit memos, payments and recurring templates. */
export function seedInvoices(world: World, time: (daysAgo: number) => string): void {
	const today = world.clock.today();
	const sales = world
		.of('chartOfAccounts')
		.all()
		.find(({ name }) => name === 'Sales')!;
	const linesOf = (lines: Line[], prefix: string, amounts: boolean) =>
		lines.map(([quantity, price, description]) => ({
			id: world.ids.next(prefix),
			...{ description, price, quantity },
			...(amounts && { amount: Math.round(quantity * price * 100) / 100 }),
			classifications: { chartOfAccountId: sales.id },
		}));

	memos.forEach(([referenceNumber, customer, daysAgo, lines]) => {
		const memo = {
			createdTime: time(daysAgo),
			archived: false,
			customerId: customerIdOf(world, customer),
			referenceNumber,
			creditDate: addDays(today, -daysAgo),
			creditMemoLineItems: linesOf(lines, prefixes.creditMemoLines, true),
		};
		world.of('creditMemos').add(settledMemo(world, memo));
	});
	invoices.forEach(({ number, customer, due, lines, credit = 0, members }, i) => {
		const invoice = {
			createdTime: time(35 - i),
			archived: false,
			invoiceNumber: number,
			invoiceDate: addDays(today, due - 30),
			dueDate: addDays(today, due),
			customerId: customerIdOf(world, customer),
			invoiceLineItems: linesOf(lines, prefixes.invoiceLines, false),
			createdBy: currentUserId,
			...members,
		};
		const _credits = takeCredit(world, invoice, credit);
		world.of('invoices').add(settledInvoice(world, { ...invoice, _credits }));
	});
	for (const memo of world.of('creditMemos').all()) {
		world.of('creditMemos').put(settledMemo(world, memo));
	}
	seedReceivedPayments(world, time);
	recurring.forEach(([customer, period, due, lines], i) => {
		world.of('recurringInvoices').add({
			createdTime: time(100 - i),
			archived: period === 'YEARLY',
			customerId: customerIdOf(world, customer),
			description: lines[0][2],
			schedule: {
				...{ period, frequency: 1, daysInAdvance: 5 },
				nextDueDate: addDays(today, due),
				endDate: addDays(today, due + 365),
			},
			recurringInvoiceLineItems: linesOf(lines, prefixes.recurringInvoiceLines, true),
			sendEmail: true,
		});
	});
}

function seedReceivedPayments(world: World, time: (daysAgo: number) => string): void {
	const [bank] = world.of('bankAccounts').all();
	payments.forEach(({ invoice: number, amount, day, type, unapplied = 0, status = 'PAID' }) => {
		const invoices = world.of('invoices');
		const { id: invoiceId, customerId } = invoices
			.all()
			.find(({ invoiceNumber }) => invoiceNumber === number)!;
		const account = world
			.of('customerBankAccounts')
			.all()
			.find((each) => each.customerId === customerId);
		const paymentDate = addDays(world.clock.today(), day);
		world.of('receivedPayments').add({
			createdTime: time(Math.max(1, -day)),
			amount: amount + unapplied,
			customerId,
			invoicePayments: [{ invoiceId, amount, paymentDate }],
			paymentDate,
			...(type === 'ACH' && { fundingAccount: { type: 'BANK_ACCOUNT', id: account!.id } }),
			receivablesAccount: { type: 'BANK_ACCOUNT', id: bank.id },
			unappliedAmount: unapplied,
			...(type === 'CREDIT_CARD' && { convenienceFeeAmount: 15.31 }),
			receivablesType: type,
			status,
			referenceNumber: type === 'CHECK' ? String(2210 - day) : 'Bill.com ePayment',
			onlinePayment: type !== 'CHECK',
		});
		invoices.put(settledInvoice(world, invoices.get(invoiceId)));
	});
}

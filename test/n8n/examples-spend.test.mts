import { outputOf, withExamples } from '../support/examples.mts';

/* The examples for the node Bill Spend & Expense. */

const { bill, start, run, finished, question, fillIn } = withExamples();

const transactions = () => bill.records('spendTransactions');
const receiptsAt = (merchant: string, amount: number) =>
	transactions()
		.filter((each) => each.merchantName === merchant && each.amount === amount)
		.map(({ receipts }) => receipts.length);

test('"Receipts from email to their transactions" attaches what is certain, and asks which of two', async () => {
	const name = 'Receipts from email to their transactions';
	const id = await start(name);
	const asked = await question(id, 'Ask by chat or email');
	expect(asked.text).toMatch(/receipt from Corner Table for 42\.75/);
	expect(asked.candidates).toHaveLength(2);
	expect(receiptsAt('Old Mill Bakery', 18.4)).toEqual([1]);
	expect(receiptsAt('Corner Table', 42.75)).toEqual([0, 0]);

	await fillIn(asked.formUrl, ['2']);
	const execution = await finished(id);
	const [, second] = asked.candidates as Array<{ uuid: string }>;
	expect(transactions().find(({ uuid }) => uuid === second.uuid)?.receipts).toHaveLength(1);
	expect(receiptsAt('Corner Table', 42.75).sort()).toEqual([0, 1]);
	expect(outputOf(execution, 'No purchase fits')).toMatchObject([{ merchant: 'City Cabs' }]);

	// Of the two matching purchases, one still has no receipt: the same email must not be attached to it.
	const again = await run(name);
	expect(outputOf(again, 'Each email once')).toEqual([]);
	expect(receiptsAt('Corner Table', 42.75).sort()).toEqual([0, 1]);
});

test('"Approve small reimbursements, ask for the rest" leaves to a person what is large or has no receipt', async () => {
	const statusOf = (amount: number) =>
		bill.records('spendReimbursements').find((each) => each.amount === amount)?.status;
	const id = await start('Approve small reimbursements, ask for the rest');
	const node = 'Ask by chat or email';

	const first = await question(id, node);
	expect([statusOf(48.2), statusOf(19.99)]).toEqual(['APPROVED', 'APPROVED']);
	await fillIn(first.formUrl, ['Deny', 'The card takes it now']);
	const second = await question(id, node, 2);
	expect(new Set([first.amount, second.amount])).toEqual(new Set([640, 40.87]));
	expect(statusOf(first.amount)).toBe('DENIED');
	await fillIn(second.formUrl, ['Approve', 'Customer visit']);

	const execution = await finished(id);
	expect(statusOf(second.amount)).toBe('APPROVED');
	const [denied] = outputOf(execution, 'Deny as answered');
	expect(denied.statusHistory.at(-1)).toMatchObject({ note: 'The card takes it now' });
	// The example does not handle reimbursements that wait for a second approval.
	expect(statusOf(1250)).toBe('AWAITING_TIER2_APPROVAL');
});

test('"Chase missing receipts" writes once a week to each person, and never to BILL', async () => {
	const before = bill.requests.length;
	const execution = await run('Chase missing receipts');
	const missing = transactions().filter(
		({ receiptStatus, transactionType, amount, isLocked, occurredTime, parentTransactionId }) =>
			receiptStatus === 'NOT_ATTACHED' &&
			transactionType === 'CLEAR' &&
			!isLocked &&
			!parentTransactionId &&
			amount > 0 &&
			Date.now() - Date.parse(String(occurredTime)) > 3 * 86_400_000 &&
			Date.now() - Date.parse(String(occurredTime)) < 59 * 86_400_000,
	);
	const messages = outputOf(execution, 'Send the email');
	expect(messages.length).toBeGreaterThan(1);
	const mentioned = messages.flatMap((each) => each.transactions as string[]);
	expect(new Set(mentioned).size).toBe(mentioned.length);
	expect(mentioned).toEqual(expect.arrayContaining(missing.map(({ uuid }) => uuid)));
	expect(messages[0].to).toMatch(/@northlight-goods\.example$/);

	const again = await run('Chase missing receipts');
	expect(outputOf(again, 'Send the email')).toEqual([]);
	expect(bill.requests.slice(before).map(({ method }) => method)).not.toContain('POST');
});

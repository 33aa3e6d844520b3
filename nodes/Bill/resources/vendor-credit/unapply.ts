import type { IDataObject } from 'n8n-workflow';

import type { Call, Output } from '../../../core/run/operation';
import { sendForRecord } from '../../../core/run/output';
import { refuseWhenChanged } from '../../../core/run/unchanged';
import { amountOnBill, CENT } from './usage';
import type { AppliedCredit } from './usage';

const CREDITS = '/v3/vendor-credits';

/** The members that BILL accepts when a bill is replaced: https://developer.bill.com/reference/replacebill */
const BILL_MEMBERS = [
	'vendorId',
	'description',
	'dueDate',
	'billLineItems',
	'invoice',
	'payFromChartOfAccountId',
	'classifications',
	'purchaseOrderNumber',
	'paymentTermId',
];

/** BILL removes a credit only if the bill is replaced by one that does not name it. */
export async function unapply(call: Call): Promise<Output[]> {
	const { client, request } = call;
	// What an earlier try has begun to send is not decided again: the credit may no longer be on the bill.
	if (call.decided) return await sendForRecord(call, call.decided);
	const creditId = String(request.query?.vendorCreditId);
	const read = async (path: string) => (await client.send({ method: 'GET', path })) as IDataObject;
	const credit = await read(`${CREDITS}/${encodeURIComponent(creditId)}`);
	const bill = await read(request.path);
	const amount = amountOnBill(credit, String(bill.id));
	if (amount <= 0) {
		throw client.refusal(
			'The vendor credit is not applied to this bill',
			`Get shows under "usage" which bills a credit is applied to. ${client.whatWasSent}`,
		);
	}
	const others = await otherCredits(call, bill, creditId, amount);
	const body = {
		...Object.fromEntries(
			BILL_MEMBERS.filter((member) => bill[member] !== undefined && bill[member] !== null).map(
				(member) => [member, bill[member]],
			),
		),
		...(others.length > 0 && { vendorCredits: others }),
		...(request.body as IDataObject | undefined),
	};
	await refuseWhenChanged(client, {
		record: bill,
		members: [...BILL_MEMBERS, 'creditAmount'],
		readAgain: async () => await read(request.path),
		one: 'bill',
	});
	// The bill shows only the total of its credits.
	await refuseWhenChanged(client, {
		record: credit,
		members: ['usage'],
		readAgain: async () => await read(`${CREDITS}/${encodeURIComponent(creditId)}`),
		one: 'vendor credit',
	});
	call.decided = { ...request, query: undefined, body };
	return await sendForRecord(call, call.decided);
}

/**
 * The other credits on the bill, which must be written back. The bill shows only their total, so unless this credit is
 * all of it, the vendor credits are searched.
 */
async function otherCredits(
	{ client }: Call,
	bill: IDataObject,
	creditId: string,
	amount: number,
): Promise<AppliedCredit[]> {
	const otherAmount =
		bill.creditAmount === undefined ? undefined : Number(bill.creditAmount) - amount;
	if (otherAmount !== undefined && otherAmount < CENT) return [];
	const others: AppliedCredit[] = [];
	for await (const page of client.pages({ method: 'GET', path: CREDITS })) {
		for (const credit of page) {
			const used = amountOnBill(credit, String(bill.id));
			if (credit.id !== creditId && used > 0) others.push({ id: String(credit.id), amount: used });
		}
	}
	const found = others.reduce((sum, other) => sum + other.amount, 0);
	if (otherAmount !== undefined && Math.abs(found - otherAmount) >= CENT) {
		throw client.refusal(
			'The other credits on the bill could not all be found',
			`The bill has credits of ${otherAmount} besides this one, but only ${found} of them were found. The bill would lose the others. Remove the credit in BILL. ${client.whatWasSent}`,
		);
	}
	return others;
}

/**
 * The account with all but the last four digits of its number masked, as in
 * https://developer.bill.com/docs/bank-account-webhook-notification-payloads. For API responses this is our choice.
 */
export function masked<A extends { accountNumber?: string }>(
	account: A,
): A & { accountNumber: string } {
	const number = String(account.accountNumber);
	return { ...account, accountNumber: number.slice(-4).padStart(Math.max(number.length, 4), '*') };
}

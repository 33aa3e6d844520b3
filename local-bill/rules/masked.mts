/** The account with its number masked but for the last four digits, as in https://developer.bill.com/docs/bank-account-webhook-notification-payloads; for the API's answers a choice. */
export function masked<A extends { accountNumber?: string }>(
	account: A,
): A & { accountNumber: string } {
	const number = String(account.accountNumber);
	return { ...account, accountNumber: number.slice(-4).padStart(Math.max(number.length, 4), '*') };
}

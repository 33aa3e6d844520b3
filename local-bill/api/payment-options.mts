import type { Call } from '../engine/route.mts';
import { addBusinessDays } from '../rules/business-days.mts';
import type { AccountUser, BankAccount, CardAccount } from '../state/records/organization.mts';

const CARD_RATE = 2.9;

/**
 * Which accounts could pay this vendor, and when the money would arrive:
 * https://developer.bill.com/reference/listpaymentoptions.
 */
export function paymentOptions({ world, query, session }: Call) {
	const vendor = world.of('vendors').get(query.vendorId);
	const amount = Number(query.amount);
	const processDate = addBusinessDays(world.clock.today(), 1);
	const days = vendor.paymentInformation?.payByType === 'ACH' ? 2 : 5;
	const option = (account: BankAccount | CardAccount, name: string, mayPay: boolean) => {
		const available = mayPay && account.status === 'VERIFIED';
		return {
			available,
			...(available
				? { processDate, deliveryDate: addBusinessDays(processDate, days) }
				: { reason: 'The account or its user is not verified.' }),
			conditions: [],
			id: account.id,
			name,
		};
	};
	const mayPay = (user: AccountUser) =>
		user.userId === session.userId && user.verificationStatus === 'VERIFIED';
	const banks = world.of('bankAccountUsers').all().filter(mayPay);
	const cards = world.of('cardAccountUsers').all().filter(mayPay);
	const bankUser = ({ id }: BankAccount) => banks.some((user) => user.bankAccountId === id);
	const cardUser = ({ id }: CardAccount) => cards.some((user) => user.cardAccountId === id);
	const open = (account: BankAccount | CardAccount) => !account.archived;
	return {
		amount,
		vendorId: vendor.id,
		fundingOptions: {
			banks: world
				.of('bankAccounts')
				.all()
				.filter(open)
				.map((bank) => ({ ...option(bank, bank.bankName, bankUser(bank)), fee: 0 })),
			cards: world
				.of('cardAccounts')
				.all()
				.filter(open)
				.map((card) => ({
					...option(card, `${card.brand} ${card.last4}`, cardUser(card)),
					brand: card.brand,
					feeInfo: { amount: Math.round(amount * CARD_RATE) / 100, rate: CARD_RATE },
				})),
		},
	};
}

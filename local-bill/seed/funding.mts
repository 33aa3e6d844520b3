import { currentUserId } from '../state/credentials.mts';
import type { World } from '../state/world.mts';

const banks = [
	['Operating', 'Harborview Savings Bank', 'CHECKING', '4410027731', 'VERIFIED', 'VERIFIED'],
	['Payroll', 'Harborview Savings Bank', 'CHECKING', '4410027749', 'VERIFIED', 'NOMINATED'],
	['Reserve', 'Cedar & Pine Credit Union', 'SAVINGS', '9002218846', 'PENDING', 'UNVERIFIED'],
	['Old import account', 'Quayside Trust', 'CHECKING', '7705510021', 'INVALID', 'UNVERIFIED'],
	['Closed', 'Quayside Trust', 'CHECKING', '7705510039', 'VERIFIED', 'VERIFIED'],
] as const;

const cards = [
	['VISA', '4821', 'VERIFIED', 'VERIFIED'],
	['AMEX', '1007', 'VERIFIED', 'VERIFIED'],
	['MASTERCARD', '7714', 'PENDING', 'NOMINATED'],
] as const;

/** Bank accounts in every status (the first one is used to pay), cards, and their users. */
export function seedFunding(world: World, createdTime: string): void {
	const base = { createdTime, createdBy: currentUserId };
	for (const [name, bankName, type, accountNumber, status, userStatus] of banks) {
		const first = name === 'Operating';
		const { id } = world.of('bankAccounts').add({
			...base,
			archived: name === 'Closed',
			status,
			routingNumber: '021000021',
			accountNumber,
			nameOnAccount: `Northlight Goods LLC ${name}`,
			type,
			ownerType: 'BUSINESS',
			bankName,
			accessToAdmins: true,
			default: { payables: first, receivables: first },
		});
		world.of('bankAccountUsers').add({
			createdTime,
			archived: name === 'Closed',
			bankAccountId: id,
			userId: currentUserId,
			verificationStatus: userStatus,
		});
	}
	for (const [brand, last4, status, userStatus] of cards) {
		const { id } = world.of('cardAccounts').add({
			...base,
			archived: false,
			issuingBankName: 'Harborview Savings Bank',
			nameOnAccount: 'Avery Lindqvist',
			brand,
			type: 'CREDIT_CARD',
			status,
			last4,
			expiration: { year: '2031', month: '08' },
			default: { payables: brand === 'VISA', funding: brand === 'VISA' },
		});
		world.of('cardAccountUsers').add({
			createdTime,
			archived: false,
			cardAccountId: id,
			userId: currentUserId,
			verificationStatus: userStatus,
		});
	}
	// Only DRAFT and INACTIVE are known from examples. ACTIVE is a guess.
	for (const status of ['ACTIVE', 'INACTIVE']) {
		world.of('apCards').add({
			createdTime,
			status,
			nameOnAccount: 'Northlight Goods LLC',
			balance: status === 'ACTIVE' ? 1250.4 : 0,
			limit: 20_000,
		});
	}
}

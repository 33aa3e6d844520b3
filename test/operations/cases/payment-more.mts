import type { Bill, Data } from '../../support/bill.mts';
import { type Case, type Received, casesOf, optionsIf, pick, post } from '../../support/cases.mts';
import { businessDay, byId, fromList, lines, picked } from '../../support/form.mts';
import { paid } from '../../support/payments.mts';
import { makePayment, makeVendorAndBill, payingBank } from '../../support/records.mts';

const { caseOf, bothForms } = casesOf('payment');
const processDate = businessDay(3);

/** A bill of 100 and the account that pays it. */
const start = async (bill: Bill) => ({
	...(await makeVendorAndBill(bill)),
	bank: await payingBank(bill),
});
const payMany = (body: Data): Received[] => paid('/v3/payments/bulk', body);

export const paymentMany: Case[] = [
	caseOf('payMany', 'smallest', {
		trusted: true,
		setUp: async (bill) => {
			const [one, two] = [await makeVendorAndBill(bill), await makeVendorAndBill(bill)];
			return { bills: [one.bill, two.bill], bank: await payingBank(bill) };
		},
		parameters: ({ bills, bank }) => ({
			bankAccountId: byId(bank.id),
			payments: lines(...bills.map(({ id }) => ({ billId: byId(id), amount: 100 }))),
		}),
		received: ({ bills, bank }) =>
			payMany({
				fundingAccount: { type: 'BANK_ACCOUNT', id: bank.id },
				payments: bills.map(({ id }) => ({ billId: id, amount: 100 })),
			}),
		added: { payments: 2 },
		kept: ({ bills }) => ({
			bills: bills.map(({ id }) => ({ id, dueAmount: 0, paymentStatus: 'SCHEDULED' })),
		}),
		given: ({ bills }) => bills.map(({ id }) => ({ billId: id, amount: 100 })),
	}),
	caseOf('payMany', 'fullest', {
		trusted: true,
		setUp: start,
		parameters: ({ vendor, bill, bank }) => ({
			inputMode: 'fields',
			fundingAccountType: 'BANK_ACCOUNT',
			bankAccountId: fromList(bank.id),
			processDate: picked(processDate),
			payments: lines({ billId: fromList(bill.id), amount: 100 }),
			additionalFields: {
				cardFundingPurpose: 'OFFICE_SUPPLIES',
				requestPayFaster: false,
				requestCheckDeliveryType: 'STANDARD',
				description: 'Bills of January',
				exchangeRateBatchId: 'batch-1',
				transactionNumber: 'RUN-2',
				vendorId: byId(vendor.id),
			},
			options: { repeats: 'refuse', fillTransactionNumber: true, timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ vendor, bill, bank }) =>
			payMany({
				fundingAccount: { type: 'BANK_ACCOUNT', id: bank.id },
				payments: [{ billId: bill.id, amount: 100 }],
				cardFundingPurpose: 'OFFICE_SUPPLIES',
				processingOptions: { requestPayFaster: false, requestCheckDeliveryType: 'STANDARD' },
				description: 'Bills of January',
				exchangeRateBatchId: 'batch-1',
				processDate,
				transactionNumber: 'RUN-2',
				vendorId: vendor.id,
			}),
		added: { payments: 1 },
		kept: ({ bill }) => ({ bills: [{ id: bill.id, dueAmount: 0 }] }),
		given: ({ bill }) => [{ billId: bill.id, amount: 100, transactionNumber: 'RUN-2' }],
	}),
	caseOf('payMany', 'bills from other items', {
		trusted: true,
		setUp: start,
		parameters: ({ bill, bank }) => ({
			bankAccountId: byId(bank.id),
			billsFrom: 'json',
			billsJson: [{ billId: bill.id, amount: 60 }],
		}),
		received: ({ bill, bank }) =>
			payMany({
				fundingAccount: { type: 'BANK_ACCOUNT', id: bank.id },
				payments: [{ billId: bill.id, amount: 60 }],
			}),
		added: { payments: 1 },
		given: ({ bill }) => [{ billId: bill.id, amount: 60 }],
	}),
	caseOf('payMany', 'json', {
		trusted: true,
		setUp: start,
		parameters: ({ bill, bank }) => ({
			inputMode: 'json',
			body: JSON.stringify({
				fundingAccount: { type: 'BANK_ACCOUNT', id: bank.id },
				payments: [{ billId: bill.id, amount: 5 }],
			}),
		}),
		received: ({ bill, bank }) =>
			payMany({
				fundingAccount: { type: 'BANK_ACCOUNT', id: bank.id },
				payments: [{ billId: bill.id, amount: 5 }],
			}),
		added: { payments: 1 },
		given: ({ bill }) => [{ billId: bill.id, amount: 5 }],
	}),
	...[
		[
			'by card',
			'CARD_ACCOUNT',
			'cardAccountId',
			'/v3/funding-accounts/cards?cardUserStatus=VERIFIED',
		],
		['by AP card', 'AP_CARD', 'apCardId', '/v3/funding-accounts/ap-cards'],
	].map(([form, type, field, path]) =>
		caseOf('payMany', form, {
			trusted: true,
			localOnly: 'charges a card',
			setUp: async (bill) => ({
				...(await makeVendorAndBill(bill)),
				card: await bill.first(path, ({ brand }) => brand !== 'AMEX', 'cards'),
			}),
			parameters: ({ bill, card }) => ({
				fundingAccountType: type,
				[field]: byId(card.id),
				payments: lines({ billId: byId(bill.id), amount: 100 }),
				processDate,
			}),
			received: ({ bill, card }) =>
				payMany({
					fundingAccount: { type, id: card.id },
					payments: [{ billId: bill.id, amount: 100 }],
					processDate,
				}),
			added: { payments: 1 },
			given: () => [{ fundingAccount: { type } }],
		}),
	),
];

export const paymentEnds: Case[] = [
	...bothForms('cancel', (full) => ({
		trusted: true,
		setUp: async (bill) => await makePayment(bill, (await makeVendorAndBill(bill)).bill),
		parameters: ({ id }) => pick('paymentId', id, full),
		received: ({ id }) => [post(`/v3/payments/${id}/cancel`)],
		kept: ({ id, billId }) => ({
			payments: [{ id, singleStatus: 'CANCELED' }],
			bills: [{ id: billId, dueAmount: 100 }],
		}),
		given: ({ id }) => [{ id, singleStatus: 'CANCELED', cancelRequestSubmitted: true }],
	})),
	...bothForms('void', (full) => ({
		localOnly: 'moves the payment on by the controls of the local BILL',
		setUp: async (bill) => {
			const payment = await makePayment(bill, (await makeVendorAndBill(bill)).bill);
			return bill.localBill?.setPaymentStatus(payment.id, 'DELIVERED');
		},
		parameters: ({ id }) => ({
			paymentId: byId(id),
			reason: 'Check was lost',
			...(full && { voidType: 'VOID_AND_CREDIT' }),
			...optionsIf(full),
		}),
		received: ({ id }) => [
			post(`/v3/payments/${id}/void`, {
				type: full ? 'VOID_AND_CREDIT' : 'VOID_ONLY',
				reason: 'Check was lost',
			}),
		],
		kept: ({ id }) => ({ payments: [{ id, singleStatus: 'VOID_PENDING' }] }),
		given: ({ id }) => [{ id, voidInfo: [{ reason: 'Check was lost' }] }],
	})),
];

import type { Bill } from '../../support/bill.mts';
import { type Case, casesOf, post } from '../../support/cases.mts';
import { byId, fromList } from '../../support/form.mts';
import { makeCustomerAndInvoice } from '../../support/records.mts';

const { caseOf, bothForms } = casesOf('invoice');

const withUser = async (bill: Bill) => ({
	...(await makeCustomerAndInvoice(bill)),
	user: await bill.first('/v3/users'),
});

export const invoiceActions: Case[] = [
	...bothForms('send', (full) => ({
		setUp: withUser,
		parameters: ({ invoice, user }) => ({
			invoiceId: full ? fromList(invoice.id) : byId(invoice.id),
			to: full ? 'one@quillmoor.example, two@quillmoor.example' : 'one@quillmoor.example',
			userId: full ? fromList(user.id) : byId(user.id),
			...(full && { inputMode: 'fields', options: { timeout: 30 } }),
		}),
		received: ({ invoice, user }) => [
			post(`/v3/invoices/${invoice.id}/email`, {
				recipient: { to: ['one@quillmoor.example', ...(full ? ['two@quillmoor.example'] : [])] },
				replyTo: { userId: user.id },
			}),
		],
		// BILL responds with an empty body.
		given: () => [{ success: true }],
	})),
	caseOf('send', 'json', {
		setUp: withUser,
		parameters: ({ invoice, user }) => ({
			invoiceId: byId(invoice.id),
			inputMode: 'json',
			body: { recipient: { to: ['one@quillmoor.example'] }, replyTo: { userId: user.id } },
		}),
		received: ({ invoice, user }) => [
			post(`/v3/invoices/${invoice.id}/email`, {
				recipient: { to: ['one@quillmoor.example'] },
				replyTo: { userId: user.id },
			}),
		],
		given: () => [{ success: true }],
	}),
	...bothForms('getPaymentLink', (full) => ({
		setUp: makeCustomerAndInvoice,
		parameters: ({ customer, invoice }) => ({
			invoiceId: full ? fromList(invoice.id) : byId(invoice.id),
			customerId: full ? fromList(customer.id) : byId(customer.id),
			email: 'ines@quillmoor.example',
			...(full && {
				inputMode: 'fields',
				additionalFields: { returnUrl: 'https://quillmoor.example/thank-you?a=1&b=2' },
				options: { timeout: 30 },
			}),
		}),
		received: ({ customer, invoice }) => [
			{
				method: 'POST',
				path: `/v3/invoices/${invoice.id}/payment-link`,
				body: {
					customerId: customer.id,
					email: 'ines@quillmoor.example',
					...(full && { returnUrl: 'https://quillmoor.example/thank-you?a=1&b=2' }),
				},
			},
		],
		given: () => [{ paymentLink: expect.stringMatching(/^https?:\/\//) }],
	})),
	caseOf('getPaymentLink', 'json', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ customer, invoice }) => ({
			invoiceId: byId(invoice.id),
			inputMode: 'json',
			body: JSON.stringify({ customerId: customer.id, email: 'ines@quillmoor.example' }),
		}),
		received: ({ customer, invoice }) => [
			post(`/v3/invoices/${invoice.id}/payment-link`, {
				customerId: customer.id,
				email: 'ines@quillmoor.example',
			}),
		],
		given: () => [{ paymentLink: expect.any(String) }],
	}),
];

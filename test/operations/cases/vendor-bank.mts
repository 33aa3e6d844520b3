import { type Case, casesOf, pick, post } from '../../support/cases.mts';
import { byId, fromList } from '../../support/form.mts';
import { makeVendor } from '../../support/records.mts';

const { caseOf, bothForms } = casesOf('vendor');

/** A bank account: the form values, and the body that is sent. */
const bankForm = {
	accountNumber: '000123456789',
	nameOnAccount: 'Northwind Office Supplies',
	ownerType: 'BUSINESS',
	paymentCurrency: 'USD',
	regulatoryFields: '{"taxId": "12-3456789"}',
	routingNumber: '074000010',
	bankAccountType: 'CHECKING',
};
const { accountNumber, routingNumber, ...bankDetails } = bankForm;
/** The same bank account as a group in the vendor's form. */
export const bankGroup = { accountNumber, routingNumber, additionalFields: bankDetails };

export const bankBody = {
	accountNumber: '000123456789',
	nameOnAccount: 'Northwind Office Supplies',
	ownerType: 'BUSINESS',
	paymentCurrency: 'USD',
	regulatoryFields: { taxId: '12-3456789' },
	routingNumber: '074000010',
	type: 'CHECKING',
};

export const vendorBanks: Case[] = [
	caseOf('addBankAccount', 'smallest', {
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => ({ vendorId: byId(id), accountNumber: '000123456789' }),
		received: ({ id }) => [
			post(`/v3/vendors/${id}/bank-account`, { accountNumber: '000123456789' }),
		],
		kept: ({ id }) => ({
			vendors: [{ id, paymentInformation: { bankAccount: { accountNumber: '000123456789' } } }],
		}),
		given: () => [{ accountNumber: '********6789' }],
	}),
	caseOf('addBankAccount', 'fullest', {
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => {
			return {
				vendorId: fromList(id),
				inputMode: 'fields',
				accountNumber,
				routingNumber,
				additionalFields: bankDetails,
				options: { timeout: 30, lookUpSeconds: 20 },
			};
		},
		received: ({ id }) => [post(`/v3/vendors/${id}/bank-account`, bankBody)],
		kept: ({ id }) => ({ vendors: [{ id, paymentInformation: { bankAccount: bankBody } }] }),
		given: () => [{ nameOnAccount: 'Northwind Office Supplies', type: 'CHECKING' }],
	}),
	caseOf('addBankAccount', 'json', {
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => ({ vendorId: byId(id), inputMode: 'json', body: bankBody }),
		received: ({ id }) => [post(`/v3/vendors/${id}/bank-account`, bankBody)],
		given: () => [{ routingNumber: '074000010' }],
	}),
	...['getBankAccount', 'deleteBankAccount'].flatMap((operation) =>
		bothForms(operation, (full) => ({
			setUp: async (bill) => {
				const vendor = await makeVendor(bill);
				await bill.call('POST', `/v3/vendors/${vendor.id}/bank-account`, bankBody);
				return vendor;
			},
			parameters: ({ id }) => pick('vendorId', id, full),
			received: ({ id }) => [
				{
					method: operation === 'getBankAccount' ? 'GET' : 'DELETE',
					path: `/v3/vendors/${id}/bank-account`,
				},
			],
			kept: ({ id }) => ({
				vendors: [
					{
						id,
						bankAccountStatus:
							operation === 'getBankAccount' ? 'NO_NET_LINKED_ACCOUNT' : 'NO_ACCOUNT',
					},
				],
			}),
			given: () =>
				operation === 'getBankAccount'
					? [{ accountNumber: '********6789', type: 'CHECKING' }]
					: [{ deleted: true }],
		})),
	),
];

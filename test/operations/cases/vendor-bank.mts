import { type Case, both, define, optionsIf } from '../../support/cases.mts';
import { byId, fromList } from '../../support/form.mts';
import { makeVendor } from '../../support/records.mts';

const resource = 'vendor';

/** A bank account as it is filled in, and as it is sent. */
const bankForm = {
	accountNumber: '000123456789',
	nameOnAccount: 'Northwind Office Supplies',
	ownerType: 'BUSINESS',
	paymentCurrency: 'USD',
	routingNumber: '074000010',
	bankAccountType: 'CHECKING',
};
const { accountNumber, ...bankDetails } = bankForm;
/** The same as a group of the vendor's form. */
export const bankGroup = { accountNumber, additionalFields: bankDetails };

export const bankBody = {
	accountNumber: '000123456789',
	nameOnAccount: 'Northwind Office Supplies',
	ownerType: 'BUSINESS',
	paymentCurrency: 'USD',
	routingNumber: '074000010',
	type: 'CHECKING',
};

export const vendorBanks: Case[] = [
	define({
		resource,
		operation: 'addBankAccount',
		form: 'smallest',
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => ({ vendorId: byId(id), accountNumber: '000123456789' }),
		received: ({ id }) => [
			{
				method: 'POST',
				path: `/v3/vendors/${id}/bank-account`,
				body: { accountNumber: '000123456789' },
			},
		],
		kept: ({ id }) => ({
			vendors: [{ id, paymentInformation: { bankAccount: { accountNumber: '000123456789' } } }],
		}),
		given: () => [{ accountNumber: '********6789' }],
	}),
	define({
		resource,
		operation: 'addBankAccount',
		form: 'fullest',
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => {
			return {
				vendorId: fromList(id),
				inputMode: 'fields',
				accountNumber,
				additionalFields: { ...bankDetails, regulatoryFields: '{"taxId": "12-3456789"}' },
				options: { timeout: 30 },
			};
		},
		received: ({ id }) => [
			{
				method: 'POST',
				path: `/v3/vendors/${id}/bank-account`,
				body: { ...bankBody, regulatoryFields: { taxId: '12-3456789' } },
			},
		],
		kept: ({ id }) => ({ vendors: [{ id, paymentInformation: { bankAccount: bankBody } }] }),
		given: () => [{ nameOnAccount: 'Northwind Office Supplies', type: 'CHECKING' }],
	}),
	define({
		resource,
		operation: 'addBankAccount',
		form: 'json',
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => ({ vendorId: byId(id), inputMode: 'json', body: bankBody }),
		received: ({ id }) => [
			{ method: 'POST', path: `/v3/vendors/${id}/bank-account`, body: bankBody },
		],
		given: () => [{ routingNumber: '074000010' }],
	}),
	...['getBankAccount', 'deleteBankAccount'].flatMap((operation) =>
		both((full) => ({
			resource,
			operation,
			setUp: async (bill) => {
				const vendor = await makeVendor(bill);
				await bill.call('POST', `/v3/vendors/${vendor.id}/bank-account`, bankBody);
				return vendor;
			},
			parameters: ({ id }) => ({
				vendorId: full ? fromList(id) : byId(id),
				...optionsIf(full),
			}),
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

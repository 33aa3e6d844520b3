import { type Case, both, define, optionsIf } from '../../support/cases.mts';
import type { Rec } from '../../support/bill.mts';
import { byId, fromList, group } from '../../support/form.mts';
import { bankBody, bankGroup } from './vendor-bank.mts';
import { address, makeVendor, payingBank, usAddress } from '../../support/records.mts';

const resource = 'vendor';
const onlyName = (name: string) => ({
	name,
	addressLine1: address.line1,
	city: address.city,
	zipOrPostalCode: address.zipOrPostalCode,
	country: address.country,
});

/** Everything the form of a vendor has beside name and address, without the bank account. */
const detailsForm = (term: Rec, bank: Rec) => ({
	addressLine2: 'Suite 12',
	accountNumber: 'NW-20417',
	accountType: 'BUSINESS',
	autoPay: group({
		enabled: true,
		additionalFields: {
			bankAccountId: fromList(bank.id),
			daysBeforeDueDate: 3,
			maxAmount: 500.5,
		},
	}),
	billCurrency: 'USD',
	combinePayments: true,
	companyName: 'Northwind Office Supplies LLC',
	email: 'billing@northwind.example',
	leadTimeInDays: 2,
	payeeName: 'Northwind Payee',
	paymentEmail: 'remit@northwind.example',
	paymentPurpose: '{"text": "Office supplies"}',
	paymentTermId: byId(term.id),
	phone: '+1 510 555 0134',
	shortName: 'Northwind',
	taxId: '12-3456789',
	taxIdType: 'EIN',
	track1099: true,
});

const detailsBody = (term: Rec, bank: Rec) => ({
	accountNumber: 'NW-20417',
	accountType: 'BUSINESS',
	autoPay: { enabled: true, bankAccountId: bank.id, daysBeforeDueDate: 3, maxAmount: 500.5 },
	billCurrency: 'USD',
	additionalInfo: {
		combinePayments: true,
		companyName: 'Northwind Office Supplies LLC',
		leadTimeInDays: 2,
		paymentTermId: term.id,
		taxId: '12-3456789',
		taxIdType: 'EIN',
		track1099: true,
	},
	email: 'billing@northwind.example',
	paymentInformation: {
		payeeName: 'Northwind Payee',
		email: 'remit@northwind.example',
		paymentPurpose: { text: 'Office supplies' },
	},
	phone: '+1 510 555 0134',
	shortName: 'Northwind',
});

const usForm = (name: string) => ({
	name,
	addressLine1: usAddress.line1,
	city: usAddress.city,
	stateOrProvince: usAddress.stateOrProvince,
	zipOrPostalCode: usAddress.zipOrPostalCode,
	country: usAddress.country,
});

const withTermAndBank = async (bill: Parameters<NonNullable<Case['setUp']>>[0]) => ({
	name: bill.unique('Northwind'),
	bank: await payingBank(bill),
	term: await bill.first(
		`/v3/organizations/${bill.credential(false).organizationId}/payment-terms`,
	),
});

export const vendorWrites: Case[] = [
	define({
		resource,
		operation: 'create',
		form: 'smallest',
		setUp: (bill) => bill.unique('Northwind'),
		parameters: onlyName,
		received: (name) => [{ method: 'POST', path: '/v3/vendors', body: { name, address } }],
		added: { vendors: 1 },
		kept: (name, [{ json }]) => ({ vendors: [{ id: json.id, name, address, archived: false }] }),
		given: (name) => [{ id: expect.stringMatching(/^009/), name, address, archived: false }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'fullest',
		trusted: true,
		setUp: withTermAndBank,
		parameters: ({ name, term, bank }) => ({
			...usForm(name),
			inputMode: 'fields',
			additionalFields: { ...detailsForm(term, bank), bankAccount: group(bankGroup) },
			options: { batching: 'single', timeout: 30 },
		}),
		received: ({ name, term, bank }) => {
			const { paymentInformation, ...details } = detailsBody(term, bank);
			return [
				{
					method: 'POST',
					path: '/v3/vendors',
					body: {
						name,
						address: { ...usAddress, line2: 'Suite 12' },
						...details,
						paymentInformation: { ...paymentInformation, bankAccount: bankBody },
					},
				},
			];
		},
		added: { vendors: 1 },
		kept: ({ name, term, bank }, [{ json }]) => ({
			vendors: [{ id: json.id, name, ...detailsBody(term, bank) }],
		}),
		given: ({ name }) => [
			{ name, accountNumber: 'NW-20417', paymentInformation: { payByType: 'ACH' } },
		],
	}),
	define({
		resource,
		operation: 'create',
		form: 'groups of which one field is filled in',
		trusted: true,
		setUp: async (bill) => ({ name: bill.unique('Northwind'), bank: await payingBank(bill) }),
		parameters: ({ name, bank }) => ({
			...onlyName(name),
			additionalFields: { autoPay: group({ additionalFields: { bankAccountId: byId(bank.id) } }) },
		}),
		// The switch is on when the group is added; limits that nobody has typed are not sent.
		received: ({ name, bank }) => [
			{
				method: 'POST',
				path: '/v3/vendors',
				body: { name, address, autoPay: { enabled: true, bankAccountId: bank.id } },
			},
		],
		added: { vendors: 1 },
		given: ({ name }) => [{ name }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'json',
		setUp: (bill) => bill.unique('Northwind'),
		parameters: (name) => ({ inputMode: 'json', body: JSON.stringify({ name, address }) }),
		received: (name) => [{ method: 'POST', path: '/v3/vendors', body: { name, address } }],
		added: { vendors: 1 },
		given: (name) => [{ name }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'many items',
		setUp: (bill) => [1, 2, 3].map(() => bill.unique('Northwind')),
		items: (names) => names.map(() => ({ json: {} })),
		parameters: (names, item) => onlyName(names[item]),
		received: (names) => [
			{ method: 'POST', path: '/v3/vendors/bulk', body: names.map((name) => ({ name, address })) },
		],
		added: { vendors: 3 },
		given: (names) => names.map((name) => ({ name })),
	}),
	define({
		resource,
		operation: 'upsert',
		form: 'smallest',
		setUp: (bill) => bill.unique('Northwind'),
		parameters: onlyName,
		received: (name) => [
			{
				method: 'GET',
				path: '/v3/vendors',
				query: { max: '100', filters: `name:eq:"${name}",archived:eq:false` },
			},
			{ method: 'POST', path: '/v3/vendors', body: { name, address } },
		],
		added: { vendors: 1 },
		given: (name) => [{ name }],
	}),
	define({
		resource,
		operation: 'upsert',
		form: 'fullest',
		trusted: true,
		localOnly: 'reads the whole list of vendors',
		setUp: async (bill) => ({
			...(await withTermAndBank(bill)),
			vendor: await makeVendor(bill, { accountNumber: 'NW-20417' }),
		}),
		parameters: ({ name, term, bank }) => ({
			matchBy: 'accountNumber',
			...usForm(name),
			inputMode: 'fields',
			additionalFields: { ...detailsForm(term, bank), bankAccount: group(bankGroup) },
			options: { timeout: 30 },
		}),
		received: ({ name, term, bank, vendor }) => [
			{
				method: 'GET',
				path: '/v3/vendors',
				query: { max: '100', filters: 'archived:eq:false' },
			},
			{
				method: 'PATCH',
				path: `/v3/vendors/${vendor.id}`,
				// BILL takes a bank account only when the vendor is created.
				body: {
					name,
					address: { ...usAddress, line2: 'Suite 12' },
					...detailsBody(term, bank),
				},
			},
		],
		kept: ({ name, vendor }) => ({ vendors: [{ id: vendor.id, name, shortName: 'Northwind' }] }),
		given: ({ name, vendor }) => [{ id: vendor.id, name }],
	}),
	define({
		resource,
		operation: 'upsert',
		form: 'json',
		setUp: (bill) => makeVendor(bill),
		parameters: ({ name }) => ({
			matchBy: 'name',
			inputMode: 'json',
			body: { name, email: 'new@northwind.example' },
		}),
		received: ({ id, name }) => [
			{
				method: 'GET',
				path: '/v3/vendors',
				query: { max: '100', filters: `name:eq:"${name}",archived:eq:false` },
			},
			{
				method: 'PATCH',
				path: `/v3/vendors/${id}`,
				body: { name, email: 'new@northwind.example' },
			},
		],
		kept: ({ id }) => ({ vendors: [{ id, email: 'new@northwind.example' }] }),
		given: ({ id }) => [{ id, email: 'new@northwind.example' }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'smallest',
		setUp: (bill) => makeVendor(bill, { email: 'old@northwind.example', phone: '1' }),
		parameters: ({ id }) => ({ vendorId: byId(id), updateFields: { email: '' } }),
		received: ({ id }) => [{ method: 'PATCH', path: `/v3/vendors/${id}`, body: { email: '' } }],
		kept: ({ id, name }) => ({ vendors: [{ id, name, phone: '1' }] }),
		given: ({ id, name }) => [{ id, name }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'fullest',
		trusted: true,
		setUp: async (bill) => ({ ...(await withTermAndBank(bill)), vendor: await makeVendor(bill) }),
		parameters: ({ name, term, bank, vendor }) => ({
			vendorId: fromList(vendor.id),
			inputMode: 'fields',
			updateFields: { ...usForm(name), ...detailsForm(term, bank) },
			options: { timeout: 30 },
		}),
		received: ({ name, term, bank, vendor }) => [
			{
				method: 'PATCH',
				path: `/v3/vendors/${vendor.id}`,
				body: { name, address: { ...usAddress, line2: 'Suite 12' }, ...detailsBody(term, bank) },
			},
		],
		kept: ({ name, term, bank, vendor }) => ({
			vendors: [{ id: vendor.id, name, ...detailsBody(term, bank) }],
		}),
		given: ({ name, vendor }) => [{ id: vendor.id, name, shortName: 'Northwind' }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'json',
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => ({
			vendorId: byId(id),
			inputMode: 'json',
			body: '{"shortName": "Quay"}',
		}),
		received: ({ id }) => [
			{ method: 'PATCH', path: `/v3/vendors/${id}`, body: { shortName: 'Quay' } },
		],
		kept: ({ id }) => ({ vendors: [{ id, shortName: 'Quay' }] }),
		given: ({ id }) => [{ id, shortName: 'Quay' }],
	}),
	...['archive', 'restore'].flatMap((operation) =>
		both((full) => ({
			resource,
			operation,
			setUp: async (bill) => {
				const vendor = await makeVendor(bill);
				if (operation === 'archive') return vendor;
				return await bill.call('POST', `/v3/vendors/${vendor.id}/archive`);
			},
			parameters: ({ id }) => ({
				vendorId: full ? fromList(id) : byId(id),
				...optionsIf(full),
			}),
			received: ({ id }) => [{ method: 'POST', path: `/v3/vendors/${id}/${operation}` }],
			kept: ({ id }) => ({ vendors: [{ id, archived: operation === 'archive' }] }),
			given: ({ id }) => [{ id, archived: operation === 'archive' }],
		})),
	),
];

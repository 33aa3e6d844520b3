import { type Case, casesOf, get, patch, pick, post } from '../../support/cases.mts';
import type { Rec } from '../../support/bill.mts';
import { byId, fromList, group } from '../../support/form.mts';
import { bankBody, bankGroup } from './vendor-bank.mts';
import { address, makeVendor, payingBank, usAddress } from '../../support/records.mts';

const { caseOf, bothForms } = casesOf('vendor');
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
	caseOf('create', 'smallest', {
		setUp: (bill) => bill.unique('Northwind'),
		parameters: onlyName,
		received: (name) => [post('/v3/vendors', { name, address })],
		added: { vendors: 1 },
		kept: (name, [{ json }]) => ({ vendors: [{ id: json.id, name, address, archived: false }] }),
		given: (name) => [{ id: expect.stringMatching(/^009/), name, address, archived: false }],
	}),
	caseOf('create', 'fullest', {
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
				post('/v3/vendors', {
					name,
					address: { ...usAddress, line2: 'Suite 12' },
					...details,
					paymentInformation: { ...paymentInformation, bankAccount: bankBody },
				}),
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
	caseOf('create', 'groups of which one field is filled in', {
		trusted: true,
		setUp: async (bill) => ({ name: bill.unique('Northwind'), bank: await payingBank(bill) }),
		parameters: ({ name, bank }) => ({
			...onlyName(name),
			additionalFields: { autoPay: group({ additionalFields: { bankAccountId: byId(bank.id) } }) },
		}),
		// The switch is on when the group is added; limits that nobody has typed are not sent.
		received: ({ name, bank }) => [
			post('/v3/vendors', { name, address, autoPay: { enabled: true, bankAccountId: bank.id } }),
		],
		added: { vendors: 1 },
		given: ({ name }) => [{ name }],
	}),
	caseOf('create', 'json', {
		setUp: (bill) => bill.unique('Northwind'),
		parameters: (name) => ({ inputMode: 'json', body: JSON.stringify({ name, address }) }),
		received: (name) => [post('/v3/vendors', { name, address })],
		added: { vendors: 1 },
		given: (name) => [{ name }],
	}),
	caseOf('create', 'many items', {
		setUp: (bill) => [1, 2, 3].map(() => bill.unique('Northwind')),
		items: (names) => names.map(() => ({ json: {} })),
		parameters: (names, item) => onlyName(names[item]),
		received: (names) => [
			post(
				'/v3/vendors/bulk',
				names.map((name) => ({ name, address })),
			),
		],
		added: { vendors: 3 },
		given: (names) => names.map((name) => ({ name })),
	}),
	caseOf('upsert', 'smallest', {
		setUp: (bill) => bill.unique('Northwind'),
		parameters: onlyName,
		received: (name) => [
			get('/v3/vendors', { max: '100', filters: `name:eq:"${name}",archived:eq:false` }),
			post('/v3/vendors', { name, address }),
		],
		added: { vendors: 1 },
		given: (name) => [{ name }],
	}),
	caseOf('upsert', 'fullest', {
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
			get('/v3/vendors', { max: '100', filters: 'archived:eq:false' }),
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
	caseOf('upsert', 'json', {
		setUp: (bill) => makeVendor(bill),
		parameters: ({ name }) => ({
			matchBy: 'name',
			inputMode: 'json',
			body: { name, email: 'new@northwind.example' },
		}),
		received: ({ id, name }) => [
			get('/v3/vendors', { max: '100', filters: `name:eq:"${name}",archived:eq:false` }),
			patch(`/v3/vendors/${id}`, { name, email: 'new@northwind.example' }),
		],
		kept: ({ id }) => ({ vendors: [{ id, email: 'new@northwind.example' }] }),
		given: ({ id }) => [{ id, email: 'new@northwind.example' }],
	}),
	caseOf('update', 'smallest', {
		setUp: (bill) => makeVendor(bill, { email: 'old@northwind.example', phone: '1' }),
		parameters: ({ id }) => ({ vendorId: byId(id), updateFields: { email: '' } }),
		received: ({ id }) => [patch(`/v3/vendors/${id}`, { email: '' })],
		kept: ({ id, name }) => ({ vendors: [{ id, name, phone: '1' }] }),
		given: ({ id, name }) => [{ id, name }],
	}),
	caseOf('update', 'fullest', {
		trusted: true,
		setUp: async (bill) => ({ ...(await withTermAndBank(bill)), vendor: await makeVendor(bill) }),
		parameters: ({ name, term, bank, vendor }) => ({
			vendorId: fromList(vendor.id),
			inputMode: 'fields',
			updateFields: { ...usForm(name), ...detailsForm(term, bank) },
			options: { timeout: 30 },
		}),
		received: ({ name, term, bank, vendor }) => [
			patch(`/v3/vendors/${vendor.id}`, {
				name,
				address: { ...usAddress, line2: 'Suite 12' },
				...detailsBody(term, bank),
			}),
		],
		kept: ({ name, term, bank, vendor }) => ({
			vendors: [{ id: vendor.id, name, ...detailsBody(term, bank) }],
		}),
		given: ({ name, vendor }) => [{ id: vendor.id, name, shortName: 'Northwind' }],
	}),
	caseOf('update', 'json', {
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => ({
			vendorId: byId(id),
			inputMode: 'json',
			body: '{"shortName": "Quay"}',
		}),
		received: ({ id }) => [patch(`/v3/vendors/${id}`, { shortName: 'Quay' })],
		kept: ({ id }) => ({ vendors: [{ id, shortName: 'Quay' }] }),
		given: ({ id }) => [{ id, shortName: 'Quay' }],
	}),
	...['archive', 'restore'].flatMap((operation) =>
		bothForms(operation, (full) => ({
			setUp: async (bill) => {
				const vendor = await makeVendor(bill);
				if (operation === 'archive') return vendor;
				return await bill.call('POST', `/v3/vendors/${vendor.id}/archive`);
			},
			parameters: ({ id }) => pick('vendorId', id, full),
			received: ({ id }) => [post(`/v3/vendors/${id}/${operation}`)],
			kept: ({ id }) => ({ vendors: [{ id, archived: operation === 'archive' }] }),
			given: ({ id }) => [{ id, archived: operation === 'archive' }],
		})),
	),
];

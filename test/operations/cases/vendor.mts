import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, get, patch, post } from '../../support/cases.mts';
import { byId, fromList, group } from '../../support/form.mts';
import { address, makeVendor, payingBank, usAddress } from '../../support/records.mts';
import { standardCases } from '../../support/standard-cases.mts';
import { bankBody, bankGroup } from './vendor-bank.mts';

const path = '/v3/vendors';

const onlyName = (name: string) => ({
	name,
	addressLine1: address.line1,
	city: address.city,
	zipOrPostalCode: address.zipOrPostalCode,
	country: address.country,
});

/** All fields of the vendor form except name and address, without the bank account. */
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
	email: 'billing@northwind.example',
	addressLine1: usAddress.line1,
	city: usAddress.city,
	stateOrProvince: usAddress.stateOrProvince,
	zipOrPostalCode: usAddress.zipOrPostalCode,
	country: usAddress.country,
});

const withTermAndBank = async (bill: Bill) => ({
	name: bill.unique('Northwind'),
	bank: await payingBank(bill),
	term: await bill.first(
		`/v3/organizations/${bill.credential(false).organizationId}/payment-terms`,
	),
});
const setUp = async (bill: Bill) => ({
	...(await withTermAndBank(bill)),
	vendor: await makeVendor(bill, { email: 'old@northwind.example', phone: '1' }),
});

const { caseOf, create, change, ends } = standardCases({
	resource: 'vendor',
	collection: 'vendors',
	path,
	setUp,
	record: ({ vendor }) => vendor,
	bulk: 'create',
	trusted: true,
});

const beginningWith = (letter: string) =>
	get(path, { max: '100', filters: `name:sw:"${letter}"`, sort: 'createdTime:asc' });

const upserts = [
	caseOf('upsert', 'smallest', {
		setUp: (bill) => bill.unique('Northwind'),
		parameters: onlyName,
		// A name that is not found is searched for with its first letter in both cases.
		received: (name) => [beginningWith('N'), beginningWith('n'), post(path, { name, address })],
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
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ name, term, bank, vendor }) => [
			get(path, { max: '100', sort: 'createdTime:asc' }),
			{
				method: 'PATCH',
				path: `${path}/${vendor.id}`,
				// BILL accepts a bank account only when the vendor is created.
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
			beginningWith('T'),
			patch(`${path}/${id}`, { name, email: 'new@northwind.example' }),
		],
		kept: ({ id }) => ({ vendors: [{ id, email: 'new@northwind.example' }] }),
		given: ({ id }) => [{ id, email: 'new@northwind.example' }],
	}),
];

export const vendorWrites: Case[] = [
	...create({
		smallest: ({ name }) => ({
			form: onlyName(name),
			body: { name, address },
			kept: { name, address, archived: false },
			given: { id: expect.stringMatching(/^009/), name, address, archived: false },
		}),
		fullest: ({ name, term, bank }) => {
			const { paymentInformation, ...details } = detailsBody(term, bank);
			return {
				form: usForm(name),
				more: { ...detailsForm(term, bank), bankAccount: group(bankGroup) },
				body: {
					name,
					address: { ...usAddress, line2: 'Suite 12' },
					...details,
					paymentInformation: { ...paymentInformation, bankAccount: bankBody },
				},
				kept: { name, ...detailsBody(term, bank) },
				given: { name, accountNumber: 'NW-20417', paymentInformation: { payByType: 'ACH' } },
			};
		},
		json: ({ name }) => ({ body: { name, address }, given: { name } }),
	}),
	caseOf('create', 'groups of which one field is filled in', {
		trusted: true,
		setUp: async (bill) => ({ name: bill.unique('Northwind'), bank: await payingBank(bill) }),
		parameters: ({ name, bank }) => ({
			...onlyName(name),
			additionalFields: { autoPay: group({ additionalFields: { bankAccountId: byId(bank.id) } }) },
		}),
		// Adding the group turns the switch on. Limits that nobody typed are not sent.
		received: ({ name, bank }) => [
			post(path, { name, address, autoPay: { enabled: true, bankAccountId: bank.id } }),
		],
		added: { vendors: 1 },
		given: ({ name }) => [{ name }],
	}),
	...upserts,
	...change('update', {
		smallest: ({ vendor: { name } }) => ({
			form: { email: '' },
			body: { email: '' },
			kept: { name, phone: '1' },
			given: { name },
		}),
		fullest: ({ name, term, bank }) => ({
			form: { ...usForm(name), ...detailsForm(term, bank) },
			body: { name, address: { ...usAddress, line2: 'Suite 12' }, ...detailsBody(term, bank) },
			kept: { name, ...detailsBody(term, bank) },
			given: { name, shortName: 'Northwind' },
		}),
		json: () => ({
			form: '{"shortName": "Quay"}',
			body: { shortName: 'Quay' },
			kept: { shortName: 'Quay' },
			given: { shortName: 'Quay' },
		}),
	}),
	...ends('archive', 'restore'),
];

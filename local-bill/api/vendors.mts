import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError } from '../errors/bill-error.mts';
import { billsOfVendor } from '../rules/bill-amounts.mts';
import { showVendor } from '../rules/shown-vendor.mts';
import { ADDRESS, ADDRESS_REQUIRED, checkAddress } from './address.mts';
import { bankAccount, bankAccountRoutesOfVendors } from './vendor-bank-account.mts';
import { vendorConfigurationRoutes } from './vendor-configuration.mts';

const payment = {
	payeeName: is.text(),
	email: is.email,
	payByType: is.choice(
		'ACH',
		'CHECK',
		'VIRTUAL_CARD',
		'RPPS',
		'OFFLINE',
		'WALLET',
		'AMEX',
		'INTERNATIONAL',
	),
	payBySubType: is.choice('MULTIPLE', 'LOCAL', 'WIRE', 'IACH', 'ACH', 'NONE'),
	paymentPurpose: is.object({
		text: is.text(),
		code: is.object({ name: is.text(), value: is.text() }),
	}),
};

const fields = {
	name: is.text(),
	shortName: is.text(),
	accountNumber: is.text(),
	accountType: is.choice('BUSINESS', 'PERSON', 'NONE'),
	email: is.email,
	phone: is.text(),
	additionalInfo: is.object({
		taxId: is.text(),
		taxIdType: is.choice('SSN', 'EIN'),
		track1099: is.flag,
		leadTimeInDays: is.integer(0, 365),
		combinePayments: is.flag,
		paymentTermId: is.ref('paymentTerms'),
		companyName: is.text(),
	}),
	billCurrency: is.currency,
	autoPay: is.object({
		enabled: is.flag,
		bankAccountId: is.ref('bankAccounts'),
		maxAmount: is.number,
		daysBeforeDueDate: is.integer(0, 365),
	}),
};

/** https://developer.bill.com/reference/createvendor, https://developer.bill.com/docs/filterable-fields */
const vendors = resource({
	name: 'vendors',
	path: '/v3/vendors',
	operations: ['list', 'get', 'create', 'update', 'archive', 'restore'],
	fields: {
		...fields,
		address: is.object(ADDRESS, ADDRESS_REQUIRED),
		paymentInformation: is.object({ ...payment, bankAccount }),
	},
	required: ['name', 'address'],
	// After creation, a bank account can be changed only through its own endpoints.
	updateFields: { ...fields, address: is.object(ADDRESS), paymentInformation: is.object(payment) },
	filters: {
		...by.common,
		name: by.text('eq', 'sw'),
		accountType: by.choice(['BUSINESS', 'PERSON', 'NONE', 'UNDEFINED'], 'eq', 'ne', 'in', 'nin'),
		'address.country': by.code('eq', 'ne'),
		billCurrency: by.code('eq', 'ne', 'in', 'nin'),
		paymentStatus: {
			...by.choice(['PAID', 'UNPAID', 'PARTIAL', 'SCHEDULED'], 'eq', 'ne', 'in', 'nin'),
			// Its meaning for a vendor is not documented. Here: whether any bill of the vendor has that status.
			of: (vendor, _name, world) =>
				billsOfVendor(world, vendor.id).map((bill) => bill.paymentStatus),
		},
	},
	sort: ['archived', 'name', 'shortName', 'email', 'phone', 'billCurrency', ...commonSort],
	bulk: { operations: ['create'], max: 20, key: 'vendors' },
	trusted: (body) => body.autoPay?.enabled === true,
	make: (body, { world }) => {
		const account = body.paymentInformation?.bankAccount;
		const billCurrency = body.billCurrency || 'USD';
		const payByType = account ? (billCurrency === 'USD' ? 'ACH' : 'INTERNATIONAL') : 'CHECK';
		return {
			accountType: 'NONE',
			...body,
			billCurrency,
			paymentInformation: { payeeName: body.name, payByType, ...body.paymentInformation },
			bankAccountStatus: account ? 'NO_NET_LINKED_ACCOUNT' : 'NO_ACCOUNT',
			recurringPayments: false,
			networkStatus: 'NOT_CONNECTED',
			_bankAccountSince: account ? world.clock.now() : undefined,
		};
	},
	check: ({ name, address }) => {
		if (!name) throw BillError.missing('name');
		checkAddress('address', address);
	},
	show: (vendor, { world }) => showVendor(world, vendor),
});

export const vendorRoutes: Route[] = [
	...resourceRoutes(vendors),
	...bankAccountRoutesOfVendors,
	...vendorConfigurationRoutes,
];

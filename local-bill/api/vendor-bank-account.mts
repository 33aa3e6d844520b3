import { type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { masked } from '../rules/masked.mts';
import type { Vendor, VendorBankAccount } from '../state/records/payables.mts';

const members = {
	nameOnAccount: is.text(),
	accountNumber: is.text(),
	routingNumber: is.text(),
	type: is.choice('CHECKING', 'SAVINGS'),
	// One public SDK has PERSON instead of PERSONAL; BILL's own examples are followed.
	ownerType: is.choice('BUSINESS', 'PERSONAL'),
	paymentCurrency: is.currency,
	// The fields depend on country and currency and are not documented in one place, so any are accepted.
	regulatoryFields: { type: ['object', 'array'] },
};

/** A vendor's bank account in a request. */
export const bankAccount = is.object(members, ['accountNumber']);

/** Each vendor has at most one bank account. To change it, delete it and add a new one. */
export const bankAccountRoutesOfVendors: Route[] = [
	{
		method: 'GET',
		path: '/v3/vendors/:id/bank-account',
		handle: ({ world, params }) => masked(accountOf(world.of('vendors').get(params.id))),
	},
	route({
		method: 'POST',
		path: '/v3/vendors/:id/bank-account',
		body: bankAccount,
		// Older pages require an MFA-trusted session here. The list of July 2026 does not, and is followed.
		handle: ({ world, params, body }) => {
			const vendor = world.of('vendors').get(params.id);
			must(
				!vendor.paymentInformation?.bankAccount,
				'vendorId',
				'The vendor already has a bank account',
			);
			const payByType = vendor.billCurrency === 'USD' ? 'ACH' : 'INTERNATIONAL';
			const saved = world.of('vendors').save({
				...vendor,
				paymentInformation: { ...vendor.paymentInformation, payByType, bankAccount: body },
				bankAccountStatus: 'NO_NET_LINKED_ACCOUNT',
				_bankAccountSince: world.clock.now(),
			});
			return masked(accountOf(saved));
		},
	}),
	{
		method: 'DELETE',
		path: '/v3/vendors/:id/bank-account',
		status: 204,
		handle: ({ world, params }) => {
			const vendor = world.of('vendors').get(params.id);
			accountOf(vendor);
			const { bankAccount: _gone, ...information } = vendor.paymentInformation;
			world.of('vendors').save({
				...vendor,
				paymentInformation: { ...information, payByType: 'CHECK' },
				bankAccountStatus: 'NO_ACCOUNT',
				_bankAccountSince: undefined,
			});
		},
	},
];

function accountOf(vendor: Vendor): VendorBankAccount {
	const account = vendor.paymentInformation?.bankAccount;
	if (!account) throw BillError.of('BDC_1205', `Vendor ${vendor.id} has no bank account.`);
	return account;
}

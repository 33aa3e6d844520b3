import type { IDataObject } from 'n8n-workflow';

import { lines } from '../../../core/form/groups';
import { money } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import type { Operation } from '../../../core/run/operation';
import * as records from '../../records';
import { currency } from '../shared/codes';
import { exchangeRateShape, optionsShape } from './shapes';
import { PATH } from './standard';

const forVendor = [
	record('vendorId', records.vendor, { required: true }),
	money('amount', { required: true, min: 0.01 }),
];

/** What a payment to a vendor can be made with, and at which exchange rate. */
export const vendorPaymentOperations: Operation[] = [
	{
		value: 'getOptions',
		name: 'Get Options',
		action: 'Get the payment options of a vendor',
		description: 'Read which accounts can pay a vendor, with earliest dates and fees',
		method: 'GET',
		path: `${PATH}/options`,
		fields: forVendor,
		output: optionsShape,
	},
	{
		value: 'getExchangeRate',
		name: 'Get Exchange Rate',
		action: 'Get the exchange rate for a vendor',
		description: 'Read the exchange rate for paying a vendor who is not paid in USD',
		method: 'GET',
		path: `${PATH}/exchange-rate`,
		fields: forVendor,
		optional: {
			as: 'additionalFields',
			fields: [currency('baseCurrency')],
		},
		output: exchangeRateShape,
	},
	{
		value: 'getExchangeRates',
		name: 'Get Exchange Rates',
		action: 'Get the exchange rates for many vendors',
		description:
			'Read the exchange rates for several vendors as one batch, to use in one payment run',
		method: 'POST',
		path: `${PATH}/exchange-rate`,
		fields: [lines('payments', forVendor, { label: 'Vendors', entry: 'Vendor', required: true })],
		list: { paged: false },
		readsOnly: true,
		output: exchangeRateShape,
		// The body is a bare list. BILL's examples do not show its form; it is only described.
		run: async ({ client, request }) => {
			const { payments } = request.body as { payments: IDataObject[] };
			const rates = (await client.send({ ...request, body: payments })) as IDataObject[];
			return (Array.isArray(rates) ? rates : [rates]).map((json) => ({ json }));
		},
	},
];

import type { Field } from '../../../core/form/field';
import { group } from '../../../core/form/groups';
import { choice, email, flag, json, money, number, text } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import * as records from '../../records';
import { accountTypes } from '../shared/account-types';
import { addressLine2 } from '../shared/address';
import { currency } from '../shared/codes';
import { accountNumber, routingNumber, taxId } from '../shared/numbers';

export const name = text('name', { eg: 'Northwind Office Supplies' });

export const mail = email('email');

/** https://developer.bill.com/docs/vendor-bank-account */
export const bankAccountNumbers: Field[] = [
	accountNumber('accountNumber', { required: true }),
	routingNumber('routingNumber', {
		description: 'Nine digits for a US account; leave empty for an account abroad',
	}),
];

export const bankAccountDetails: Field[] = [
	text('nameOnAccount', { eg: 'Northwind Office Supplies' }),
	choice('ownerType', ['BUSINESS', 'PERSONAL']),
	currency('paymentCurrency'),
	json('regulatoryFields', {
		eg: { taxId: '12-3456789' },
		description: 'What the country requires; see Get International Payment Rules',
	}),
	choice('type', ['CHECKING', 'SAVINGS'], { label: 'Account Type', as: 'bankAccountType' }),
];

/** What both Create and Update accept besides name and address: https://developer.bill.com/reference/createvendor */
export const details: Field[] = [
	addressLine2('address'),
	accountNumber('accountNumber', {
		eg: 'NW-20417',
		description: 'Your account number with the vendor',
	}),
	choice('accountType', accountTypes),
	group(
		'autoPay',
		[
			flag('enabled', {
				description:
					'Whether bills from this vendor are paid automatically. Requires a trusted session.',
				initially: true,
				required: true,
			}),
		],
		{
			label: 'Auto Pay',
			more: [
				record('bankAccountId', records.bankAccount),
				number('daysBeforeDueDate', { eg: 3, integer: true, min: 0 }),
				money('maxAmount', { description: 'Bills above this amount are not paid automatically' }),
			],
		},
	),
	currency('billCurrency'),
	flag('additionalInfo.combinePayments', {
		description: 'Whether several bills from the vendor may be paid with one payment',
	}),
	text('additionalInfo.companyName', { eg: 'Northwind Office Supplies LLC' }),
	number('additionalInfo.leadTimeInDays', { eg: 2, integer: true, min: 0 }),
	text('paymentInformation.payeeName', { eg: 'Northwind Office Supplies' }),
	email('paymentInformation.email', { as: 'paymentEmail', label: 'Payment Email' }),
	json('paymentInformation.paymentPurpose', {
		eg: { text: 'Office supplies' },
		description:
			'For international vendors. Get International Payment Rules shows what the country requires.',
	}),
	record('additionalInfo.paymentTermId', records.paymentTerm),
	text('phone', { eg: '+1 510 555 0134' }),
	text('shortName', { eg: 'Northwind' }),
	taxId('additionalInfo.taxId'),
	choice('additionalInfo.taxIdType', ['EIN', 'SSN'], { label: 'Tax ID Type' }),
	flag('additionalInfo.track1099', {
		label: 'Track 1099',
		description: 'Whether payments to the vendor are tracked for the 1099 form',
	}),
];

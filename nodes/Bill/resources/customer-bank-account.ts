import { required } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { choice, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { standard } from '../../core/run/operation';
import type { Operation, Resource } from '../../core/run/operation';
import * as records from '../records';
import { timeFilters } from './shared/filters';
import { accountNumber, routingNumber } from './shared/numbers';

/** https://developer.bill.com/reference/createcustomerbankaccount */
const PATH = '/v3/customers/{customerId}/bank-accounts';

const customerId = record('customerId', records.customer, { required: true });

export const customerBankAccountId = (path: string) =>
	record(path, records.customerBankAccount, { as: 'customerBankAccountId', required: true });

const accountShape: Shape = {
	...strings('id', 'customerId', 'nameOnAccount', 'nickname', 'routingNumber', 'accountNumber'),
	archived: 'boolean',
	...strings('type', 'ownerType', 'createdTime', 'updatedTime'),
};

const ownerType = choice('ownerType', ['BUSINESS', 'PERSONAL']);
const nickname = text('nickname', { eg: 'Main account' });

const account = standard({
	one: 'customer bank account',
	many: 'customer bank accounts',
	path: PATH,
	id: customerBankAccountId('bankAccountId'),
	shape: accountShape,
	simplify: [
		'id',
		'nickname',
		'nameOnAccount',
		'accountNumber',
		'routingNumber',
		'type',
		'ownerType',
		'archived',
		'customerId',
	],
});

const ofCustomer = (operation: Operation): Operation => ({
	...operation,
	fields: [customerId, ...operation.fields],
});

export const customerBankAccountResource: Resource = {
	value: 'customerBankAccount',
	name: 'Customer Bank Account',
	description: 'Customer bank accounts that you can charge',
	operations: [
		account.create({
			description:
				"Add a customer's bank account to charge for invoices. The customer needs a billing address. BILL may take two business days to verify the account.",
			fields: [
				customerId,
				text('nameOnAccount', { eg: 'Quillmoor Reading Club', required: true }),
				routingNumber('routingNumber', { required: true }),
				accountNumber('accountNumber', { eg: '000987654321', required: true }),
				choice('type', ['CHECKING', 'SAVINGS'], {
					as: 'accountType',
					label: 'Account Type',
					required: true,
				}),
				required(ownerType),
			],
			optional: { as: 'additionalFields', fields: [nickname] },
		}),
		ofCustomer(account.get()),
		ofCustomer(
			account.getAll(
				{
					// Taken from BILL's other lists; the page of filterable fields does not name these accounts.
					filters: [
						filterBy.flag('archived', ['eq', 'ne'], 'Whether the account is archived'),
						...timeFilters,
					],
					sort: ['createdTime', 'updatedTime'],
				},
				{ description: 'Read the bank accounts of one customer' },
			),
		),
		ofCustomer(
			account.update([nickname, ownerType], {
				description:
					'Change the nickname or owner type of a customer bank account; BILL allows no other changes',
			}),
		),
		ofCustomer(
			account.archive({
				description: 'Archive a customer bank account permanently; BILL cannot restore it',
			}),
		),
	],
};

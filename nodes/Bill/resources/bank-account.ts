import { required } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { choice, flag, money, text } from '../../core/form/kinds';
import { newRecord } from '../../core/look-up/new-record';
import { listedState, ofItsRecord, recordState } from '../../core/look-up/record-state';
import type { Lost } from '../../core/look-up/way';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { bodyOf, standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import * as records from '../records';
import { commonFilters } from './shared/filters';
import { accountNumber, routingNumber } from './shared/numbers';

/** https://developer.bill.com/docs/funding-accounts */
const PATH = '/v3/funding-accounts/banks';

const id = record('bankAccountId', records.bankAccount, { required: true });

const accountShape: Shape = {
	archived: 'boolean',
	...strings('id', 'status', 'createdBy', 'routingNumber', 'accountNumber', 'nameOnAccount'),
	...strings('type', 'ownerType', 'bankName', 'chartOfAccountId', 'createdTime', 'updatedTime'),
	accessToAdmins: 'boolean',
	default: { payables: 'boolean', receivables: 'boolean' },
};

const userShape: Shape = {
	...strings('id', 'bankAccountId', 'userId', 'verificationStatus', 'createdTime', 'updatedTime'),
	archived: 'boolean',
};

const accountTypes = ['CHECKING', 'SAVINGS'];
const ownerTypes = ['BUSINESS', 'PERSONAL'];

const bankName = text('bankName', { eg: 'First Harbor Bank' });
const nameOnAccount = text('nameOnAccount', { eg: 'Harborview Books Inc.' });
const accessToAdmins = flag('accessToAdmins', {
	description: 'Whether all administrators of the organization may use the account',
});
const chartOfAccount = record('chartOfAccountId', records.chartOfAccount);

const account = standard({
	one: 'bank account',
	many: 'bank accounts',
	path: PATH,
	id,
	shape: accountShape,
	simplify: [
		'id',
		'bankName',
		'nameOnAccount',
		'accountNumber',
		'status',
		'type',
		'ownerType',
		'default.payables',
		'default.receivables',
		'archived',
	],
});

/** The ID of the archived entry. */
const idIn = (lost: Lost) => ofItsRecord(lost).split('/').pop();

export const bankAccountResource: Resource = {
	value: 'bankAccount',
	name: 'Bank Account',
	description: "Your organization's bank accounts",
	operations: [
		account.create({
			description: 'Add a bank account of your organization; requires a trusted session',
			fields: [
				required(bankName),
				required(nameOnAccount),
				routingNumber('routingNumber'),
				accountNumber('accountNumber'),
				choice('type', accountTypes, { as: 'accountType', label: 'Account Type', required: true }),
				choice('ownerType', ownerTypes, { required: true }),
			],
			optional: {
				as: 'additionalFields',
				fields: [accessToAdmins, chartOfAccount],
			},
		}),
		account.get(),
		account.getAll({
			filters: [
				filterBy.flag(
					'accessToAdmins',
					['eq', 'ne'],
					'Whether all administrators may use the account',
				),
				filterBy.flag('archived', ['eq', 'ne'], 'Whether the account is archived'),
				...commonFilters(records.bankAccount),
				filterBy.choice('ownerType', ['eq', 'ne'], ownerTypes),
				filterBy.choice('status', ['eq', 'ne', 'in', 'nin'], ['INVALID', 'PENDING', 'VERIFIED']),
				filterBy.choice('type', ['eq', 'ne'], accountTypes),
			],
			sort: [
				'bankName',
				'nameOnAccount',
				'accessToAdmins',
				'archived',
				'createdTime',
				'updatedTime',
			],
		}),
		account.update([
			accessToAdmins,
			bankName,
			chartOfAccount,
			flag('default.payables', {
				label: 'Default for Payables',
				description: 'Whether to pay bills from this account by default',
			}),
			flag('default.receivables', {
				label: 'Default for Receivables',
				description: 'Whether to receive customer payments in this account by default',
			}),
			nameOnAccount,
			choice('ownerType', ownerTypes),
		]),
		account.archive({
			description: 'Archive a bank account permanently; BILL cannot restore it',
		}),
		{
			value: 'verify',
			name: 'Verify',
			action: 'Verify a bank account',
			description:
				'Verify that a bank account is yours with the amount of the small deposit that BILL made',
			method: 'POST',
			path: `${PATH}/{bankAccountId}/verify`,
			fields: [id, money('depositAmount', { eg: 0.17, required: true })],
			output: { verified: 'boolean' },
			lookUp: recordState({
				words: 'verified',
				path: ofItsRecord,
				isReached: ({ status }) => status === 'VERIFIED',
				answer: () => ({ verified: true }),
			}),
		},
		{
			value: 'getUsers',
			name: 'Get Users',
			action: 'Get the users of bank accounts',
			description: 'Read who may pay from which bank account',
			method: 'GET',
			path: `${PATH}/users`,
			fields: [],
			optional: {
				as: 'additionalFields',
				fields: [
					flag('currentUser', {
						description: 'Whether to read only the entries of the user in the credential',
					}),
				],
			},
			list: {
				paged: true,
				// BILL does not document by which members; these are the members of the entries.
				filters: [
					filterBy.flag('archived', ['eq', 'ne'], 'Whether the entry is archived'),
					filterBy.record('bankAccountId', ['eq', 'ne', 'in'], records.bankAccount),
					...commonFilters(records.bankAccountUser),
					filterBy.record('userId', ['eq', 'ne', 'in'], records.user),
				],
				sort: ['archived', 'createdTime', 'updatedTime'],
			},
			output: userShape,
		},
		{
			value: 'nominateUser',
			name: 'Nominate User',
			action: 'Nominate a user of a bank account',
			description: 'Nominate a user to pay from a bank account; the user then has to verify it',
			method: 'POST',
			path: `${PATH}/users/nominate`,
			fields: [
				record('bankAccountId', records.bankAccount, { required: true }),
				record('userId', records.user, { required: true }),
			],
			belongsTo: (call) => bodyOf(call).bankAccountId,
			output: { status: 'string' },
			lookUp: newRecord({
				aRecord: 'an entry of the user',
				list: `${PATH}/users`,
				byTime: true,
				conditions: ({ bankAccountId }) => [`bankAccountId:eq:${String(bankAccountId)}`],
				answer: (entry) => ({ ...entry, status: entry.verificationStatus }),
			}),
		},
		{
			value: 'archiveUser',
			name: 'Archive User',
			action: 'Archive a user of a bank account',
			description: "Remove a user's right to pay from a bank account permanently",
			method: 'POST',
			path: `${PATH}/users/{bankAccountUserId}/archive`,
			fields: [record('bankAccountUserId', records.bankAccountUser, { required: true })],
			output: userShape,
			lookUp: listedState({
				words: 'the archived entry of the user',
				path: () => `${PATH}/users`,
				query: (lost) => ({ filters: `id:eq:${idIn(lost)}` }),
				answer: (entries, lost) =>
					entries.find(({ id: entry, archived }) => entry === idIn(lost) && archived === true),
			}),
		},
		{
			value: 'getPermissions',
			name: 'Get Payment Permissions',
			action: 'Get the payment permissions',
			description:
				'Read which payment methods the organization and the user may use: bank account, card, BILL Balance',
			method: 'GET',
			path: '/v3/funding-accounts/permissions',
			fields: [],
			output: {
				organization: {
					card: { payByCard: 'boolean', fundingEnabled: 'boolean', amexAllowed: 'boolean' },
					wallet: { fundingEnabled: 'boolean' },
				},
				user: { payOnline: 'boolean' },
			},
		},
	],
};

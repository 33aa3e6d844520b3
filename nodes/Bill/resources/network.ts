import { onlyWhen } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { choice, email, text, typedId } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import { newRecord } from '../../core/look-up/new-record';
import { recordState } from '../../core/look-up/record-state';
import { SECONDS, bodyOfLost, cannotBeLookedUp } from '../../core/look-up/way';
import type { Lost, Way } from '../../core/look-up/way';
import { bodyOf } from '../../core/run/operation';
import type { Operation, Resource } from '../../core/run/operation';
import { remove } from '../../core/run/output';
import * as records from '../records';
import { accountNumber, zipCode } from './shared/numbers';

/** https://developer.bill.com/docs/bill-network */
const PATH = '/v3/network';
const ACCEPT = `${PATH}/invitation/accept`;

const vendorId = record('vendorId', records.vendor, { required: true });
const customerId = record('customerId', records.customer, { required: true });

const successShape = { success: 'boolean' } as const;

/** BILL calls it Payment Network Identifier. */
const networkId = record('networkId', records.networkMember, {
	required: true,
	description:
		'The other organization. Type a whole word of its name to find it, or enter its Payment Network ID (PNI) by ID.',
});

/** Verified national vendors (RPPS) have one network ID with many billing addresses. */
const invitation: Field[] = [
	networkId,
	choice(
		'networkType',
		[
			{ value: 'BILL', name: 'BILL Network' },
			{ value: 'RPPS', name: 'Verified National Vendors (RPPS)' },
		],
		{ label: 'Network', required: true },
	),
	onlyWhen(
		{ networkType: ['RPPS'] },
		accountNumber('rppsInformation.accountNumber', {
			eg: '4400123987',
			required: true,
			description: 'Your account number at the other organization',
		}),
	),
	onlyWhen(
		{ networkType: ['RPPS'] },
		typedId('rppsInformation.addressId', {
			label: 'Address ID',
			eg: '0rv01ABCDEFGHIJKLMNP',
			required: true,
			description: "ID of the other organization's billing address, as Search shows it",
		}),
	),
];

const party = choice(
	'type',
	[
		{ value: 'VENDOR', name: 'Vendor' },
		{ value: 'CUSTOMER', name: 'Customer' },
	],
	{
		as: 'connectionType',
		label: 'From',
		required: true,
		description: 'What the inviting organization is to yours',
	},
);

/** BILL also returns a status for a vendor or customer without a connection. */
const connectionGone: Way = {
	seconds: SECONDS,
	words: () => 'whether the connection is gone',
	async look({ request }, reader) {
		const connection = await reader.record(request.path);
		const isGone = !connection || connection.status === 'NOT_CONNECTED';
		return isGone ? [{ answer: { deleted: true }, ids: [], isProven: true }] : [];
	},
};

const partyOf = (lost: Lost) => String(bodyOfLost(lost).type).toLowerCase();

const accepted = recordState({
	words: 'connected',
	path: (lost) =>
		`${PATH}/invitation/${partyOf(lost)}/${encodeURIComponent(String(bodyOfLost(lost).id))}`,
	isReached: ({ status }) => /^CONNECTED/.test(String(status)),
	answer: () => ({ success: true }),
});

const acceptedAsNew = newRecord({
	aRecord: 'a new vendor or customer',
	list: (lost) => `/v3/${partyOf(lost)}s`,
	byTime: true,
	expected: (lost) => ({ name: bodyOfLost(lost).name }),
	named: ({ name }) => `the name "${String(name)}"`,
	answer: () => ({ success: true }),
});

/** The operations that vendors and customers share. */
function connection(one: 'vendor' | 'customer'): Operation[] {
	const id = one === 'vendor' ? vendorId : customerId;
	const name = one === 'vendor' ? 'Vendor' : 'Customer';
	const path = `${PATH}/invitation/${one}/{${id.path}}`;
	return [
		{
			value: `invite${name}`,
			name: `Invite ${name}`,
			action: `Invite a ${one} of the network`,
			description: `Invite an organization in the BILL network to connect as your ${one}, so that payments are electronic; the invitation expires after 60 days`,
			method: 'POST',
			path,
			fields: [id, ...invitation],
			jsonForm: true,
			lookUp: recordState({
				words: 'with the request or the connection',
				isReached: ({ status }) => /^(PENDING|CONNECTED)/.test(String(status)),
				answer: () => ({ success: true }),
			}),
			output: successShape,
		},
		{
			value: `get${name}Connection`,
			name: `Get ${name} Connection`,
			action: `Get the connection of a ${one}`,
			description: `Read whether a ${one} is connected in the BILL network, or has been invited`,
			method: 'GET',
			path,
			fields: [id],
			output: strings('id', 'status', 'networkId'),
		},
		{
			value: `delete${name}Connection`,
			name: `Delete ${name} Connection`,
			action: `Delete the connection of a ${one}`,
			description: `End the connection with a ${one} in the BILL network, or withdraw the invitation`,
			method: 'DELETE',
			path,
			fields: [id],
			output: { deleted: 'boolean' },
			lookUp: connectionGone,
			run: remove,
		},
	];
}

export const networkResource: Resource = {
	value: 'network',
	name: 'Network',
	description: 'Connections with vendors and customers that also use BILL',
	operations: [
		{
			value: 'search',
			name: 'Search',
			action: 'Search the network',
			description: 'Find organizations in the BILL network by name, to connect with them',
			method: 'GET',
			path: PATH,
			fields: [
				text('name', {
					eg: 'Northwind Office Supplies',
					required: true,
					description:
						'At least three letters. The BILL network matches whole words; verified national vendors also match parts of words.',
				}),
			],
			optional: {
				as: 'additionalFields',
				fields: [
					accountNumber('accountNumber', {
						eg: '4400123987',
						description: 'Your account number at a verified national vendor',
					}),
					choice(
						'scope',
						[
							{ value: 'ALL', name: 'Both' },
							{ value: 'BILL', name: 'BILL Network' },
							{ value: 'RPPS', name: 'Verified National Vendors (RPPS)' },
						],
						{ label: 'Network' },
					),
					zipCode('zipOrPostalCode'),
				],
			},
			// BILL documents no `max` for this list.
			list: { paged: true, fixedPages: true },
			output: {
				...strings('id', 'name', 'type'),
				addresses: [
					strings('line1', 'line2', 'city', 'stateOrProvince', 'zipOrPostalCode', 'country'),
				],
				managedBy: strings('name', 'email', 'emailDomain'),
			},
		},
		...connection('vendor'),
		...connection('customer'),
		{
			value: 'inviteVendorByEmail',
			name: 'Invite Vendor by Email',
			action: 'Invite a vendor by email',
			description:
				'Have BILL send an invitation email to a vendor who does not use BILL yet; the invitation expires after 60 days',
			method: 'POST',
			path: `${PATH}/invitation/vendor/{vendorId}/email`,
			fields: [vendorId, email('email', { required: true })],
			jsonForm: true,
			lookUp: cannotBeLookedUp('BILL does not show which emails it has sent'),
			output: successShape,
		},
		{
			value: 'acceptInvitation',
			name: 'Accept Invitation',
			action: 'Accept an invitation for a vendor or customer',
			description:
				'Accept an invitation from an organization in the BILL network and connect it with an existing vendor or customer',
			method: 'POST',
			path: ACCEPT,
			fields: [
				networkId,
				party,
				onlyWhen(
					{ connectionType: ['VENDOR'] },
					record('id', records.vendor, { as: 'vendorId', required: true }),
				),
				onlyWhen(
					{ connectionType: ['CUSTOMER'] },
					record('id', records.customer, { as: 'customerId', required: true }),
				),
			],
			jsonForm: true,
			belongsTo: (call) => bodyOf(call).id,
			lookUp: accepted,
			output: successShape,
		},
		{
			value: 'acceptInvitationAsNew',
			name: 'Accept Invitation as New',
			action: 'Accept an invitation and add the organization',
			description:
				'Accept an invitation from an organization in the BILL network and add it as a new vendor or customer',
			method: 'POST',
			path: ACCEPT,
			fields: [
				networkId,
				party,
				text('name', {
					eg: 'Northwind Office Supplies',
					required: true,
					description: 'The name of the new vendor or customer',
				}),
			],
			jsonForm: true,
			lookUp: acceptedAsNew,
			output: successShape,
		},
	],
};

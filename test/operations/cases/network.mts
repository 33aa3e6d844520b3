import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, post, remove } from '../../support/cases.mts';
import { byId, fromList } from '../../support/form.mts';
import { makeCustomer, makeVendor } from '../../support/records.mts';

const { caseOf, bothForms } = casesOf('network');
const path = '/v3/network';
const SEEDED = 'needs the organizations that are in the network of the local BILL';

const member = async (bill: Bill, name: string, scope = 'BILL') =>
	await bill.first(`${path}?scope=${scope}&name=${encodeURIComponent(name)}`);

/** What vendors and customers have in common, each with a record and the member it is connected to. */
const parties = [
	{ one: 'vendor', name: 'Vendor', make: makeVendor, collection: 'vendors' },
	{ one: 'customer', name: 'Customer', make: makeCustomer, collection: 'customers' },
] as const;
type Party = (typeof parties)[number];

const asked =
	({ make }: Party) =>
	async (bill: Bill) => ({
		record: await make(bill),
		open: await member(bill, 'Copperline'),
		closed: await member(bill, 'Ironwood'),
		national: await member(bill, 'Eastgate', 'RPPS'),
	});

const connected = (party: Party) => async (bill: Bill) => {
	const known = await asked(party)(bill);
	const body = { networkId: known.open.id, networkType: 'BILL' };
	await bill.call('POST', `${path}/invitation/${party.one}/${known.record.id}`, body);
	return known;
};

function connections(party: Party): Case[] {
	const { one, name } = party;
	const pathOf = ({ id }: Rec) => `${path}/invitation/${one}/${id}`;
	const pick = ({ id }: Rec, full = false) => ({
		[`${one}Id`]: full ? fromList(id) : byId(id),
	});
	const invite = `invite${name}`;
	return [
		caseOf(invite, 'smallest', {
			localOnly: SEEDED,
			setUp: asked(party),
			parameters: ({ record, closed }) => ({
				...pick(record),
				networkId: closed.id,
				networkType: 'BILL',
			}),
			received: ({ record, closed }) => [
				post(pathOf(record), { networkId: closed.id, networkType: 'BILL' }),
			],
			added: { networkConnections: 1 },
			kept: ({ record, closed }) => ({
				networkConnections: [{ id: record.id, status: 'PENDING', networkId: closed.id }],
			}),
			given: () => [{ success: true }],
		}),
		caseOf(invite, 'json', {
			localOnly: SEEDED,
			setUp: asked(party),
			parameters: ({ record, open }) => ({
				...pick(record),
				inputMode: 'json',
				body: { networkId: open.id, networkType: 'BILL' },
			}),
			received: ({ record, open }) => [
				post(pathOf(record), { networkId: open.id, networkType: 'BILL' }),
			],
			added: { networkConnections: 1 },
			kept: ({ record }) => ({ networkConnections: [{ id: record.id, status: 'CONNECTED' }] }),
			given: () => [{ success: true }],
		}),
		...bothForms(`get${name}Connection`, (full) => ({
			localOnly: SEEDED,
			setUp: full ? connected(party) : asked(party),
			parameters: ({ record }) => ({ ...pick(record, full), ...optionsIf(full) }),
			received: ({ record }) => [get(pathOf(record))],
			given: ({ record, open }) => [
				full
					? { id: record.id, status: 'CONNECTED', networkId: open.id }
					: { id: record.id, status: 'NOT_CONNECTED' },
			],
		})),
		...bothForms(`delete${name}Connection`, (full) => ({
			localOnly: SEEDED,
			setUp: connected(party),
			parameters: ({ record }) => ({ ...pick(record, full), ...optionsIf(full) }),
			received: ({ record }) => [remove(pathOf(record))],
			added: { networkConnections: -1 },
			given: () => [{ deleted: true }],
		})),
	];
}

const [vendorParty, customerParty] = parties;
const rpps = { accountNumber: '4400123987', addressId: '0rv01ABCDEFGHIJKLMNP' };

/** One of the organizations that have sent a connection request. */
const asking = (party: Party) => async (bill: Bill) => ({
	record: await party.make(bill),
	name: bill.unique('Tidewater'),
	other: await member(bill, party.one === 'vendor' ? 'Tidewater' : 'Harbor Lights'),
});

const ACCEPT = `${path}/invitation/accept`;

export const networkCases: Case[] = [
	caseOf('search', 'smallest', {
		localOnly: SEEDED,
		parameters: () => ({ name: 'Copperline' }),
		received: () => [get(path, { name: 'Copperline' })],
		given: () => [{ name: 'Copperline Freight', type: 'BILL' }],
	}),
	caseOf('search', 'fullest', {
		localOnly: SEEDED,
		parameters: () => ({
			name: 'har',
			additionalFields: {
				accountNumber: '4400123987',
				scope: 'ALL',
				zipOrPostalCode: '02905',
			},
			returnAll: true,
			options: { timeout: 30 },
		}),
		received: () => [
			get(path, {
				name: 'har',
				accountNumber: '4400123987',
				scope: 'ALL',
				zipOrPostalCode: '02905',
			}),
		],
		given: () => [],
	}),
	caseOf('search', 'national vendors', {
		localOnly: SEEDED,
		parameters: () => ({ name: 'elephon', additionalFields: { scope: 'RPPS' } }),
		received: () => [get(path, { name: 'elephon', scope: 'RPPS' })],
		given: () => [{ name: 'Continental Telephone', type: 'RPPS' }],
	}),
	...parties.flatMap(connections),
	caseOf('inviteVendor', 'fullest', {
		localOnly: SEEDED,
		setUp: asked(vendorParty),
		parameters: ({ record, national }) => ({
			vendorId: fromList(record.id),
			inputMode: 'fields',
			networkId: national.id,
			networkType: 'RPPS',
			...rpps,
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ record, national }) => [
			post(`${path}/invitation/vendor/${record.id}`, {
				networkId: national.id,
				networkType: 'RPPS',
				rppsInformation: rpps,
			}),
		],
		added: { networkConnections: 1 },
		kept: ({ record }) => ({
			networkConnections: [{ id: record.id, status: 'CONNECTED_RPPS', _rppsInformation: rpps }],
			vendors: [{ id: record.id, networkStatus: 'CONNECTED_RPPS' }],
		}),
		given: () => [{ success: true }],
	}),
	caseOf('inviteCustomer', 'fullest', {
		localOnly: SEEDED,
		setUp: asked(customerParty),
		// The values in fields of the other network are not sent.
		parameters: ({ record, open }) => ({
			customerId: fromList(record.id),
			inputMode: 'fields',
			networkId: open.id,
			networkType: 'BILL',
			...rpps,
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ record, open }) => [
			post(`${path}/invitation/customer/${record.id}`, { networkId: open.id, networkType: 'BILL' }),
		],
		added: { networkConnections: 1 },
		kept: ({ record }) => ({ networkConnections: [{ id: record.id, status: 'CONNECTED' }] }),
		given: () => [{ success: true }],
	}),
	caseOf('inviteCustomer', 'national vendors', {
		localOnly: SEEDED,
		continueOnFail: true,
		setUp: asked(customerParty),
		parameters: ({ record, national }) => ({
			customerId: byId(record.id),
			networkId: national.id,
			networkType: 'RPPS',
			...rpps,
		}),
		// BILL documents these fields for customers too; in the local BILL, national vendors can only be vendors.
		received: ({ record, national }) => [
			post(`${path}/invitation/customer/${record.id}`, {
				networkId: national.id,
				networkType: 'RPPS',
				rppsInformation: rpps,
			}),
		],
		given: () => [{ error: expect.stringContaining('Network: ') }],
	}),
	...['smallest', 'fullest', 'json'].map((form) =>
		caseOf('inviteVendorByEmail', form, {
			localOnly: 'sends an email',
			setUp: (bill) => makeVendor(bill),
			parameters: ({ id }) => ({
				vendorId: form === 'fullest' ? fromList(id) : byId(id),
				...(form === 'json'
					? { inputMode: 'json', body: '{"email": "owner@vendor.example"}' }
					: { email: 'owner@vendor.example' }),
				...optionsIf(form === 'fullest'),
			}),
			received: ({ id }) => [
				post(`${path}/invitation/vendor/${id}/email`, { email: 'owner@vendor.example' }),
			],
			added: { networkConnections: 1 },
			kept: ({ id }) => ({ networkConnections: [{ id, status: 'PENDING' }] }),
			given: () => [{ success: true }],
		}),
	),
	...(['smallest', 'fullest', 'json'] as const).map((form) => {
		const party = form === 'fullest' ? customerParty : vendorParty;
		const type = party.name.toUpperCase();
		return caseOf('acceptInvitation', form, {
			localOnly: SEEDED,
			setUp: asking(party),
			parameters: ({ record, other }) =>
				form === 'json'
					? { inputMode: 'json', body: { networkId: other.id, type, id: record.id } }
					: {
							networkId: other.id,
							connectionType: type,
							...(form === 'fullest'
								? { customerId: fromList(record.id) }
								: { vendorId: byId(record.id) }),
							...optionsIf(form === 'fullest'),
						},
			received: ({ record, other }) => [post(ACCEPT, { networkId: other.id, type, id: record.id })],
			added: { networkConnections: 1 },
			kept: ({ record, other }) => ({
				networkConnections: [{ id: record.id, status: 'CONNECTED', networkId: other.id }],
			}),
			given: () => [{ success: true }],
		});
	}),
	...(['smallest', 'fullest', 'json'] as const).map((form) => {
		const party = form === 'fullest' ? customerParty : vendorParty;
		const type = party.name.toUpperCase();
		return caseOf('acceptInvitationAsNew', form, {
			localOnly: SEEDED,
			setUp: asking(party),
			parameters: ({ name, other }) =>
				form === 'json'
					? { inputMode: 'json', body: { networkId: other.id, type, name } }
					: { networkId: other.id, connectionType: type, name, ...optionsIf(form === 'fullest') },
			received: ({ name, other }) => [post(ACCEPT, { networkId: other.id, type, name })],
			added: { networkConnections: 1, [party.collection]: 1 },
			given: () => [{ success: true }],
		});
	}),
];

import { answerPage, pageQuery } from '../engine/list.mts';
import { type Call, type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { connect, connectionOf, disconnect, type Kind } from '../rules/network.mts';
import type { NetworkMember } from '../state/records/organization.mts';
import type { World } from '../state/world.mts';

const invitation = is.object(
	{
		networkId: is.ref('networkMembers'),
		networkType: is.choice('BILL', 'RPPS'),
		rppsInformation: { type: 'object' }, // Its fields are not known.
	},
	['networkId', 'networkType'],
);

const acceptance = is.object(
	{
		networkId: is.ref('networkMembers'),
		type: is.choice('VENDOR', 'CUSTOMER'),
		id: is.text(),
		name: is.text(),
	},
	['networkId', 'type'],
);

/** The BILL Network: https://developer.bill.com/docs/bill-network. */
export const networkRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/network',
		query: {
			...pageQuery,
			name: is.text(),
			scope: is.choice('BILL', 'RPPS', 'ALL'),
			zipOrPostalCode: is.text(),
			accountNumber: is.text(),
		},
		requiredQuery: ['name'],
		handle: search,
	},
	...invitations('vendors', 'vendor'),
	...invitations('customers', 'customer'),
	route({
		method: 'POST',
		path: '/v3/network/invitation/vendor/:id/email',
		body: is.object({ email: is.email }, ['email']),
		handle: ({ world, params, body }) =>
			connect(world, 'vendors', params.id, 'PENDING', { _email: body.email }),
	}),
	route({
		method: 'POST',
		path: '/v3/network/invitation/accept',
		body: acceptance,
		handle: accept,
	}),
];

/**
 * Among BILL members a whole word of three or more letters must match; among national vendors (RPPS), any part of the
 * name: https://developer.bill.com/reference/search.
 */
function search(call: Call) {
	// BILL's default scope is not known.
	const { name, scope = 'BILL', zipOrPostalCode: zip, accountNumber = '' } = call.query;
	const wanted = name.toLowerCase();
	must(scope !== 'BILL' || wanted.length >= 3, 'name', 'Must have at least 3 characters');
	const found = call.world
		.of('networkMembers')
		.all()
		.filter(({ type }) => scope === 'ALL' || type === scope)
		.filter((member) => {
			const memberName = member.name.toLowerCase();
			return member.type === 'BILL'
				? ` ${memberName} `.includes(` ${wanted} `)
				: memberName.includes(wanted);
		})
		.filter(({ addresses }) => !zip || addresses.some((a) => a.zipOrPostalCode === zip));
	const key = `network ${scope} ${wanted} ${zip} ${accountNumber}`;
	return answerPage(call, key, found.map(show));
}

function show({ id, name, type, addresses, managedBy }: NetworkMember) {
	return { id, name, type, addresses, managedBy };
}

function invitations(kind: Kind, word: string): Route[] {
	const path = `/v3/network/invitation/${word}/:id`;
	return [
		{
			method: 'GET',
			path,
			handle: ({ world, params }) => {
				const connection = connectionOf(world, kind, params.id);
				const status = connection?.status ?? 'NOT_CONNECTED';
				return { id: params.id, status, networkId: connection?.networkId };
			},
		},
		route({
			method: 'POST',
			path,
			// Older pages require an MFA-trusted session here. The list of July 2026 does not, and is followed.
			body: invitation,
			handle: (call) => invite(call, kind),
		}),
		{
			method: 'DELETE',
			path,
			handle: ({ world, params }) => disconnect(world, kind, params.id),
		},
	];
}

/** A member that accepts connections automatically, or a national vendor, is connected at once. */
function invite({ world, params, body }: Call<is.Value<typeof invitation>>, kind: Kind): void {
	const { networkId, networkType, rppsInformation } = body;
	const member = world.of('networkMembers').get(networkId);
	must(member.type === networkType, 'networkType', `The member is of type ${member.type}`);
	if (networkType === 'BILL') {
		const status = member._autoConnects ? 'CONNECTED' : 'PENDING';
		return connect(world, kind, params.id, status, { networkId });
	}
	must(kind === 'vendors', 'networkType', 'Only vendors are in the RPPS network');
	if (!rppsInformation) throw BillError.missing('rppsInformation');
	const kept = { networkId, _rppsInformation: rppsInformation };
	return connect(world, kind, params.id, 'CONNECTED_RPPS', kept);
}

/**
 * Accepts another organization's request: links it to the vendor or customer with that id, or creates one with that
 * name.
 */
function accept({ world, body }: Call<is.Value<typeof acceptance>>): void {
	const { networkId, type, id, name } = body;
	const member = world.of('networkMembers').get(networkId);
	if (!id && !name) throw BillError.missing('id');
	must(!id || !name, 'name', 'Set either id or name, not both');
	if (member._invites !== type) {
		throw BillError.of(
			'BDC_1205',
			`There is no connection request of type ${type} from ${networkId}.`,
		);
	}
	const kind = type === 'VENDOR' ? 'vendors' : 'customers';
	const party = id ?? newParty(world, kind, name!, member);
	connect(world, kind, party, 'CONNECTED', { networkId });
	world.of('networkMembers').put({ ...member, _invites: undefined });
}

/** BILL fills in what it knows about the other organization. */
function newParty(
	world: World,
	kind: Kind,
	name: string,
	{ addresses, managedBy }: NetworkMember,
): string {
	const base = { archived: false, name, accountType: 'BUSINESS', email: managedBy?.email };
	const [address] = addresses;
	if (kind === 'customers') {
		return world.of(kind).add({ ...base, invoiceCurrency: 'USD', billingAddress: address }).id;
	}
	return world.of(kind).add({
		...base,
		address,
		billCurrency: 'USD',
		paymentInformation: { payeeName: name, payByType: 'CHECK' },
		bankAccountStatus: 'NO_ACCOUNT',
		recurringPayments: false,
	}).id;
}

import type { LoggedRequest, LocalBill } from '../../local-bill/server.mts';
import type { RecordOf } from '../../local-bill/state/records/index.mts';
import { type Data, partnerCredential } from './bill.mts';
import { type DirectNode, directNode } from './direct-node.mts';
import { byId } from './form.mts';
import type { Local } from './local.mts';

/** A partner of a local BILL, and a Bill node with its credential. */
export interface Partner {
	/** A node with the stored credential of the test. */
	node: DirectNode;
	/** A node with another credential. */
	nodeWith(more: Data): DirectNode;
	/** An organization of the partner, by the beginning of its name. */
	organization(name: Client): RecordOf<'organizations'>;
	users(name: Client): Array<RecordOf<'users'>>;
	vendors(name: Client): Array<RecordOf<'vendors'>>;
	/** Parameters that choose an organization, and one of its users. */
	as(name: Client, user?: number): Data;
	/** The requests since the test began, including sign-ins, each with the beginning of its organization's name. */
	sent(): string[];
	signIns(): LoggedRequest[];
	/** The sign-ins as a user. */
	userSignIns(): LoggedRequest[];
}

type Client = 'Northlight' | 'Fernhill' | 'Copperleaf';

/** The partner of a file's local BILL. Each test begins with a new credential. */
export function partnerOf(at: Local): Partner {
	const bill = (): LocalBill => at.localBill;
	const organization: Partner['organization'] = (name) =>
		bill()
			.records('organizations')
			.find((each) => each.name.startsWith(name))!;
	const users: Partner['users'] = (name) => bill().records('users', organization(name).id);
	const nodeWith = (more: Data) =>
		directNode({ ...partnerCredential(bill()), ...more }, 'billPartnerApi');
	const nameOf = (id = '') =>
		bill()
			.records('organizations')
			.find((each) => each.id === id)?.name;
	const having = (path: string) => bill().requests.filter((each) => each.path.endsWith(path));
	const partner: Partner = {
		node: {} as DirectNode,
		nodeWith,
		organization,
		users,
		vendors: (name) => bill().records('vendors', organization(name).id),
		as: (name, user = 0) => ({
			partnerOrganization: byId(organization(name).id),
			partnerUser: byId(users(name)[user].id),
		}),
		sent: () =>
			bill().requests.map(({ method, path, organizationId }) => {
				const words = `${method} ${path.replace(/^\/connect(?=\/)/, '')}`;
				const name = nameOf(organizationId)?.split(' ')[0];
				return name ? `${name}: ${words}` : words;
			}),
		signIns: () => having('/v3/partner/login'),
		userSignIns: () => having('/v3/partner/login-as-user'),
	};
	beforeEach(() => {
		partner.node = nodeWith({});
	});
	return partner;
}

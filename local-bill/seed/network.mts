import type { World } from '../state/world.mts';

/**
 * The last value is the request the member has sent to the company (as CUSTOMER or VENDOR), or AUTO if it accepts
 * every request at once.
 */
const members = [
	['Juniper Cloud Hosting', 'BILL', 'Seattle', 'WA', '98101', ''],
	['Copperline Freight', 'BILL', 'Memphis', 'TN', '38103', 'AUTO'],
	['Ironwood Fixtures', 'BILL', 'Grand Rapids', 'MI', '49503', ''],
	['Happy Harbor Catering', 'BILL', 'Newport', 'RI', '02840', 'AUTO'],
	['Riverbend Hotel', 'BILL', 'Augusta', 'ME', '04330', 'AUTO'],
	['Harbor Lights Inn', 'BILL', 'Newport', 'RI', '02840', 'CUSTOMER'],
	['Tidewater Glass Works', 'BILL', 'Norfolk', 'VA', '23510', 'VENDOR'],
	['Eastgate Power & Light', 'RPPS', 'Providence', 'RI', '02905', ''],
	['Bay State Water', 'RPPS', 'Boston', 'MA', '02108', ''],
	['Continental Telephone', 'RPPS', 'Columbus', 'OH', '43004', ''],
] as const;

/** Other members of the BILL Network: one is connected and two have sent a request. */
export function seedNetwork(world: World, createdTime: string): void {
	members.forEach(([name, type, city, stateOrProvince, zipOrPostalCode, manner], i) => {
		const slug = name.toLowerCase().replace(/[^a-z]+/g, '-');
		const line1 = `${200 + i * 7} Commerce Way`;
		world.of('networkMembers').add({
			createdTime,
			name,
			type, // BILL's values are not known.
			addresses: [{ line1, city, stateOrProvince, zipOrPostalCode, country: 'US' }],
			...(type === 'BILL' && {
				managedBy: { name, email: `office@${slug}.example`, emailDomain: `${slug}.example` },
			}),
			_autoConnects: manner === 'AUTO',
			_invites: manner === 'CUSTOMER' || manner === 'VENDOR' ? manner : undefined,
		});
	});
	const [juniper] = world.of('networkMembers').all();
	const vendor = world
		.of('vendors')
		.all()
		.find(({ networkStatus }) => networkStatus === 'CONNECTED')!;
	world.of('networkConnections').add({
		id: vendor.id,
		createdTime,
		status: 'CONNECTED',
		networkId: juniper.id,
		_since: world.clock.now(),
	});
}

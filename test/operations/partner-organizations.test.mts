import { partnerCredential } from '../support/bill.mts';
import { directNode } from '../support/direct-node.mts';
import { byId } from '../support/form.mts';
import { local } from '../support/local.mts';

const here = local();

test('thin', async () => {
	const { localBill } = here;
	const node = directNode(partnerCredential(localBill), 'billPartnerApi');
	const items = await node.run({
		parameters: { resource: 'partnerOrganization', operation: 'getAll', simplify: false },
	});
	console.log(items.map(({ json }) => json));
	const [, org] = localBill.records('organizations');
	const [user] = localBill.records('users', org.id);
	const acting = { partnerOrganization: byId(org.id), partnerUser: byId(user.id) };
	const vendors = await node.run({
		parameters: { resource: 'vendor', operation: 'getAll', ...acting },
	});
	console.log(vendors.map(({ json }) => json));
	console.log(
		here.localBill.requests.map(({ method, path, auth, organizationId, status }) => [
			method,
			path,
			JSON.stringify(auth),
			organizationId,
			status,
		]),
	);
	const users = await node.run({
		parameters: { resource: 'partnerUser', operation: 'getAll', ...acting },
	});
	console.log(users.map(({ json }) => json));
	console.log(
		await node.search('searchVendors', '', undefined, acting),
		await node.search('searchPartnerUsers', '', undefined, acting),
	);
});

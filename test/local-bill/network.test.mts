import { expect, it } from '@jest/globals';
import { localBench, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

const search = async (params: object) => bench.api.get('/v3/network', { params });
const names = async (params: object) =>
	(await search(params)).data.results.map(({ name }: { name: string }) => name);
const found = async (name: string, scope = 'BILL') =>
	(await search({ name, scope })).data.results[0].id;
const record = (collection: 'vendors' | 'customers', name: string) =>
	bench.localBill.records(collection).find((one) => one.name === name)!;

it('is searched by whole words, among national vendors by parts', async () => {
	expect(await names({ name: 'harbor' })).toEqual(['Happy Harbor Catering', 'Harbor Lights Inn']);
	expect(await names({ name: 'harb' })).toEqual([]);
	expect(await names({ name: 'wat', scope: 'RPPS' })).toEqual(['Bay State Water']);
	expect(await names({ name: 'Eastgate Power', scope: 'ALL', zipOrPostalCode: '02905' })).toEqual([
		'Eastgate Power & Light',
	]);
	expect((await search({ name: 'ha' })).status).toBe(400);
	expect((await search({})).status).toBe(400);
	expect((await search({ name: 'harbor', networks: 'BILL' })).status).toBe(400);
});

it('connects a vendor at once, or asks and waits 60 days', async () => {
	const { id } = record('vendors', 'Copperline Freight');
	const path = `/v3/network/invitation/vendor/${id}`;
	expect((await bench.api.get(path)).data).toEqual({ id, status: 'NOT_CONNECTED' });
	const networkId = await found('Copperline');
	const invited = await bench.api.post(path, { networkId, networkType: 'BILL' });
	expect([invited.status, invited.data]).toEqual([200, '']);
	expect((await bench.api.get(path)).data).toEqual({ id, status: 'CONNECTED', networkId });
	expect((await bench.api.get(`/v3/vendors/${id}`)).data.networkStatus).toBe('CONNECTED');
	expect((await bench.api.post(path, { networkId, networkType: 'BILL' })).status).toBe(400);
	expect((await bench.api.delete(path)).status).toBe(200);
	expect((await bench.api.delete(path)).status).toBe(404);
	expect((await bench.api.get(`/v3/vendors/${id}`)).data.networkStatus).toBe('NOT_CONNECTED');

	const slow = `/v3/network/invitation/vendor/${record('vendors', 'Ironwood Fixtures').id}`;
	await bench.api.post(slow, { networkId: await found('Ironwood'), networkType: 'BILL' });
	expect((await bench.api.get(slow)).data.status).toBe('PENDING');
	bench.localBill.advanceClock(60 * 86_400_000);
	await bench.signInAgain();
	expect((await bench.api.get(slow)).data.status).toBe('NOT_CONNECTED');
});

it('connects national vendors with what identifies the account', async () => {
	const { id } = record('vendors', 'Eastgate Power & Light');
	const path = `/v3/network/invitation/vendor/${id}`;
	const body = { networkId: await found('Eastgate', 'RPPS'), networkType: 'RPPS' };
	expect((await bench.api.post(path, body)).status).toBe(400);
	expect((await bench.api.post(path, { ...body, networkType: 'BILL' })).status).toBe(400);
	const rppsInformation = { accountNumber: 'EPL-88' };
	expect((await bench.api.post(path, { ...body, rppsInformation })).status).toBe(200);
	expect((await bench.api.get(path)).data.status).toBe('CONNECTED_RPPS');
});

it('connects customers, and vendors outside of it by email', async () => {
	const customer = `/v3/network/invitation/customer/${record('customers', 'Riverbend Hotel').id}`;
	const networkId = await found('Riverbend');
	expect((await bench.api.post(customer, { networkId, networkType: 'BILL' })).status).toBe(200);
	expect((await bench.api.get(customer)).data.status).toBe('CONNECTED');
	expect((await bench.api.delete(customer)).status).toBe(200);
	const vendor = `/v3/network/invitation/vendor/${record('vendors', 'Kestrel Couriers').id}`;
	expect((await bench.api.post(`${vendor}/email`, { email: 'k@kestrel.example' })).status).toBe(
		200,
	);
	expect((await bench.api.get(vendor)).data.status).toBe('PENDING');
	expect((await bench.api.post(`${vendor}/email`, { email: 'nobody' })).status).toBe(400);
});

it('accepts a request from another organization, for an existing or a new record', async () => {
	const accept = (body: object) => bench.api.post('/v3/network/invitation/accept', body);
	const networkId = await found('Harbor Lights');
	const asCustomer = { networkId, type: 'CUSTOMER' };
	const { id } = record('customers', 'Saltmarsh Gifts');
	expect((await accept(asCustomer)).status).toBe(400);
	expect((await accept({ ...asCustomer, id, name: 'Both' })).status).toBe(400);
	expect((await accept({ ...asCustomer, type: 'VENDOR', name: 'X' })).status).toBe(404);
	expect((await accept({ ...asCustomer, id })).status).toBe(200);
	expect((await accept({ ...asCustomer, id })).status).toBe(404);
	const glass = { networkId: await found('Tidewater'), type: 'VENDOR', name: 'Tidewater' };
	expect((await accept(glass)).status).toBe(200);
	expect(record('vendors', 'Tidewater')).toMatchObject({
		networkStatus: 'CONNECTED',
		address: { city: 'Norfolk' },
	});
});

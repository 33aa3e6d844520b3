import { expect, it } from '@jest/globals';
import { makeVendor, usAddress } from '../support/records.mts';
import { localBench, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

it('lists exports; their files need no session', async () => {
	const { data } = await bench.api.get('/v3/exports', { params: { max: 2 } });
	expect([data.results.length, data.nextPage]).toEqual([2, expect.any(String)]);
	const { exportId } = data.results[0];
	const link = (await bench.api.get(`/v3/exports/${exportId}/download-link`)).data.downloadLink;
	const file = await bench.plain.get(link);
	expect(file.status).toBe(200);
	expect(file.headers['content-type']).toMatch('text/csv');
	expect(file.data).toMatch(/^"Id","Name","Email"\n"009/);
	expect((await bench.api.get('/v3/exports/nope/download-link')).status).toBe(404);
	const statement = bench.localBill.records('billingStatements')[0].id;
	expect((await bench.plain.get(`/v3/exports/files/${statement}.csv`)).status).toBe(404);
});

it('lists the changes of a vendor, field by field, newest first', async () => {
	const { id } = await makeVendor(bench);
	await bench.api.patch(`/v3/vendors/${id}`, { phone: '1', address: { line1: '2 Test Street' } });
	const path = `/v3/reports/audit-trail/vendor/${id}`;
	const trail = async (params: object = {}) => (await bench.api.get(path, { params })).data;
	const entries = await trail();
	expect(entries).toHaveLength(3);
	expect(entries[0]).toEqual({
		...{ source: 'API', type: 'UPDATE', createdTime: expect.any(String) },
		user: { id: expect.stringMatching(/^006/), name: 'Avery Lindqvist' },
		field: { name: 'phone', value: { current: '1' } },
	});
	expect(entries[1].field).toEqual({
		name: 'address.line1',
		value: { previous: usAddress.line1, current: '2 Test Street' },
	});
	expect(await trail({ start: 1, max: 1 })).toEqual([entries[1]]);
	await bench.api.post(`/v3/vendors/${id}/archive`);
	expect(await trail()).toEqual([]);
	expect(await trail({ includeArchived: true })).toHaveLength(4);
	expect((await bench.api.get(path, { params: { page: 1 } })).status).toBe(400);
});

it('keeps no trace of what was refused', async () => {
	const { id } = await makeVendor(bench);
	const before = bench.localBill.records('auditTrail').length;
	const wrong = [{ name: 'Fine' }, { name: 'Odd', address: {} }];
	expect((await bench.api.post('/v3/vendors/bulk', wrong)).status).toBe(400);
	expect((await bench.api.patch(`/v3/vendors/${id}`, { name: '' })).status).toBe(400);
	expect(bench.localBill.records('auditTrail')).toHaveLength(before);
});

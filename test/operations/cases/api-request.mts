import { type Case, casesOf, get, post } from '../../support/cases.mts';
import { address, makeVendor } from '../../support/records.mts';

const { caseOf } = casesOf('apiRequest');

export const apiRequestCases: Case[] = [
	caseOf('send', 'smallest', {
		parameters: () => ({ path: '/v3/login/session' }),
		received: () => [get('/v3/login/session')],
		given: () => [{ userId: expect.stringMatching(/^006/) }],
	}),
	caseOf('send', 'fullest', {
		setUp: (bill) => bill.unique('Northwind'),
		parameters: (name) => ({
			method: 'POST',
			path: '/connect/v3/vendors',
			query: '{}',
			requestBody: JSON.stringify({ name, address }),
			options: { splitResults: true, timeout: 30 },
		}),
		received: (name) => [post('/v3/vendors', { name, address })],
		added: { vendors: 1 },
		given: (name) => [{ name }],
	}),
	caseOf('send', 'query in path and form', {
		setUp: (bill) => makeVendor(bill),
		parameters: ({ name }) => ({
			path: '/v3/vendors?max=5&sort=name:asc',
			query: { filters: `name:eq:"${name}"`, page: null },
			options: { splitResults: true },
		}),
		received: ({ name }) => [
			get('/v3/vendors', { max: '5', sort: 'name:asc', filters: `name:eq:"${name}"` }),
		],
		given: ({ id, name }) => [{ id, name }],
	}),
	caseOf('send', 'whole list', {
		localOnly: 'makes many vendors at once',
		setUp: ({ localBill }) => localBill?.seed({ vendors: 190 }),
		parameters: () => ({
			path: '/v3/vendors',
			query: '{"sort": "name:asc"}',
			options: { allPages: true },
		}),
		received: () => [
			get('/v3/vendors', { max: '100', sort: 'name:asc' }),
			...Array.from({ length: 2 }, () =>
				get('/v3/vendors', {
					max: '100',
					sort: 'name:asc',
					page: expect.any(String) as unknown as string,
				}),
			),
		],
		given: () => Array<object>(205).fill({ name: expect.any(String) }),
	}),
	...(['PATCH', 'PUT', 'DELETE'] as const).map((method) =>
		caseOf('send', method, {
			setUp: async (bill) => {
				const vendor = await makeVendor(bill);
				const path = `/v3/vendors/${vendor.id}/bank-account`;
				if (method === 'DELETE') await bill.call('POST', path, { accountNumber: '0001234' });
				return { vendor, bank: path };
			},
			continueOnFail: method === 'PUT',
			parameters: ({ vendor, bank }) => ({
				method,
				path: method === 'DELETE' ? bank : `/v3/vendors/${vendor.id}`,
				...(method !== 'DELETE' && { requestBody: { shortName: 'Quay' } }),
			}),
			received: ({ vendor, bank }) => [
				method === 'DELETE'
					? { method, path: bank }
					: { method, path: `/v3/vendors/${vendor.id}`, body: { shortName: 'Quay' } },
			],
			given: () => {
				if (method === 'PATCH') return [{ shortName: 'Quay' }];
				return [
					method === 'DELETE' ? { success: true } : { error: expect.stringContaining('BDC_1121') },
				];
			},
		}),
	),
];

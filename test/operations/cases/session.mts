import type { Bill } from '../../support/bill.mts';
import { type Case, both, define, optionsIf } from '../../support/cases.mts';

const resource = 'session';
/** What the log of the local BILL shows in place of a secret. */
const SECRET = '***';
const SENDS_TEXT = 'has BILL send a text message';

const organizationOf = (bill: Bill) => String(bill.credential(false).organizationId);

export const sessionCases: Case[] = [
	...both((full) => ({
		resource,
		operation: 'get',
		setUp: organizationOf,
		parameters: () => optionsIf(full),
		received: () => [{ method: 'GET', path: '/v3/login/session' }],
		given: (organizationId) => [{ organizationId, userId: expect.stringMatching(/^006/) }],
	})),
	...both((full) => ({
		resource,
		operation: 'getOrganizations',
		setUp: organizationOf,
		parameters: () => (full ? { returnAll: true, options: { timeout: 30 } } : {}),
		// The size of its pages is BILL's own: there is no `max`.
		received: () => [{ method: 'GET', path: '/v3/login/organizations' }],
		given: (id) => [{ organization: { id, name: expect.any(String) } }],
	})),
	define({
		resource,
		operation: 'requestCode',
		form: 'smallest',
		localOnly: SENDS_TEXT,
		parameters: () => ({}),
		// An empty object, which BILL wants to see.
		received: () => [{ method: 'POST', path: '/v3/mfa/challenge', body: {} }],
		given: () => [{ challengeId: expect.any(String) }],
	}),
	define({
		resource,
		operation: 'requestCode',
		form: 'fullest',
		localOnly: SENDS_TEXT,
		parameters: () => ({ additionalFields: { useBackup: false }, options: { timeout: 30 } }),
		received: () => [{ method: 'POST', path: '/v3/mfa/challenge', body: { useBackup: false } }],
		given: () => [{ challengeId: expect.any(String) }],
	}),
	...both((full) => ({
		resource,
		operation: 'validateCode',
		localOnly: SENDS_TEXT,
		setUp: async (bill) => await bill.call('POST', '/v3/mfa/challenge', {}),
		parameters: ({ challengeId }) => ({
			challengeId,
			code: '123456',
			device: 'n8n',
			...(full && { rememberMe: false, additionalFields: { machineName: 'n8n server' } }),
			...optionsIf(full),
		}),
		received: ({ challengeId }) => [
			{
				method: 'POST',
				path: '/v3/mfa/challenge/validate',
				body: {
					challengeId,
					token: SECRET,
					device: 'n8n',
					rememberMe: !full,
					...(full && { machineName: 'n8n server' }),
				},
			},
		],
		given: () => [full ? {} : { rememberMeId: expect.any(String) }],
	})),
	...both((full) => ({
		resource,
		operation: 'trust',
		localOnly: 'needs a remembered device',
		setUp: (bill) => bill.credential(true),
		parameters: ({ rememberMeId, device }) => ({ rememberMeId, device, ...optionsIf(full) }),
		received: ({ device }) => [
			{ method: 'POST', path: '/v3/mfa/step-up', body: { rememberMeId: SECRET, device } },
		],
		given: () => [{ trusted: true }],
	})),
	...both((full) => ({
		resource,
		operation: 'getPhones',
		parameters: () => optionsIf(full),
		received: () => [{ method: 'GET', path: '/v3/mfa/phones' }],
		given: () => [{ last4digits: '0142', primary: true }],
	})),
	...both((full) => ({
		resource,
		operation: 'addPhone',
		trusted: true,
		localOnly: SENDS_TEXT,
		parameters: () => ({
			phone: '+15105550134',
			...(full && { phoneType: 'VOICE', additionalFields: { primary: true } }),
			...optionsIf(full),
		}),
		received: () => [
			{
				method: 'POST',
				path: '/v3/mfa/setup',
				body: {
					phone: '+15105550134',
					type: full ? 'VOICE' : 'TEXT',
					...(full && { primary: true }),
				},
			},
		],
		given: () => [{ setupId: expect.any(String) }],
	})),
	...both((full) => ({
		resource,
		operation: 'confirmPhone',
		trusted: true,
		localOnly: SENDS_TEXT,
		setUp: async (bill) =>
			await bill.call('POST', '/v3/mfa/setup', { phone: '+15105550134', type: 'TEXT' }),
		parameters: ({ setupId }) => ({
			setupId,
			code: full ? ' 123456 ' : '123456',
			...(full && { phoneType: 'TEXT' }),
			...optionsIf(full),
		}),
		received: ({ setupId }) => [
			{
				method: 'POST',
				path: '/v3/mfa/setup/validate',
				body: { setupId, type: 'TEXT', token: SECRET },
			},
		],
		given: () => [{ status: 'SUCCESS' }],
	})),
];

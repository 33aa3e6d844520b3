import type { Bill } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, post } from '../../support/cases.mts';

const { caseOf, bothForms } = casesOf('session');
/** What the local BILL's log shows instead of a secret. */
const SECRET = '***';
const SENDS_TEXT = 'has BILL send a text message';

const organizationOf = (bill: Bill) => String(bill.credential(false).organizationId);

export const sessionCases: Case[] = [
	...bothForms('get', (full) => ({
		setUp: organizationOf,
		parameters: () => optionsIf(full),
		received: () => [get('/v3/login/session')],
		given: (organizationId) => [{ organizationId, userId: expect.stringMatching(/^006/) }],
	})),
	...bothForms('getOrganizations', (full) => ({
		setUp: organizationOf,
		parameters: () => (full ? { returnAll: true, options: { timeout: 30 } } : {}),
		// BILL itself decides the page size: there is no `max`.
		received: () => [get('/v3/login/organizations')],
		given: (id) => [{ organization: { id, name: expect.any(String) } }],
	})),
	caseOf('requestCode', 'smallest', {
		localOnly: SENDS_TEXT,
		parameters: () => ({}),
		// An empty object, which BILL requires.
		received: () => [post('/v3/mfa/challenge', {})],
		given: () => [{ challengeId: expect.any(String) }],
	}),
	caseOf('requestCode', 'fullest', {
		localOnly: SENDS_TEXT,
		parameters: () => ({ additionalFields: { useBackup: false }, options: { timeout: 30 } }),
		received: () => [post('/v3/mfa/challenge', { useBackup: false })],
		given: () => [{ challengeId: expect.any(String) }],
	}),
	...bothForms('validateCode', (full) => ({
		localOnly: SENDS_TEXT,
		setUp: async (bill) => await bill.call('POST', '/v3/mfa/challenge', {}),
		parameters: ({ challengeId }) => ({
			challengeId,
			code: '123456',
			device: 'n8n',
			...(full && {
				rememberMe: true,
				additionalFields: { machineName: 'n8n server' },
				options: { saveInCredential: false, timeout: 30 },
			}),
		}),
		received: ({ challengeId }) => [
			post('/v3/mfa/challenge/validate', {
				challengeId,
				token: SECRET,
				device: 'n8n',
				rememberMe: true,
				...(full && { machineName: 'n8n server' }),
			}),
			// What BILL returned is tried with a sign-in before it is stored in the credential.
			...(full ? [] : [get('/v3/login/session')]),
		],
		given: () => [
			{
				device: 'n8n',
				savedInCredential: !full,
				...(full && { rememberMeId: expect.any(String) as unknown }),
			},
		],
	})),
	...bothForms('trust', (full) => ({
		localOnly: 'needs a remembered device',
		setUp: (bill) => bill.credential(true),
		parameters: ({ rememberMeId, device }) => ({ rememberMeId, device, ...optionsIf(full) }),
		received: ({ device }) => [post('/v3/mfa/step-up', { rememberMeId: SECRET, device })],
		given: () => [{ trusted: true }],
	})),
	...bothForms('getPhones', (full) => ({
		parameters: () => optionsIf(full),
		received: () => [get('/v3/mfa/phones')],
		given: () => [{ last4digits: '0142', primary: true }],
	})),
	...bothForms('addPhone', (full) => ({
		trusted: true,
		localOnly: SENDS_TEXT,
		parameters: () => ({
			phone: '+15105550134',
			...(full && { phoneType: 'VOICE', additionalFields: { primary: true } }),
			...optionsIf(full),
		}),
		received: () => [
			post('/v3/mfa/setup', {
				phone: '+15105550134',
				type: full ? 'VOICE' : 'TEXT',
				...(full && { primary: true }),
			}),
		],
		given: () => [{ setupId: expect.any(String) }],
	})),
	...bothForms('confirmPhone', (full) => ({
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
			post('/v3/mfa/setup/validate', { setupId, type: 'TEXT', token: SECRET }),
		],
		given: () => [{ status: 'SUCCESS' }],
	})),
];

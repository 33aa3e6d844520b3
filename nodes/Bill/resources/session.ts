import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../core/form/field';
import { choice, flag, text, typedId } from '../../core/form/kinds';
import { strings } from '../../core/form/shape';
import { cannotBeLookedUp } from '../../core/look-up/way';
import { bodyOf } from '../../core/run/operation';
import type { Call, Output, Resource } from '../../core/run/operation';
import { dayOf, trustOf, trustSince } from '../../core/wire/trust';

/** https://developer.bill.com/docs/mfa-api */
const device = text('device', {
	eg: 'n8n',
	required: true,
	description: 'A name of your choice; enter the same name in the Bill API credential',
});

const code = text('token', {
	label: 'Code',
	as: 'code',
	eg: '123456',
	required: true,
	pattern: /^\d{6}$/,
	mustBe: 'must be the six digits from the message',
});

/** Taken from the item if Request Code runs before. */
const typedChallenge = typedId('challengeId', {
	label: 'Challenge ID',
	eg: 'f0a9d6f2-8d5c-4c2b',
	required: true,
	description:
		'Identifies the requested code; Session > Request Code returns it. Taken from the item when Request Code runs before this node.',
});
const challengeId: Field = {
	...typedChallenge,
	property: { ...typedChallenge.property, default: '={{ $json.challengeId }}' },
};

const saveInCredential = flag('saveInCredential', {
	label: 'Save in Credential',
	initially: true,
	description:
		"Whether to save the Remember Me ID in this node's credential instead of returning it. If this is off, or a field of the credential holds an expression, the output contains the ID.",
});

const phoneTypes = [
	{ value: 'TEXT', name: 'Text Message' },
	{ value: 'VOICE', name: 'Call' },
];

export const sessionResource: Resource = {
	value: 'session',
	name: 'Session',
	description: 'Sign-in, organizations, and the second factor that payments need',
	operations: [
		{
			value: 'get',
			name: 'Get Details',
			action: 'Get details of the session',
			description: 'Read the organization, user and second factor of the current session',
			method: 'GET',
			path: '/v3/login/session',
			fields: [],
			output: {
				...strings('organizationId', 'userId', 'mfaStatus', 'trustedUntil'),
				...{ mfaBypass: 'boolean', trustDaysLeft: 'number', trustEndsSoon: 'boolean' },
			},
			run: getWithTrust,
		},
		{
			value: 'getOrganizations',
			name: 'Get Organizations',
			action: 'Get the organizations of the user',
			description: 'Read which organizations the user in the credential can sign in to',
			method: 'GET',
			path: '/v3/login/organizations',
			fields: [],
			// Pages of 100; the only query key is the page token.
			list: { paged: true, fixedPages: true },
			output: {
				organization: strings('id', 'name'),
				consoleOrganization: strings('id', 'name'),
			},
		},
		{
			value: 'requestCode',
			name: 'Request Code',
			action: 'Request a code for the second factor',
			description:
				'Have BILL send a six-digit code by text message, the first step to a trusted session',
			method: 'POST',
			path: '/v3/mfa/challenge',
			fields: [],
			optional: {
				as: 'additionalFields',
				fields: [
					flag('useBackup', {
						label: 'Use Backup Phone',
						description: 'Whether to use the backup phone. BILL removed backup phones in 2026.',
					}),
				],
			},
			lookUp: cannotBeLookedUp('BILL does not show which codes it has sent'),
			output: { challengeId: 'string' },
		},
		{
			value: 'validateCode',
			name: 'Validate Code',
			action: 'Validate the code of the second factor',
			description:
				'Validate the six-digit code so that BILL trusts sign-ins with the credential for 30 days. Remember Me ID, Device and Trusted Since are saved in the credential.',
			method: 'POST',
			path: '/v3/mfa/challenge/validate',
			fields: [
				challengeId,
				code,
				device,
				flag('rememberMe', {
					initially: true,
					description:
						'Whether to get a Remember Me ID, which makes sign-ins trusted for 30 days; otherwise BILL trusts this session only',
				}),
			],
			optional: {
				as: 'additionalFields',
				fields: [text('machineName', { eg: 'n8n server' })],
			},
			options: [saveInCredential],
			lookUp: cannotBeLookedUp('BILL does not show a Remember Me ID again; request a new code'),
			output: {
				savedInCredential: 'boolean',
				...strings('device', 'trustedSince', 'trustedUntil', 'rememberMeId'),
			},
			run: validate,
		},
		{
			value: 'trust',
			name: 'Trust Session',
			action: 'Trust the current session',
			description:
				'Make the current session trusted with a Remember Me ID, without signing in again',
			method: 'POST',
			path: '/v3/mfa/step-up',
			fields: [
				typedId('rememberMeId', {
					label: 'Remember Me ID',
					eg: '5f0c8a52-3c9b-4b6e',
					required: true,
				}),
				device,
			],
			lookUp: cannotBeLookedUp('BILL does not show whether it trusts the session'),
			output: { trusted: 'boolean' },
		},
		{
			value: 'getPhones',
			name: 'Get Phones',
			action: 'Get the phones of the second factor',
			description: 'Read which phones receive the codes; only the last digits are shown',
			method: 'GET',
			path: '/v3/mfa/phones',
			fields: [],
			list: { paged: false },
			output: { ...strings('type', 'last4digits'), primary: 'boolean' },
		},
		{
			value: 'addPhone',
			name: 'Add Phone',
			action: 'Add a phone for the second factor',
			description: 'Register a phone to receive codes; BILL sends a six-digit code to confirm it',
			method: 'POST',
			path: '/v3/mfa/setup',
			fields: [
				text('phone', { eg: '+15105550134', required: true }),
				choice('type', phoneTypes, { as: 'phoneType', label: 'Reached By', required: true }),
			],
			optional: {
				as: 'additionalFields',
				fields: [
					flag('primary', {
						initially: true,
						description:
							'Whether this is the primary phone. Since April 2026, BILL accepts only true.',
					}),
				],
			},
			lookUp: cannotBeLookedUp('BILL does not show which codes it has sent'),
			output: { setupId: 'string' },
		},
		{
			value: 'confirmPhone',
			name: 'Confirm Phone',
			action: 'Confirm a phone for the second factor',
			description: 'Confirm the new phone with the six-digit code it received',
			method: 'POST',
			path: '/v3/mfa/setup/validate',
			fields: [
				typedId('setupId', { label: 'Setup ID', eg: 'a4c1e7b0-2f6d-4e6a', required: true }),
				choice('type', phoneTypes, { as: 'phoneType', label: 'Reached By', required: true }),
				code,
			],
			lookUp: cannotBeLookedUp('BILL shows only the last digits of a phone; see Get Phones'),
			output: { status: 'string' },
		},
	],
};

async function getWithTrust({ client, request }: Call): Promise<Output[]> {
	const session = (await client.send(request)) as IDataObject;
	const trust = trustOf(client.credential.typed);
	return [
		{
			json: {
				...session,
				...(trust && {
					trustedUntil: trust.until,
					trustDaysLeft: Math.max(trust.daysLeft, 0),
					trustEndsSoon: trust.endsSoon,
				}),
			},
		},
	];
}

/** Sends the code to BILL, and saves or outputs what BILL returns for it. */
async function validate(call: Call): Promise<Output[]> {
	const { client, request, settings } = call;
	const { rememberMeId, ...answer } = ((await client.send(request)) ?? {}) as IDataObject;
	if (typeof rememberMeId !== 'string') return [{ json: answer }];
	const trust = trustSince(dayOf(Date.now()));
	const { device } = bodyOf(call) as { device: string };
	const kept = { rememberMeId, device, trustedSince: trust.since };
	// BILL shows the ID only once: if anything fails from here on, the output contains it.
	const savedInCredential =
		settings.options.saveInCredential !== false &&
		(await client.credential.keep(kept).catch(() => false));
	return [
		{
			json: {
				...answer,
				savedInCredential,
				...{ device, trustedSince: trust.since, trustedUntil: trust.until },
				...(!savedInCredential && { rememberMeId }),
			},
		},
	];
}

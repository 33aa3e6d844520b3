import { answerPage, pageQuery } from '../engine/list.mts';
import { type Call, type Route, route } from '../engine/route.mts';
import { choice, flag, object, text } from '../engine/schema.mts';
import { BillError } from '../errors/bill-error.mts';
import type { Outcome } from '../state/mfa.mts';
import type { Session } from '../state/sessions.mts';

/**
 * Multi-factor sign-in: https://developer.bill.com/reference/generatechallenge, validatechallenge, stepupsession. No
 * text message is sent. The code is always the one in state/credentials.mts.
 */
export const mfaRoutes: Route[] = [
	route({
		method: 'POST',
		path: '/v3/mfa/challenge',
		body: object({ useBackup: flag }),
		handle({ world, limits, session, body }) {
			refuseToken(session.kind);
			// The second phone was removed in April 2026.
			if (body.useBackup === true) throw BillError.invalid('useBackup', 'there is no backup phone');
			if (world.mfa.phones.length === 0) throw BillError.invalid('phone', 'no phone is set up');
			limits.countText(session.devKey);
			return { challengeId: world.mfa.challenge() };
		},
	}),
	route({
		method: 'POST',
		path: '/v3/mfa/challenge/validate',
		body: object(
			{
				challengeId: text(),
				token: text(),
				device: text(),
				machineName: text(),
				rememberMe: flag,
			},
			['challengeId', 'token'],
		),
		handle({ world, session, body }) {
			refuseToken(session.kind);
			// The id is bound to the device's nickname, so a nickname is required here. BILL does not document it as
			// required.
			const { device, rememberMe = false } = body;
			if (rememberMe && !device) throw BillError.missing('device');
			settle(world.mfa.answer(body.challengeId, body.token, 'sign-in'), body.challengeId);
			session.trusted = true;
			return rememberMe && device ? { rememberMeId: world.mfa.remember(device) } : {};
		},
	}),
	route({
		method: 'POST',
		path: '/v3/mfa/step-up',
		body: object({ rememberMeId: text(), device: text() }, ['rememberMeId', 'device']),
		handle({ world, session, body }) {
			refuseToken(session.kind);
			if (!world.mfa.trusts(body.rememberMeId, body.device)) {
				throw BillError.of('BDC_1361', undefined, { params: {} });
			}
			session.trusted = true;
			return { trusted: true };
		},
	}),
	{
		method: 'GET',
		path: '/v3/mfa/phones',
		query: pageQuery,
		handle: (call) => answerPage(call, 'mfa phones', call.world.mfa.phones),
	},
	route({
		method: 'POST',
		path: '/v3/mfa/setup',
		// Since April 2026 `primary` can only be true and need not be sent.
		body: object({ phone: text(20), type: choice('TEXT', 'VOICE'), primary: { const: true } }, [
			'phone',
			'type',
		]),
		trusted: resetsPhone,
		handle({ world, limits, session, body }) {
			refuseToken(session.kind);
			if (!/^\+?[\d\s().-]{7,20}$/.test(body.phone))
				throw BillError.invalid('phone', 'not a number');
			limits.countText(session.devKey);
			return { setupId: world.mfa.challenge(body.phone.replace(/\D/g, '')) };
		},
	}),
	route({
		method: 'POST',
		path: '/v3/mfa/setup/validate',
		body: object({ setupId: text(), type: choice('TEXT', 'VOICE'), token: text() }, [
			'setupId',
			'type',
			'token',
		]),
		trusted: resetsPhone,
		handle({ world, session, body }) {
			refuseToken(session.kind);
			settle(world.mfa.answer(body.setupId, body.token, 'setup'), body.setupId);
			return { status: 'SUCCESS' };
		},
	}),
];

/** Setting up another phone resets multi-factor sign-in, so it needs a trusted session. */
function resetsPhone({ world }: Call): boolean {
	return world.mfa.phones.length > 0;
}

/**
 * Sessions of an AP & AR sync token cannot use MFA: https://developer.bill.com/docs/token-based-sign-in. The error
 * code is a guess.
 */
function refuseToken(kind: Session['kind']): void {
	if (kind !== 'password') throw BillError.of('BDC_1361', undefined, { params: {} });
}

function settle(outcome: Outcome, id: string): void {
	if (outcome === 'unknown') throw BillError.notFound(id);
	if (outcome === 'locked') throw BillError.of('BDC_1358');
	if (outcome !== 'right') throw BillError.of('BDC_1356');
}

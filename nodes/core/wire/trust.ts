import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { trimmed } from './gateway';

/** How many days BILL trusts a remembered device: https://developer.bill.com/reference/validatechallenge */
const DAYS = 30;
/** The user is warned when this many days of trust, or fewer, are left. */
const LAST_DAYS = 5;
const DAY_MS = 86_400_000;

/** How long BILL trusts sign-ins with a credential. Days are in UTC, because BILL does not name an hour. */
export interface Trust {
	since: string;
	until: string;
	/** Below 0 if it has ended. */
	daysLeft: number;
	/** It ends within a few days, or has ended. */
	endsSoon: boolean;
}

/** The day in UTC. */
export const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The trust that began on a day. */
export function trustSince(since: string, now = Date.now()): Trust {
	const end = Date.parse(since) + DAYS * DAY_MS;
	const daysLeft = Math.round((end - Date.parse(dayOf(now))) / DAY_MS);
	return { since, until: dayOf(end), daysLeft, endsSoon: daysLeft <= LAST_DAYS };
}

/** The trust of a credential, if the credential says when it began: there is no other source for the date. */
export function trustOf(
	{ rememberMeId, trustedSince }: ICredentialDataDecryptedObject,
	now = Date.now(),
): Trust | undefined {
	const [since] = /^\d{4}-\d\d-\d\d/.exec(trimmed(trustedSince)) ?? [];
	if (!since || !trimmed(rememberMeId) || Number.isNaN(Date.parse(since))) return undefined;
	const trust = trustSince(since, now);
	// A start date more than one day in the future was mistyped.
	return trust.daysLeft > DAYS + 1 ? undefined : trust;
}

/** Why BILL may not trust a session, as far as the credential shows; empty if it does not say. */
export function whyUntrusted(credentials: ICredentialDataDecryptedObject): string {
	const trust = trustOf(credentials);
	if (!trust) return '';
	return trust.daysLeft < 0
		? `According to Trusted Since in the credential, the trust ended on ${trust.until}. `
		: `According to Trusted Since in the credential, the trust lasts until ${trust.until}, so Remember Me ID and Device may not belong together. `;
}

/** The warning for the last days of the trust, and after its end; undefined before. */
export function warningOf(credentials: ICredentialDataDecryptedObject): string | undefined {
	const trust = trustOf(credentials);
	if (!trust?.endsSoon) return undefined;
	const { daysLeft, until } = trust;
	const left = daysLeft === 0 ? 'today' : `in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;
	const when = daysLeft < 0 ? `ended on ${until}` : `ends ${left}, on ${until}`;
	return `BILL's trust in the credential ${when}. Without it BILL refuses payments. Get a new Remember Me ID.`;
}

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { trimmed } from './gateway';

/** BILL trusts a remembered device so many days: https://developer.bill.com/reference/validatechallenge */
const DAYS = 30;
/** From so many days on a person is told that the trust ends. */
const LAST_DAYS = 5;
const DAY_MS = 86_400_000;

/** How long BILL trusts sign-ins with a credential. Days are those of UTC, as BILL names no hour. */
export interface Trust {
	since: string;
	until: string;
	/** Below 0 when it has ended. */
	daysLeft: number;
	/** It ends within days, or has ended. */
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

/** The trust of a credential, where it says since when: nobody else tells it. */
export function trustOf(
	{ rememberMeId, trustedSince }: ICredentialDataDecryptedObject,
	now = Date.now(),
): Trust | undefined {
	const [since] = /^\d{4}-\d\d-\d\d/.exec(trimmed(trustedSince)) ?? [];
	if (!since || !trimmed(rememberMeId) || Number.isNaN(Date.parse(since))) return undefined;
	const trust = trustSince(since, now);
	// A day that is still to come was mistyped.
	return trust.daysLeft > DAYS + 1 ? undefined : trust;
}

/** Why BILL may not trust a session, as far as the credential says; empty where it says nothing. */
export function whyUntrusted(credentials: ICredentialDataDecryptedObject): string {
	const trust = trustOf(credentials);
	if (!trust) return '';
	return trust.daysLeft < 0
		? `By Trusted Since in the credential, the trust ended on ${trust.until}. `
		: `By Trusted Since in the credential, the trust lasts until ${trust.until}, so Remember Me ID and Device may not belong together. `;
}

/** What is said in the last days of the trust, and after them; nothing before. */
export function warningOf(credentials: ICredentialDataDecryptedObject): string | undefined {
	const trust = trustOf(credentials);
	if (!trust?.endsSoon) return undefined;
	const { daysLeft, until } = trust;
	const left = daysLeft === 0 ? 'today' : `in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;
	const when = daysLeft < 0 ? `ended on ${until}` : `ends ${left}, on ${until}`;
	return `BILL's trust in the credential ${when}. Without it BILL refuses payments. Get a new Remember Me ID.`;
}

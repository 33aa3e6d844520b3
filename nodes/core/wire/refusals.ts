import type { Failure } from './failures';

const LASTS_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
const MOST = 500;

/** Why BILL refused a credential, and until when BILL is not asked again. */
const refusals = new Map<string, { failure: Failure; since: number; until: number }>();

/**
 * n8n activates a trigger again and again when it fails, polls every minute, and starts an execution for each event.
 * BILL locks a user after too many wrong passwords and allows 200 logins an hour
 * (https://developer.bill.com/docs/api-rate-limits), so a refused sign-in is remembered for ten minutes, and a used-up
 * hourly limit until the hour is over. Until then, unattended executions do not try to sign in. The editor and the
 * credential's test still do, and a corrected credential is another identity.
 *
 * @param identity of the credential, from `identityOf` in kept-session.ts
 */
export function rememberRefusal(identity: string, failure: Failure, now = Date.now()): void {
	const until =
		failure.kind === 'hourly' ? (Math.floor(now / HOUR_MS) + 1) * HOUR_MS : now + LASTS_MS;
	refusals.set(identity, { failure, since: now, until });
	if (refusals.size > MOST) refusals.delete(refusals.keys().next().value as string);
}

/** The refusal that still applies, if any. */
export function refusalOf(identity: string, now = Date.now()): Failure | undefined {
	const refusal = refusals.get(identity);
	if (!refusal) return undefined;
	if (refusal.until > now) return asRemembered(refusal);
	refusals.delete(identity);
	return undefined;
}

/** BILL accepts the credential again. */
export function forgetRefusal(identity: string): void {
	refusals.delete(identity);
}

function asRemembered({
	failure,
	since,
	until,
}: {
	failure: Failure;
	since: number;
	until: number;
}): Failure {
	if (failure.kind !== 'signIn') return failure;
	const clock = (at: number) => `${new Date(at).toISOString().slice(11, 16)} UTC`;
	const summary = `${failure.summary} BILL returned this at ${clock(since)}. To keep BILL from locking the user, unattended executions do not try again before ${clock(until)}. The test of the credential tries immediately.`;
	return { ...failure, summary };
}

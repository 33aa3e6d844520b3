import type { Failure } from './failures';

const LASTS_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
const MOST = 500;

/** Why BILL turned a credential away, and until when it is not asked again. */
const refusals = new Map<string, { failure: Failure; until: number }>();

/**
 * n8n activates a trigger again and again when it fails, and polls every minute. BILL locks a user after too many
 * wrong passwords and allows 200 logins an hour (https://developer.bill.com/docs/api-rate-limits), so what
 * runs without a person remembers a refused sign-in for ten minutes, and a used-up hour until it is over. A
 * corrected credential is another identity and is tried at once.
 *
 * @param identity of the credential, `identityOf` in session.ts
 */
export function rememberRefusal(identity: string, failure: Failure, now = Date.now()): void {
	const until =
		failure.kind === 'hourly' ? (Math.floor(now / HOUR_MS) + 1) * HOUR_MS : now + LASTS_MS;
	refusals.set(identity, { failure, until });
	if (refusals.size > MOST) refusals.delete(refusals.keys().next().value as string);
}

/** The refusal that still stands, if any. */
export function refusalOf(identity: string, now = Date.now()): Failure | undefined {
	const refusal = refusals.get(identity);
	if (!refusal) return undefined;
	if (refusal.until > now) return refusal.failure;
	refusals.delete(identity);
	return undefined;
}

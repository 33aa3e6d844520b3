import { isOver } from './kept-session';
import type { Session } from './kept-session';

/** Longer than n8n takes to store the result of a sign-in. */
const SHARED_MS = 60_000;
const MOST = 500;

/** A sign-in of this process with one stored credential. */
interface Known {
	inFlight?: Promise<Session | undefined>;
	last?: { session: Session; at: number };
	/** Sessions that have ended. */
	ended: Set<string>;
}

const known = new Map<string, Known>();

/** Ends a sign-in: with the session, with an error, or with neither if another caller is to try. */
export type SignedIn = (session: Session | undefined, error?: Error) => void;

/**
 * The session that another execution of this process is obtaining, or has just obtained, so that many executions at the
 * same time sign in once, and n8n stores the session once.
 *
 * @param key the stored credential and the values in it
 * @param ended the session that the caller's own request failed with
 * @param sharedMs how long this process shares a session with other executions
 * @returns the session; or `finish` if it is the caller's turn to sign in, while others wait
 * @throws SignInError when the sign-in of the other execution was refused
 */
export async function joinSignIn(
	key: string,
	ended: string | undefined,
	sharedMs = SHARED_MS,
): Promise<{ session?: Session; finish?: SignedIn }> {
	for (;;) {
		const mine = knownOf(key, ended);
		const { inFlight, last } = mine;
		if (inFlight) {
			const session = await inFlight;
			if (session && session.id !== ended) return { session };
		} else if (last && isShared(last, mine, sharedMs)) {
			return { session: last.session };
		} else {
			return { finish: lead(mine) };
		}
	}
}

function isShared(
	{ session, at }: NonNullable<Known['last']>,
	{ ended }: Known,
	sharedMs: number,
): boolean {
	return Date.now() - at < sharedMs && !isOver(session) && !ended.has(session.id);
}

function lead(mine: Known): SignedIn {
	let settle: SignedIn = () => {};
	const inFlight = new Promise<Session | undefined>((resolve, reject) => {
		settle = (session, error) => (error ? reject(error) : resolve(session));
	});
	// Avoids an unhandled rejection when nobody waits for it.
	inFlight.catch(() => {});
	mine.inFlight = inFlight;
	return (session, error) => {
		if (mine.inFlight !== inFlight) return;
		mine.inFlight = undefined;
		if (session) mine.last = { session, at: Date.now() };
		settle(session, error);
	};
}

function knownOf(key: string, ended?: string): Known {
	const found = known.get(key) ?? { ended: new Set<string>() };
	known.delete(key);
	known.set(key, found);
	if (ended) found.ended.add(ended);
	for (const [oldest, { inFlight }] of known) {
		if (known.size <= MOST) break;
		if (!inFlight) known.delete(oldest);
	}
	return found;
}

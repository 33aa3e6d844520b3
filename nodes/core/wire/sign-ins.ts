import { isOver } from './kept-session';
import type { Session } from './kept-session';

/** Longer than n8n takes to store what a sign-in gave. */
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

/** Ends a sign-in: with the session, with why it did not work, or with neither when somebody else is to try. */
export type SignedIn = (session: Session | undefined, error?: Error) => void;

/**
 * The session that another execution of this process is just getting, or has just got, so that many executions at
 * once sign in once, and n8n stores it once.
 *
 * @param key the stored credential and what is typed into it
 * @param ended the session that the caller's own request has failed with
 * @param sharedMs how long a session is given to others that this process has got
 * @returns the session; or `finish` when it is the caller's turn to sign in, for which others wait
 * @throws SignInError when the other one's sign-in was refused
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
	// Perhaps nobody waits for it.
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

import type { Clock } from './clock.mts';
import { secret } from './secret.mts';

const MINUTES = 60_000;

/**
 * Time of inactivity after which a session ends: https://developer.bill.com/reference/login and
 * docs/token-based-sign-in.
 */
const LIFETIME = {
	password: 35 * MINUTES,
	partner: 35 * MINUTES,
	token: 48 * 60 * MINUTES,
	oauth: Infinity,
} as const;

export interface Session {
	id: string;
	/** The developer key it was opened with; for a partner, the application key. */
	devKey: string;
	/** Empty if a partner acts for itself. */
	organizationId: string;
	userId: string;
	/** Opened with a password, with an AP & AR sync token, by an app with an access token, or by a partner. */
	kind: keyof typeof LIFETIME;
	/** MFA-trusted. A token session never is. */
	trusted: boolean;
	lastUsed: number;
}

/** The active sessions. */
export class Sessions {
	private readonly byId = new Map<string, Session>();

	constructor(private readonly clock: Clock) {}

	open(session: Omit<Session, 'id' | 'lastUsed'>): Session {
		const opened = { ...session, id: secret(), lastUsed: this.clock.now() };
		this.byId.set(opened.id, opened);
		return opened;
	}

	/** The session, if it is active and was opened with that developer key. Restarts its inactivity time. */
	use(id: string | undefined, devKey: string | undefined): Session | undefined {
		const session = this.peek(id);
		if (!session || session.devKey !== devKey) return undefined;
		session.lastUsed = this.clock.now();
		return session;
	}

	/** The session if it is active, whatever its key: this is enough for download links. */
	peek(id: string | undefined): Session | undefined {
		const session = id === undefined ? undefined : this.byId.get(id);
		if (!session) return undefined;
		if (this.clock.now() - session.lastUsed >= LIFETIME[session.kind]) {
			this.byId.delete(session.id);
			return undefined;
		}
		return session;
	}

	close(id: string): void {
		this.byId.delete(id);
	}

	/** Ends all sessions, as after 35 minutes of inactivity. Returns how many there were. */
	expireAll(): number {
		const count = this.byId.size;
		this.byId.clear();
		return count;
	}
}

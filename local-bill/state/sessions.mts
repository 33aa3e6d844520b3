import type { Clock } from './clock.mts';
import { secret } from './secret.mts';

const MINUTES = 60_000;

/** Inactivity after which a session is gone: https://developer.bill.com/reference/login and docs/token-based-sign-in. */
const LIFETIME = {
	password: 35 * MINUTES,
	partner: 35 * MINUTES,
	token: 48 * 60 * MINUTES,
	oauth: Infinity,
} as const;

export interface Session {
	id: string;
	/** The developer key that it was opened with; of a partner its application key. */
	devKey: string;
	/** Empty where a partner acts for itself. */
	organizationId: string;
	userId: string;
	/** Signed in with a password, with an AP & AR sync token, by an app with an access token, or as a partner. */
	kind: keyof typeof LIFETIME;
	/** MFA-trusted; a token session never is. */
	trusted: boolean;
	lastUsed: number;
}

/** The sessions that are alive. */
export class Sessions {
	private readonly byId = new Map<string, Session>();

	constructor(private readonly clock: Clock) {}

	open(session: Omit<Session, 'id' | 'lastUsed'>): Session {
		const opened = { ...session, id: secret(), lastUsed: this.clock.now() };
		this.byId.set(opened.id, opened);
		return opened;
	}

	/** The session when it is alive and was opened with that developer key; its clock starts anew. */
	use(id: string | undefined, devKey: string | undefined): Session | undefined {
		const session = this.peek(id);
		if (!session || session.devKey !== devKey) return undefined;
		session.lastUsed = this.clock.now();
		return session;
	}

	/** The session when it is alive, whatever the key: enough for download links. */
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

	/** Forgets every session, as after 35 quiet minutes; says how many there were. */
	expireAll(): number {
		const count = this.byId.size;
		this.byId.clear();
		return count;
	}
}

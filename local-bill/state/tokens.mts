import type { Clock } from './clock.mts';
import type { OAuthApp } from './credentials.mts';
import { secret } from './secret.mts';

/** Not documented. One hour is common. */
const LIFETIME_SECONDS = 3600;

/** The access tokens that have been issued. A new token does not end an older one: each has its own expiry. */
export class Tokens {
	/** Lifetime of new tokens, in seconds. */
	lifetime = LIFETIME_SECONDS;
	private readonly given = new Map<string, { app: OAuthApp; until: number }>();

	constructor(private readonly clock: Clock) {}

	/** Issues a new token for an app. */
	give(app: OAuthApp): { token: string; lifetime: number } {
		const token = secret();
		this.given.set(token, { app, until: this.clock.now() + this.lifetime * 1000 });
		return { token, lifetime: this.lifetime };
	}

	/** The app that a token was issued to, if the token is still valid. */
	appOf(token: string | undefined): OAuthApp | undefined {
		const entry = token === undefined ? undefined : this.given.get(token);
		return entry && this.clock.now() < entry.until ? entry.app : undefined;
	}

	/** Ends all tokens. Returns how many there were. */
	expireAll(): number {
		const count = this.given.size;
		this.given.clear();
		return count;
	}
}

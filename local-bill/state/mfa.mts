import type { Clock } from './clock.mts';
import { mfa as fixed } from './credentials.mts';
import { secret } from './secret.mts';

const DAYS = 24 * 60 * 60_000;
const CODE_LIFETIME = 10 * 60_000; // not documented
const MAX_ATTEMPTS = 5; // not documented

interface Challenge {
	expires: number;
	attempts: number;
}

export type Outcome = 'right' | 'wrong' | 'expired' | 'locked' | 'unknown';

/** BILL's data for multi-factor sign-in: phones, open challenges, remembered devices. */
export class Mfa {
	phones = [{ type: 'MOBILE', last4digits: '0142', primary: true }];
	private readonly open = new Map<string, Challenge & { phone?: string }>();
	private readonly remembered = new Map<string, { device: string; expires: number }>();

	constructor(private readonly clock: Clock) {
		const expires = clock.now() + 30 * DAYS;
		this.remembered.set(fixed.rememberMeId, { device: fixed.device, expires });
	}

	/** Starts a challenge. With a phone number, it sets up that phone. The code is always the same. */
	challenge(phone?: string): string {
		const id = secret();
		this.open.set(id, { phone, attempts: 0, expires: this.clock.now() + CODE_LIFETIME });
		return id;
	}

	/** Checks a code. The correct one ends the challenge and, for a set-up, registers the phone. */
	answer(id: string, code: string, purpose: 'sign-in' | 'setup'): Outcome {
		const challenge = this.open.get(id);
		if (!challenge || (challenge.phone !== undefined) !== (purpose === 'setup')) return 'unknown';
		if (this.clock.now() >= challenge.expires) return 'expired';
		if (challenge.attempts >= MAX_ATTEMPTS) return 'locked';
		if (code !== fixed.code) {
			challenge.attempts += 1;
			return 'wrong';
		}
		this.open.delete(id);
		if (challenge.phone !== undefined) {
			this.phones = [{ type: 'MOBILE', last4digits: challenge.phone.slice(-4), primary: true }];
		}
		return 'right';
	}

	/** Remembers a device for 30 days. */
	remember(device: string): string {
		const id = secret();
		this.remembered.set(id, { device, expires: this.clock.now() + 30 * DAYS });
		return id;
	}

	/** Whether this id and device were registered together and are still valid. */
	trusts(rememberMeId: string | undefined, device: string | undefined): boolean {
		const entry = rememberMeId === undefined ? undefined : this.remembered.get(rememberMeId);
		return entry !== undefined && entry.device === device && this.clock.now() < entry.expires;
	}
}

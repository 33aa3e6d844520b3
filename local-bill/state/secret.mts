import { randomBytes } from 'node:crypto';

/** A random text that cannot be guessed: session ids, MFA ids. */
export function secret(): string {
	return randomBytes(24).toString('hex');
}

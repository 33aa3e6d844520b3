import { randomBytes } from 'node:crypto';

/** A random string that cannot be guessed, for session ids and MFA ids. */
export function secret(): string {
	return randomBytes(24).toString('hex');
}

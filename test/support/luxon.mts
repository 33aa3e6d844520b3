import { createRequire } from 'node:module';

/** The part of Luxon's DateTime that the tests use. */
export interface LuxonDateTime {
	toISO(options?: { includeOffset?: boolean }): string;
	toISODate(): string;
	toMillis(): number;
	plus(duration: { days: number }): LuxonDateTime;
	startOf(unit: 'day'): LuxonDateTime;
}

interface LuxonDateTimes {
	fromMillis(millis: number, options?: { zone: string }): LuxonDateTime;
	fromISO(written: string, options?: { zone?: string; setZone?: boolean }): LuxonDateTime;
	invalid(reason: string): LuxonDateTime;
}

const fromHere = createRequire(import.meta.url);
const fromN8n = createRequire(fromHere.resolve('n8n-workflow'));

/** The dates that n8n's expressions return (`$now`, `$today`, `DateTime`): n8n's own Luxon. */
export const { DateTime } = fromN8n('luxon') as { DateTime: LuxonDateTimes };

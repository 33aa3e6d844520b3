/**
 * Whether something happened from a moment on, by BILL's clock; nothing when BILL does not tell when it happened. Times
 * of BILL are in UTC, with milliseconds or without.
 *
 * @param since milliseconds since 1970
 */
export function isSince(time: unknown, since: number): boolean | undefined {
	if (typeof time !== 'string') return undefined;
	const isZoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(time);
	const at = Date.parse(isZoned ? time : `${time}Z`);
	if (Number.isNaN(at)) return undefined;
	return at >= (time.includes('.') ? since : Math.floor(since / 1000) * 1000);
}

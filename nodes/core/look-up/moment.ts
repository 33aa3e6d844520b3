/**
 * Whether something happened at or after a moment, by BILL's clock; undefined if BILL does not say when it happened.
 * BILL's times are in UTC, with or without milliseconds.
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

const WRITTEN =
	/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(\.\d+)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * A time stamp of BILL in milliseconds; BILL writes 2026-12-15T23:15:23.127+00:00. Without an offset it is read as UTC,
 * like everything that BILL writes.
 *
 * @returns undefined if it is not a time stamp
 */
export function momentOf(value: unknown): number | undefined {
	const [, day, minute, second = ':00', fraction = '', offset = 'Z'] =
		WRITTEN.exec(typeof value === 'string' ? value.trim() : '') ?? [];
	if (!day) return undefined;
	const [, sign, hours, minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
	const zone = sign ? `${sign}${hours}:${minutes}` : 'Z';
	const thousandths = `.${fraction.slice(1, 4).padEnd(3, '0')}`;
	const time = Date.parse(`${day}T${minute}${second}${thousandths}${zone}`);
	return Number.isNaN(time) ? undefined : time;
}

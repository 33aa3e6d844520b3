const DAY = 86_400_000;

/** Whether the day (yyyy-MM-dd) is no Saturday or Sunday. Bank holidays are not known here. */
export function isBusinessDay(day: string): boolean {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return weekday !== 0 && weekday !== 6;
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The day so many business days later. */
export function addBusinessDays(day: string, count: number): string {
	let result = day;
	for (let left = count; left > 0;) {
		result = addDays(result, 1);
		if (isBusinessDay(result)) left -= 1;
	}
	return result;
}

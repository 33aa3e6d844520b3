const DAY = 86_400_000;

/** Whether the day (yyyy-MM-dd) is not a Saturday or Sunday. Bank holidays are not considered. */
export function isBusinessDay(day: string): boolean {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return weekday !== 0 && weekday !== 6;
}

/** The day that many days later. */
export function addDays(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The day that many business days later. */
export function addBusinessDays(day: string, count: number): string {
	let result = day;
	for (let left = count; left > 0;) {
		result = addDays(result, 1);
		if (isBusinessDay(result)) left -= 1;
	}
	return result;
}

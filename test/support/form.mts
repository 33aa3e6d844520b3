/** A record picked by its ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A record picked from the list. */
export const fromList = (value: string) => ({ __rl: true, mode: 'list', value });

/** An added group of fields. */
export const group = (values: object) => ({ values });

/** Added lines. */
export const lines = (...values: object[]) => ({ values });

/** The sort order of a list. */
export const sortedBy = (...rules: Array<[field: string, direction: 'asc' | 'desc']>) => ({
	rules: rules.map(([field, direction]) => ({ field, direction })),
});

/** An item with a file in a binary field. */
export const itemWithFile = (
	bytes: Buffer,
	fileName: string,
	mimeType: string,
	field = 'data',
) => ({
	json: {},
	binary: { [field]: { data: bytes.toString('base64'), fileName, mimeType } },
});

const DAY = 86_400_000;

/** The day that many business days from today, in UTC. */
export function businessDay(count: number): string {
	let time = Date.now();
	for (let left = count; left > 0;) {
		time += DAY;
		if (![0, 6].includes(new Date(time).getUTCDay())) left -= 1;
	}
	return new Date(time).toISOString().slice(0, 10);
}

/** The day that many days from now, in UTC; by default from the computer's time. */
export function dayFromNow(days: number, now = new Date()): string {
	return new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);
}

/** A day as the editor's date picker returns it. */
export const picked = (day: string) => `${day}T00:00:00`;

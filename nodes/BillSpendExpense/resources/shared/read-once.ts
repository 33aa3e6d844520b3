import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../core/run/operation';

/** A list that all items of this run share, read once. */
export async function readOnce(
	call: Call,
	name: string,
	read: () => Promise<IDataObject[]>,
): Promise<IDataObject[]> {
	const { shared } = call;
	const known = shared.get(name) as Promise<IDataObject[]> | undefined;
	if (known) return await known;
	const reading = read();
	shared.set(name, reading);
	// An item that comes later may have more luck.
	reading.catch(() => shared.delete(name));
	return await reading;
}

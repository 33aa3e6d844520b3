import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../core/run/operation';

/** Reads a list once for all items of this run. */
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
	// After a failure, a later item tries again.
	reading.catch(() => shared.delete(name));
	return await reading;
}

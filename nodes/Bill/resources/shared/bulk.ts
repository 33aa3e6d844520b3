import type { Bulk } from '../../../core/form/operation';

interface BulkOptions extends Pick<Bulk, 'most' | 'member' | 'takes'> {
	/** The members that distinguish new records: those that BILL returns as they were sent. */
	toldApartBy: string[];
}

/**
 * BILL's endpoints below `/bulk`, for a kind of record that has all of them.
 *
 * @param path the path of the records; `takes` applies only to new ones
 */
export function bulkEndpoints(
	path: string,
	{ toldApartBy, takes, ...options }: BulkOptions,
): Record<'create' | 'change' | 'archive' | 'restore', Bulk> {
	const all = { path: `${path}/bulk`, ...options };
	return {
		create: { ...all, ...(takes && { takes }), records: { toldApartBy } },
		change: { ...all, records: { ids: 'body' } },
		archive: { ...all, path: `${all.path}/archive`, records: { ids: 'query' } },
		restore: { ...all, path: `${all.path}/restore`, records: { ids: 'query' } },
	};
}

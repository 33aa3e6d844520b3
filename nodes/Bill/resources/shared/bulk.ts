import type { Bulk } from '../../../core/form/operation';

interface BulkOptions extends Pick<Bulk, 'most' | 'member' | 'takes'> {
	/** The members that tell new records from one another: those that BILL gives back as they were sent. */
	toldApartBy: string[];
}

/**
 * BILL's endpoints below `/bulk`, where a kind of record has all of them.
 *
 * @param path the path of the records; `takes` holds for new ones only
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

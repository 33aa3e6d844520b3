import type { Received } from '../../support/cases.mts';

/** So many pages of a whole list; all but the first are asked for with the token of the page before. */
export const pages = (path: string, count: number, token = 'page'): Received[] =>
	Array.from({ length: count }, (_, page) => ({
		method: 'GET',
		path,
		query: { max: '100', ...(page > 0 && { [token]: expect.any(String) }) },
	}));

import type { ApiProfile } from '../../nodes/core/wire/api.ts';
import { walkPages } from '../../nodes/core/wire/pages.ts';
import type { BillRequest } from '../../nodes/core/wire/request.ts';

/* When the pages of a list are requested. */

/** Returns that many pages of two records. One page can fail. */
function pagesOf(count: number, fails?: number) {
	const asked: number[] = [];
	const sender = {
		api: { pageSize: 2, pageKey: 'page' } as ApiProfile,
		send: async ({ query }: BillRequest) => {
			const page = Number(query?.page ?? 1);
			asked.push(page);
			if (page === fails) throw new Error(`page ${page}`);
			const results = [{ id: `${page}a` }, { id: `${page}b` }];
			return { results, ...(page < count && { nextPage: String(page + 1) }) };
		},
		refusal: (message: string) => new Error(message),
	};
	const walk = (list: object) => walkPages(sender, { method: 'GET', path: '/v3/vendors' }, list);
	return { asked, walk };
}

test.each([
	[
		true,
		[
			[1, 2],
			[1, 2, 3],
			[1, 2, 3],
		],
	],
	[false, [[1], [1, 2], [1, 2, 3]]],
])('what was asked for when a page is given, with ahead %p', async (ahead, expected) => {
	const { asked, walk } = pagesOf(3);
	const seen: number[][] = [];
	for await (const _ of walk({ ahead })) seen.push([...asked]);
	expect(seen).toEqual(expected);
});

test.each([2, 3, 4])('ahead, no page is asked for beyond a limit of %i', async (limit) => {
	const { asked, walk } = pagesOf(9);
	let given = 0;
	for await (const page of walk({ ahead: true, limit })) given += page.length;
	expect(given).toBe(limit);
	expect(asked).toHaveLength(Math.ceil(limit / 2));
});

test('ahead, a page that fails does so after the page before it was given', async () => {
	const { walk } = pagesOf(3, 2);
	const pages = walk({ ahead: true });
	expect((await pages.next()).value).toEqual([{ id: '1a' }, { id: '1b' }]);
	await expect(pages.next()).rejects.toThrow('page 2');
});

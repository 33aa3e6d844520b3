import { newRecord } from '../../nodes/core/look-up/new-record.ts';
import type { Lost, Reader } from '../../nodes/core/look-up/way.ts';

/* What proves that a record was created by a lost write. */

const since = Date.parse('2026-12-01T10:00:00.600Z');
const lost = (body: object): Lost => ({
	request: { method: 'POST', path: '/v3/vendors', body },
	since,
});
const way = newRecord({ aRecord: 'a vendor', byTime: true });

/** What one look-up finds in a list of these records. */
async function seen(body: object, records: object[], user: string | undefined = '006ME') {
	const asked: unknown[] = [];
	const reader: Reader = {
		list: async (request) => {
			asked.push(request);
			return records as never;
		},
		record: async () => undefined,
		user: async () => user,
	};
	const fits = await way.look(lost(body), reader);
	return { asked, fits, proven: fits.filter(({ isProven }) => isProven).flatMap(({ ids }) => ids) };
}
const record = (more: object) => ({
	id: '1',
	name: 'Quay',
	createdTime: '2026-12-01T10:00:01.000+00:00',
	...more,
});

test('the list is asked for what is as new as the write, with room for clocks', async () => {
	const { asked } = await seen({ name: 'Quay' }, []);
	expect(asked).toEqual([
		{
			path: '/v3/vendors',
			query: { filters: 'createdTime:gte:"2026-12-01T09:59:55.600Z"', sort: 'createdTime:asc' },
		},
	]);
});

test.each([
	['later', '2026-12-01T10:00:00.601+00:00', true],
	['at that moment', '2026-12-01T10:00:00.600+00:00', true],
	['a millisecond before', '2026-12-01T10:00:00.599+00:00', false],
	['in that second, without milliseconds', '2026-12-01T10:00:00+00:00', true],
	['in the second before, without milliseconds', '2026-12-01T09:59:59+00:00', false],
	['later, without a zone', '2026-12-01T10:00:00.700', true],
	['later, in another zone', '2026-12-01T05:00:00.700-05:00', true],
	['before, in another zone', '2026-12-01T10:00:00.700+05:00', false],
])('a record that was made %s', async (_, createdTime, isProven) => {
	const { proven } = await seen({ name: 'Quay' }, [record({ createdTime })]);
	expect(proven).toEqual(isProven ? ['1'] : []);
});

test.each([undefined, 'soon', 5])(
	'a record of the time %p is named, not proven',
	async (createdTime) => {
		const { fits, proven } = await seen({ name: 'Quay' }, [record({ createdTime })]);
		expect(fits).toHaveLength(1);
		expect(proven).toEqual([]);
	},
);

test('a record of another user is skipped; one without a user is not', async () => {
	const records = [
		record({ id: '1', createdBy: '006OTHER' }),
		record({ id: '2', createdBy: '006ME' }),
	];
	expect((await seen({ name: 'Quay' }, records)).proven).toEqual(['2']);
	expect((await seen({ name: 'Quay' }, [record({})])).proven).toEqual(['1']);
});

test.each([
	['another name', { name: 'Quay' }, { name: 'Quay Ltd' }, false],
	['a name with spaces around it', { name: ' Quay ' }, {}, true],
	['a member that BILL does not give back', { name: 'Quay', sendEmail: true }, {}, true],
	['an amount of another cent', { amount: 10.1 }, { amount: 10.11 }, false],
	['an amount with noise', { amount: 0.3 }, { amount: 0.1 + 0.2 }, true],
	['a day with a time', { dueDate: '2026-12-05' }, { dueDate: '2026-12-05T00:00:00.000Z' }, true],
	['another day', { dueDate: '2026-12-05' }, { dueDate: '2026-12-06' }, false],
	['a masked number with its last digits', { account: '00012345' }, { account: '****2345' }, true],
	['a masked number with other digits', { account: '00012345' }, { account: '****9999' }, false],
	[
		'lines in another order',
		{ lines: [{ a: 1 }, { a: 2 }] },
		{ lines: [{ a: 2 }, { a: 1 }] },
		true,
	],
	['fewer lines', { lines: [{ a: 1 }, { a: 2 }] }, { lines: [{ a: 1 }] }, false],
])('%s', async (_, body, kept, isProven) => {
	expect((await seen(body, [record(kept)])).proven).toEqual(isProven ? ['1'] : []);
});

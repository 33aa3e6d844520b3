import { momentOf } from '../../nodes/BillPollTrigger/moment.ts';

const at = Date.UTC(2026, 11, 15, 23, 15, 23, 127);

test.each([
	'2026-12-15T23:15:23.127+00:00',
	'2026-12-15T23:15:23.127Z',
	'2026-12-15T23:15:23.127+0000',
	'2026-12-15T23:15:23.127',
	'2026-12-15T23:15:23.1274567Z',
	'2026-12-16T00:15:23.127+01:00',
	'2026-12-15T18:15:23.127-05:00',
	'2026-12-15T18:15:23.127-05',
	' 2026-12-15 23:15:23.127z ',
])('%s is one moment, however it is written', (text) => {
	expect(momentOf(text)).toBe(at);
});

test.each([
	['2026-12-15T23:15:23Z', 0],
	['2026-12-15T23:15:23.1Z', 100],
	['2026-12-15T23:15:23.12+00:00', 120],
])('%s has so many thousandths', (text, thousandths) => {
	expect(momentOf(text)! % 1000).toBe(thousandths);
});

test.each([undefined, null, '', 'yesterday', '2026-12-15', '2026-13-45T00:00:00Z', 5, {}])(
	'%p is none',
	(value) => {
		expect(momentOf(value)).toBeUndefined();
	},
);

import { BillClock, clockOf } from '../../nodes/core/wire/bill-clock.ts';

/* BILL's clock is known only from Date headers. The times of records are compared with it. */

const at = (time: string) => Date.parse(`2026-12-01T${time}Z`);
const header = (time: string) => new Date(at(time)).toUTCString();

test('without any answer it is our own clock', () => {
	expect(new BillClock().earliest(at('10:00:00.250'))).toBe(at('10:00:00.250'));
});

test('a header gives the second, so the clock is at least that far when the answer came', () => {
	const clock = new BillClock();
	clock.note(header('10:00:05'), at('10:00:00.100'), at('10:00:00.400'));
	expect(clock.earliest(at('10:00:00.400'))).toBe(at('10:00:05'));
	expect(clock.earliest(at('10:01:00.400'))).toBe(at('10:01:05'));
});

test('a BILL whose clock is behind ours is followed as well', () => {
	const clock = new BillClock();
	clock.note(header('09:00:00'), at('10:00:00.100'), at('10:00:00.300'));
	expect(clock.earliest(at('10:00:00.300'))).toBe(at('09:00:00'));
});

test('several responses narrow it down, in any order', () => {
	const clock = new BillClock();
	// BILL is half a second ahead: the second changes between the two responses.
	clock.note(header('10:00:00'), at('10:00:00.300'), at('10:00:00.400'));
	clock.note(header('10:00:01'), at('10:00:00.500'), at('10:00:00.600'));
	expect(clock.earliest(at('10:00:10'))).toBe(at('10:00:10.400'));
	clock.note(header('10:00:00'), at('10:00:00.100'), at('10:00:00.200'));
	expect(clock.earliest(at('10:00:10'))).toBe(at('10:00:10.400'));
});

test('a clock that was changed is followed immediately', () => {
	const clock = new BillClock();
	clock.note(header('10:00:00'), at('10:00:00'), at('10:00:00.100'));
	clock.note(header('12:00:00'), at('10:00:01'), at('10:00:01.100'));
	expect(clock.earliest(at('10:00:01.100'))).toBe(at('12:00:00'));
});

test('a reading that is more than a minute old is no longer used', () => {
	const clock = new BillClock();
	clock.note(header('10:00:01'), at('10:00:00.100'), at('10:00:00.200'));
	clock.note(header('10:02:00'), at('10:02:00.500'), at('10:02:00.600'));
	expect(clock.earliest(at('10:02:00.600'))).toBe(at('10:02:00'));
});

test.each([undefined, '', 'soon', 5, null])('a header of %p is passed over', (date) => {
	const clock = new BillClock();
	clock.note(date, at('10:00:00'), at('10:00:01'));
	expect(clock.earliest(at('10:00:00'))).toBe(at('10:00:00'));
});

test('each gateway has a clock of its own', () => {
	expect(clockOf('https://a.example')).toBe(clockOf('https://a.example'));
	expect(clockOf('https://a.example')).not.toBe(clockOf('https://b.example'));
});

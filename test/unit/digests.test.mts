import { Digests } from '../../nodes/core/run/digests.ts';

test('remembers what was added, and not what was not', () => {
	const digests = new Digests(10);
	digests.add('a');
	expect(digests.has('a')).toBe(true);
	expect(digests.has('b')).toBe(false);
	digests.delete('a');
	expect(digests.has('a')).toBe(false);
});

test('forgets the oldest beyond its limit', () => {
	const digests = new Digests(3);
	for (const text of ['a', 'b', 'c', 'd']) digests.add(text);
	expect(['a', 'b', 'c', 'd'].map((text) => digests.has(text))).toEqual([false, true, true, true]);
	expect(digests.size).toBe(3);
});

test('goes through a text of 11 characters each and back', () => {
	const digests = new Digests(5_000);
	for (let at = 0; at < 5_000; at++) digests.add(`event ${at}`);
	const text = digests.toString();
	expect(text).toHaveLength(55_000);
	expect(text).toMatch(/^[\w-]+$/);
	const again = new Digests(5_000, text);
	for (let at = 0; at < 5_000; at++) expect(again.has(`event ${at}`)).toBe(true);
	expect(again.toString()).toBe(text);
});

test('merging keeps its own', () => {
	const digests = new Digests(10);
	digests.add('own');
	const other = new Digests(10);
	other.add('other');
	digests.merge(other.toString());
	expect(['own', 'other'].map((text) => digests.has(text))).toEqual([true, true]);
});

test('what it knows itself counts as newer than what is merged, which may be old', () => {
	const digests = new Digests(3);
	for (const text of ['a', 'b', 'c']) digests.add(text);
	const old = new Digests(3);
	for (const text of ['x', 'y', 'a']) old.add(text);
	digests.merge(old.toString());
	expect(['a', 'b', 'c'].map((text) => digests.has(text))).toEqual([true, true, true]);
});

test.each([undefined, null, 7, {}, '', 'abc'])('anything else begins empty: %p', (kept) => {
	expect(new Digests(10, kept).size).toBe(0);
});

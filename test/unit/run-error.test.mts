import type { Job } from '../../nodes/core/run/job.ts';
import { errorOf } from '../../nodes/core/run/run-error.ts';

/* The error that ends a run lists the unknown writes first, then what was written, then what was refused. */

const node = { type: 'n8n-nodes-bill.bill' };

const memory = (...writes: string[]) => ({ sent: { anything: true, writes }, writes: [] });
const failed = (item: number, outcome: string, message = 'Name is missing'): Job =>
	({
		item,
		memory: memory(),
		error: Object.assign(new Error(message), { outcome, description: 'Said.', node }),
	}) as never;
const written = (item: number, method = 'POST'): Job =>
	({
		item,
		memory: memory(),
		outputs: [{ json: {} }],
		call: { request: { method, path: '/v3/bills' } },
	}) as never;
const many = (from: number, to: number, make: (item: number) => Job) =>
	Array.from({ length: to - from + 1 }, (_, at) => make(from + at));
const told = (jobs: Job[]) => {
	const { message, description } = errorOf(jobs) as Error & { description: string };
	return { message, description };
};

test('no error where no item has failed', () => {
	expect(errorOf([written(0), written(1)])).toBeUndefined();
});

test('unknown items are named in ranges', () => {
	const lost = (item: number) => failed(item, 'unknown', `Lost ${item}`);
	const { message, description } = told([lost(2), ...many(20, 39, lost)]);
	expect(message).toBe('Lost 2');
	expect(description).toMatch(/^Unknown: items 2 and 20 to 39\. Look in BILL before/);
});

test.each([
	[[3], 'item 3'],
	[[3, 4], 'items 3 to 4'],
	[[1, 3, 5], 'items 1, 3 and 5'],
	[[0, 1, 2, 7, 9, 10], 'items 0 to 2, 7 and 9 to 10'],
])('items %p are "%s"', (items, words) => {
	const { description } = told(items.map((item) => failed(item, 'unknown')));
	expect(description).toContain(`Unknown: ${words}.`);
});

test('an unknown write comes before a refusal of an earlier item, and what was written between', () => {
	const jobs = [
		failed(0, 'refused', 'Bad name'),
		failed(1, 'unknown', 'Lost'),
		written(2),
		written(3),
	];
	const { message, description } = told(jobs);
	expect(message).toBe('Lost');
	expect(description).toMatch(
		/^Unknown: item 1\..* Already written in this run: items 2 to 3\..* Refused: item 0 \(Bad name\)\. Said\.$/,
	);
});

test('a single refusal is reported with what was written before it', () => {
	const { message, description } = told([written(0), failed(1, 'refused', 'Bad name')]);
	expect(message).toBe('Bad name');
	expect(description).toMatch(/^Already written in this run: item 0\./);
	expect(description).not.toMatch(/Unknown|Refused/);
});

test('what only read is not called written; what an earlier attempt has written is', () => {
	const known = { item: 1, memory: memory(), outputs: [{ json: {} }], isKnown: true } as never;
	const { description } = told([written(0, 'GET'), known, failed(2, 'refused')]);
	expect(description).toMatch(/Already written in this run: item 1\./);
});

test('a failure of all items is reported with what earlier attempts wrote or left unknown', () => {
	const forAll = Object.assign(new Error('No credential'), { description: 'Said.', node });
	const jobs = [
		{ item: 0, memory: memory('POST /v3/bills'), outputs: [{ json: {} }], isKnown: true },
		{ item: 1, memory: memory('POST /v3/bills') },
		{ item: 2, memory: memory() },
	] as never;
	const error = errorOf(jobs, forAll as never) as Error & { description: string };
	expect(error.message).toBe('No credential');
	expect(error.description).toMatch(
		/^Unknown: item 1\. .* Already written in this run: item 0\. .* Said\.$/,
	);
});

test('an item that failed before anything left now is unknown when something left in an earlier attempt', () => {
	const job = { ...failed(0, 'notSent'), memory: memory('POST /v3/bills') } as never;
	expect(told([job]).description).toMatch(/^Unknown: item 0\./);
});

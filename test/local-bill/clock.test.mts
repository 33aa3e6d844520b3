import { expect, it } from '@jest/globals';
import { usAddress } from '../support/records.mts';
import { localBench, wednesday } from './support.mts';

/* A caller knows BILL's clock only from the Date header. */

const bench = localBench({ now: wednesday });
const dateOf = ({ headers }: { headers: object }) => (headers as { date?: string }).date;

it("dates its answers with its own clock, not the computer's", async () => {
	expect(dateOf(await bench.api.get('/v3/vendors'))).toBe('Wed, 04 Mar 2026 15:00:00 GMT');
	bench.localBill.advanceClock(90_000);
	expect(dateOf(await bench.api.get('/v3/vendors'))).toBe('Wed, 04 Mar 2026 15:01:30 GMT');
});

it('dates refusals, faults and sign-ins as well', async () => {
	bench.localBill.addFault({ match: { method: 'PATCH' }, then: { status: 502, body: '' } });
	const answers = [
		await bench.api.get('/v3/vendors/00901NOWHERE'),
		await bench.api.patch('/v3/vendors/00901NOWHERE', {}),
		await bench.plain.get('/v3/vendors'),
		await bench.plain.post('/v3/login', bench.localBill.credentials),
	];
	expect(answers.map(({ status }) => status)).toEqual([404, 502, 401, 200]);
	expect(answers.map(dateOf)).toEqual(Array(4).fill('Wed, 04 Mar 2026 15:00:00 GMT'));
});

it('stamps a record with the clock that its answer is dated with', async () => {
	const answer = await bench.api.post('/v3/vendors', { name: 'Dated', address: usAddress });
	expect(Date.parse(answer.data.createdTime as string)).toBe(Date.parse(dateOf(answer) as string));
});

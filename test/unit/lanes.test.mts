import { jest } from '@jest/globals';
import { enterLane } from '../../nodes/core/wire/lanes.ts';

/* How many requests of one process are in flight at once, alone and next to other processes. */

const AT_ONCE = 3;
let holders = 0;

/** A new holder, with requests that wait for their turn and then are in flight. */
function lane() {
	const holder = [`holder ${holders++}`];
	const onTheirWay: Array<(turnedAway?: boolean) => void> = [];
	const settle = async () => await new Promise((done) => setImmediate(done));
	const ask = async (count: number) => {
		for (let n = 0; n < count; n++) {
			void enterLane(holder, AT_ONCE).then((leave) => onTheirWay.push(leave));
		}
		await settle();
	};
	/** Completes the oldest request in flight. `turnedAway` means that BILL refused it for its limit. */
	const answer = async (turnedAway = false) => {
		onTheirWay.shift()?.(turnedAway);
		await settle();
	};
	/** Completes that many requests, each followed by a new one. */
	const goOn = async (count: number) => {
		for (let n = 0; n < count; n++) {
			await ask(1);
			await answer();
		}
	};
	return { onTheirWay, ask, answer, goOn };
}

beforeEach(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
	jest.restoreAllMocks();
});

test('a process that is alone sends three at once, whatever their outcome', async () => {
	const { ask, answer, goOn, onTheirWay } = lane();
	await ask(10);
	expect(onTheirWay).toHaveLength(3);
	await answer();
	expect(onTheirWay).toHaveLength(3);
	await goOn(100);
	expect(onTheirWay).toHaveLength(3);
});

test('when BILL rejects one, as many continue as BILL has accepted', async () => {
	const { ask, answer, onTheirWay } = lane();
	await ask(10);
	await answer(true);
	expect(onTheirWay).toHaveLength(2);
	await answer();
	expect(onTheirWay).toHaveLength(2);
});

test('two rejections together leave one, which is the minimum', async () => {
	const { ask, answer, onTheirWay } = lane();
	await ask(10);
	await answer(true);
	await answer(true);
	expect(onTheirWay).toHaveLength(1);
	await answer(true);
	expect(onTheirWay).toHaveLength(1);
});

test('after some answers one more is tried, up to three', async () => {
	const { ask, answer, goOn, onTheirWay } = lane();
	await ask(10);
	await answer(true);
	await answer(true);
	await goOn(19);
	expect(onTheirWay).toHaveLength(1);
	await goOn(1);
	expect(onTheirWay).toHaveLength(2);
	await goOn(20);
	expect(onTheirWay).toHaveLength(3);
	await goOn(50);
	expect(onTheirWay).toHaveLength(3);
});

test('what was learned is kept while nothing is sent, for a minute', async () => {
	const now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
	const { ask, answer, onTheirWay } = lane();
	await ask(3);
	await answer(true);
	await answer();
	await answer();
	expect(onTheirWay).toHaveLength(0);

	now.mockReturnValue(1_060_000);
	await ask(3);
	expect(onTheirWay).toHaveLength(2);
	while (onTheirWay.length > 0) await answer();

	now.mockReturnValue(1_060_001);
	await ask(3);
	expect(onTheirWay).toHaveLength(3);
});

test('holders are apart', async () => {
	const [first, second] = [lane(), lane()];
	await first.ask(3);
	await first.answer(true);
	await first.ask(3);
	await second.ask(4);
	expect(first.onTheirWay).toHaveLength(2);
	expect(second.onTheirWay).toHaveLength(3);
});

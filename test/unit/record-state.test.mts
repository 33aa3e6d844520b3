import { holds } from '../../nodes/core/look-up/agrees.ts';
import {
	hasChanges,
	listedState,
	ofItsRecord,
	recordGone,
	recordState,
} from '../../nodes/core/look-up/record-state.ts';
import type { Lost, Reader } from '../../nodes/core/look-up/way.ts';

/* Whether a record has the state that a lost write should have given it. */

const since = Date.parse('2026-12-01T10:00:00.600Z');
const lost = (body: object, path = '/v3/vendors/009A'): Lost => ({
	request: { method: 'PATCH', path, body },
	since,
});
const reading = (record: object | undefined, paths: string[] = []): Reader => ({
	list: async () => (record ? [record] : []) as never,
	record: async (path) => {
		paths.push(path);
		return record as never;
	},
	user: async () => undefined,
});

test.each([
	['equal', { name: 'Quay' }, { name: 'Quay', phone: '1' }, true],
	['other', { name: 'Quay' }, { name: 'Old' }, false],
	['set, where BILL shows nothing', { phone: '1' }, { name: 'Quay' }, false],
	['set beside one that is equal', { name: 'Quay', phone: '1' }, { name: 'Quay' }, false],
	['emptied, where BILL shows nothing', { phone: '' }, { name: 'Quay' }, true],
	['emptied by null, where BILL shows nothing', { phone: null }, {}, true],
	['emptied, where BILL shows it', { phone: null }, { phone: '1' }, false],
	['switched off, where BILL shows nothing', { autoPay: false }, {}, true],
	['switched off, where it is on', { autoPay: false }, { autoPay: true }, false],
	['deeper', { address: { city: 'Bath' } }, { address: { city: 'Bath', line1: '1' } }, true],
	['deeper and off', { status: { enabled: false } }, { status: { enabled: false, by: 'x' } }, true],
	['deeper, where BILL shows nothing', { address: { city: 'Bath' } }, {}, false],
	['not sent', { name: 'Quay', phone: undefined }, { name: 'Quay', phone: '1' }, true],
	['masked', { account: '00012345' }, { account: '****2345' }, true],
])('a member that is %s', (_, sent, kept, isSame) => {
	expect(holds(sent, kept)).toBe(isSame);
});

test.each([
	[
		'a changed line among others',
		[{ id: '1', amount: 5 }],
		[{ id: '1', amount: 5 }, { id: '2' }],
		'09:00',
		true,
	],
	[
		'a line that has another amount',
		[{ id: '1', amount: 5 }],
		[{ id: '1', amount: 4 }],
		'11:00',
		false,
	],
	['a new line, changed since', [{ amount: 5 }], [{ id: '1', amount: 5 }], '11:00', true],
	['a new line like one that was there', [{ amount: 5 }], [{ id: '1', amount: 5 }], '09:00', false],
])('%s', (_, sent, kept, updated, isReached) => {
	const record = { lines: kept, updatedTime: `2026-12-01T${updated}:00.000+00:00` };
	expect(hasChanges(record, lost({ lines: sent }))).toBe(isReached);
});

test('the record is read where it was written, or where its action belongs to', async () => {
	const paths: string[] = [];
	await recordState({ words: 'x' }).look(lost({}), reading({ id: '1' }, paths));
	const archived = recordState({ words: 'x', path: ofItsRecord });
	await archived.look(lost({}, '/v3/vendors/009A/archive'), reading({ id: '1' }, paths));
	expect(paths).toEqual(['/v3/vendors/009A', '/v3/vendors/009A']);
});

test('what is expected may stand elsewhere in the record', async () => {
	const way = recordState({ words: 'x', expected: () => ({ role: { id: 'R' } }) });
	expect(await way.look(lost({ roleId: 'R' }), reading({ role: { id: 'R' } }))).toHaveLength(1);
	expect(await way.look(lost({ roleId: 'R' }), reading({ role: { id: 'S' } }))).toEqual([]);
});

test('a record that is not there has no state', async () => {
	expect(await recordState({ words: 'x' }).look(lost({}), reading(undefined))).toEqual([]);
});

test('a record is gone when BILL does not know it', async () => {
	const gone = { answer: { deleted: true }, ids: [], isProven: true };
	expect(await recordGone().look(lost({}), reading(undefined))).toEqual([gone]);
	expect(await recordGone().look(lost({}), reading({ id: '1' }))).toEqual([]);
});

test('a state that a list shows', async () => {
	const way = listedState({
		words: 'x',
		path: () => '/v3/list',
		answer: ([first]) => (first?.isOn ? first : undefined),
	});
	expect(await way.look(lost({}), reading({ isOn: true }))).toHaveLength(1);
	expect(await way.look(lost({}), reading({ isOn: false }))).toEqual([]);
});

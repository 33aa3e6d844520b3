import {
	check,
	type SeenAtBill,
	type TellsOfItem,
	undecidable,
} from '../../tools/faults/check.mts';
import { planOf } from '../../tools/faults/plan.mts';
import { isError } from '../../tools/faults/model.mts';
import { together } from '../../tools/faults/agent.mts';
import { isCutOff, namedIn, saidInText } from '../../tools/faults/told.mts';

/* The checker of `npm run faults` finds the errors in made-up cases. */

const item = (told: TellsOfItem['told'], tag = 'A', ids: string[] = []): TellsOfItem => ({
	name: `item ${tag}`,
	tags: [tag],
	told,
	ids,
});
const seen = (...records: Array<[id: string, tag: string]>): SeenAtBill => {
	const effects: Record<string, number> = {};
	for (const [, tag] of records) effects[tag] = (effects[tag] ?? 0) + 1;
	return { effects, kept: records.map(([id, tag]) => ({ id, tag })) };
};
const rules = (items: TellsOfItem[], world: SeenAtBill) =>
	check(items, world).map(({ rule }) => rule);

describe('a good world', () => {
	test.each<[string, TellsOfItem[], SeenAtBill]>([
		['made', [item('made', 'A', ['1'])], seen(['1', 'A'])],
		['found', [item('found', 'A', ['1'])], seen(['1', 'A'])],
		['written, in the error of the run', [item('written')], seen(['1', 'A'])],
		['refused', [item('refused')], seen()],
		['not sent', [item('notSent')], seen()],
		['never begun', [item('notNamed')], seen()],
		['unknown and there', [item('unknown')], seen(['1', 'A'])],
		['unknown and not there', [item('unknown')], seen()],
		['cut off and there', [item('cutOff')], seen(['1', 'A'])],
		[
			'equal items, one of them unknown',
			[item('made', 'A', ['1']), item('unknown')],
			seen(['1', 'A'], ['2', 'A']),
		],
		[
			'an agent that means it twice, and does not know of the second',
			[item('made', 'A', ['1']), item('unknown')],
			{ ...seen(['1', 'A'], ['2', 'A']), inTurn: new Set(['A']) },
		],
		['emails, which leave no records', [item('made')], { effects: { A: 1 } }],
		[
			'an email that was not sent, and answered as one that was',
			[item('made')],
			{ effects: {}, looksDone: { A: 1 } },
		],
		[
			'one key, two items, one record',
			[item('made', 'A', ['1']), item('made', 'A', ['1'])],
			{ ...seen(['1', 'A']), effects: { A: 2 }, oneRecordForEach: 'key' },
		],
	])('%s', (_, items, world) => {
		expect(check(items, world)).toEqual([]);
	});
});

test('what no answer could tell is counted, and no more than that', () => {
	expect(undecidable([item('made')], { effects: {}, looksDone: { A: 1 } })).toEqual(['A']);
	expect(undecidable([item('made')], { effects: { A: 1 }, looksDone: { A: 1 } })).toEqual([]);
	expect(undecidable([item('unknown')], { effects: {}, looksDone: { A: 1 } })).toEqual([]);
	const two = [item('made'), item('made')];
	expect(rules(two, { effects: {}, looksDone: { A: 1 } })).toEqual(['lost']);
});

describe('a bad world', () => {
	test.each<[string, string[], TellsOfItem[], SeenAtBill]>([
		['written twice', ['twice'], [item('unknown')], seen(['1', 'A'], ['2', 'A'])],
		[
			'told to be made, and not there',
			['lost', 'wrong record', 'wrong record'],
			[item('made', 'A', ['1'])],
			seen(),
		],
		['refused, and there', ['denied'], [item('refused')], seen(['1', 'A'])],
		['not sent, and there', ['denied'], [item('notSent')], seen(['1', 'A'])],
		['there, and not named by the error', ['not named'], [item('notNamed')], seen(['1', 'A'])],
		['says none of the three', ['unclear'], [item('unclear')], seen()],
		[
			'found, but the record of another',
			['lost', 'wrong record', 'wrong record'],
			[item('found', 'A', ['2'])],
			seen(['2', 'B']),
		],
		[
			'one record given to two equal items',
			['wrong record'],
			[item('made', 'A', ['1']), item('found', 'A', ['1'])],
			seen(['1', 'A'], ['2', 'A']),
		],
		['email sent twice', ['twice'], [item('made')], { effects: { A: 2 } }],
		[
			'sent again by an agent before it was known what became of it',
			['twice'],
			[item('unknown'), item('unknown')],
			{ ...seen(['1', 'A'], ['2', 'A']), inTurn: new Set(['A']) },
		],
		[
			'two records of one key',
			['twice'],
			[item('made', 'A', ['1']), item('made', 'A', ['2'])],
			{ ...seen(['1', 'A'], ['2', 'A']), oneRecordForEach: 'key' },
		],
	])('%s', (_, expected, items, world) => {
		expect(rules(items, world)).toEqual(expected);
	});
});

test('a seed always gives the same plan, and another seed a different one', () => {
	expect(planOf(7)).toEqual(planOf(7));
	expect(planOf(7)).not.toEqual(planOf(8));
});

describe('what an agent is told', () => {
	test.each<[string, TellsOfItem['told'], string[]]>([
		['[{"id":"1"}]', 'made', ['1']],
		['[{"response":[{"id":"1","outcome":"found"}]}]', 'found', ['1']],
		['[{"error":"Lost","outcome":"unknown"}]', 'unknown', []],
		['[{"error":"The outcome is unknown: it was cut [item 0]"}]', 'unknown', []],
		['{"error":"No. POST /v3/bills returned HTTP 422. [item 0]"}', 'refused', []],
		['BILL could not be reached. Nothing was sent to it.', 'notSent', []],
		['[{"error":"It failed"}]', 'unclear', []],
		['[]', 'unclear', []],
		['', 'unclear', []],
	])('%s', (text, told, ids) => {
		expect(saidInText(text, 'id')).toMatchObject({ told, ids });
	});

	test.each([
		['', true],
		['There was an error', true],
		['[{"error":"No"}]', true],
		['{"error":"No"}', true],
		['[{"id":"1"}]', false],
	])('%j is an error to the model: %s', (text, expected) => {
		expect(isError(text)).toBe(expected);
	});

	test.each<[TellsOfItem['told'], Array<TellsOfItem['told']>]>([
		['notNamed', []],
		['refused', ['notSent', 'refused']],
		['unknown', ['unknown', 'notSent']],
		['found', ['unknown', 'found']],
		['unclear', ['unclear', 'made']],
	])('%s, by calls that said %j', (told, calls) => {
		expect(together(calls.map((each) => ({ told: each, ids: [] }))).told).toBe(told);
	});
});

test('a run with tools makes every operation that can be one the tool of an agent', () => {
	const plans = Array.from({ length: 30 }, (_, seed) => planOf(seed, { tools: true }));
	expect(plans.every(({ workflows: [first] }) => first.agent !== undefined)).toBe(true);
	expect(new Set(plans.map(({ workflows: [first] }) => first.kind)).size).toBe(4);
});

test('an error names items one by one and by ranges', () => {
	const error = {
		message: 'Lost [item 2]',
		description: 'Unknown: items 2 and 20 to 39. Already written in this run: item 0.',
	};
	const told = [0, 1, 2, 19, 20, 39, 40].map((index) => namedIn(error, index));
	const [yes, no] = ['unknown', 'notNamed'];
	expect(told).toEqual(['written', no, yes, no, yes, yes, no]);
});

test.each([
	['canceled', undefined, true],
	['crashed', undefined, true],
	['error', 'NodeApiError', false],
	['success', undefined, false],
	// What n8n saves if it is stopped just as the execution ends.
	['success', 'ManualExecutionCancelledError', true],
])('an execution that is kept as %s with the error %s: cut off %s', (status, name, isSo) => {
	const resultData = { runData: {}, ...(name && { error: { name, message: 'text' } }) };
	expect(isCutOff({ id: '1', mode: 'manual', status, data: { resultData } })).toBe(isSo);
});

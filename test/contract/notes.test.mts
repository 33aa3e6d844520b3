import { corrected } from '../../tools/contract/corrections.mts';
import type { MemberFact } from '../../tools/contract/facts.mts';
import { filtersIn } from '../../tools/contract/filters.mts';
import { membersInNote, typeOf } from '../../tools/contract/members.mts';
import { recordFinder } from '../../tools/contract/records.mts';

/* How notes on BILL's pages are parsed. */

test.each([
	['{invoiceNumber, invoiceDate}', { invoiceNumber: 'any', invoiceDate: 'any' }],
	['{type: BANK|CARD, id} (no id for CARD)', { type: 'known BANK CARD', id: 'any' }],
	['{id} for an old one or {name, email}', { id: 'any', name: 'any', email: 'any' }],
	['{sendEmail: boolean}', { sendEmail: 'boolean' }],
	['line1, city, country', { line1: 'any', city: 'any', country: 'any' }],
	['needs another member', undefined],
	[undefined, undefined],
])('the members that the note %j names', (note, members) => {
	expect(membersInNote(note)).toEqual(members);
});

test.each([
	[{ type: 'string', format: 'date' }, 'day'],
	[{ type: 'string', format: 'date-time' }, 'moment'],
	[{ type: 'integer' }, 'number'],
	[{ type: 'string', enum: ['A', 'B'], enum_basis: 'complete' as const }, 'one of A B'],
	[{ type: 'string', enum: ['A', 'B'], enum_basis: 'sampled' as const }, 'seen A B'],
	[{ type: 'string', enum: '229 ISO codes' }, 'string'],
	[
		{ type: 'array', items: { type: 'object', fields: { id: { type: 'string' } } } },
		[{ id: 'string' }],
	],
	[{ type: 'array', note: '[{id, amount}]' }, [{ id: 'any', amount: 'any' }]],
	[{ type: 'array', items: 'string' }, ['string']],
	[
		{ type: 'array', items: 'object: url (string, required) + filename, values[]' },
		[{ url: 'any', filename: 'any', values: 'any' }],
	],
	[{ type: 'object', fields: { on: { type: 'boolean' } } }, { on: 'boolean' }],
	[{ type: 'object' }, 'object'],
])('the type of %j', (fact, type) => {
	expect(typeOf(fact)).toEqual(type);
});

test('the values of members that another page corrects', () => {
	const member = (...values: string[]): MemberFact => ({ enum: values, enum_basis: 'sampled' });
	const objects = {
		Card: {
			...{ source: '', confidence: '' },
			fields: { status: member('A'), kind: member('K'), steps: { items: { fields: { to: {} } } } },
		},
	};
	const page = [
		'Words',
		'```yaml',
		'Card.status: {enum: [A, B], enum_basis: complete}',
		'Card.kind: {enum_add: [L], mark: S}',
		'Card.steps.to: {same_enum_as: Card.status}',
		'Card.none: {enum: [N]}',
		'Card.nullable: {fields: [kind]}',
		'```',
	];
	const { fields } = corrected(objects, page.join('\n')).Card;
	expect(Object.entries(fields).map(([name, fact]) => [name, typeOf(fact)])).toEqual([
		['status', 'one of A B'],
		['kind', 'seen K L'],
		['steps', 'any'],
	]);
	expect(typeOf(fields.steps.items)).toEqual({ to: 'one of A B' });
	expect(typeOf(objects.Card.fields.status)).toBe('seen A');
});

test('filters that several kinds of records share, and those of one', () => {
	const guide = `
| Resource | Filterable (excerpt) |
|---|---|
| bills, invoices | \`id\` \`vendorId\`/\`customerId\`(eq,in) \`dueDate\` (bills; gt,lt) \`lines.a\` / \`.b\`(eq) |
| others | \`id\` at least |
`;
	const filters = filtersIn(guide);
	expect(filters.get('bills')).toEqual({
		id: '',
		vendorId: 'eq in',
		dueDate: 'gt lt',
		'lines.a': 'eq',
		'lines.b': 'eq',
	});
	expect(filters.get('invoices')).toEqual({
		id: '',
		customerId: 'eq in',
		'lines.a': 'eq',
		'lines.b': 'eq',
	});
	expect(filters.has('others')).toBe(false);
});

describe('the record of an endpoint', () => {
	const text = { type: 'string' };
	const find = recordFinder({
		Bill: {
			source: 'GET /v3/bills ; GET /v3/bills/{billId}',
			confidence: 'documented',
			fields: { id: text, amount: text },
		},
		Payment: {
			source: 'GET /v3/payments',
			confidence: 'documented',
			fields: { id: text, amount: text },
		},
		BillCreateRequest: {
			source: '',
			create: 'POST /v3/bills',
			confidence: 'documented',
			fields: { amount: text },
		},
	});
	const endpoint = (method: string, path: string, response_fields: string[]) =>
		({ method, path, response_fields }) as Parameters<typeof find.answerOf>[0];

	test('is the one that was read from it', () => {
		expect(find.answerOf(endpoint('GET', '/v3/payments', ['id', 'amount']))).toBe('Payment');
	});
	test('is the one of the same path that has all members', () => {
		const archive = endpoint('POST', '/v3/bills/{billId}/archive', ['id', 'amount']);
		expect(find.answerOf(archive)).toBe('Bill');
		expect(find.subjectOf(archive)).toBe('Bill');
	});
	test('is not found by one member alone', () => {
		expect(find.answerOf(endpoint('DELETE', '/v3/bills/{billId}', ['id']))).toBeUndefined();
	});
	test('is not found by members that many have', () => {
		const find = recordFinder({
			Card: {
				...{ source: 'GET /v3/cards', confidence: 'documented' },
				fields: { id: text, status: text, name: text },
			},
		});
		const answer = endpoint('POST', '/v3/cards/{cardId}/answer', ['id', 'status']);
		expect(find.answerOf(answer)).toBeUndefined();
	});
	test('has a description of its requests, for one and for many', () => {
		for (const path of ['/v3/bills', '/v3/bills/bulk', '/v3/bills/{billId}']) {
			expect(find.requestOf(endpoint('POST', path, []))?.create).toBe('POST /v3/bills');
		}
	});
});

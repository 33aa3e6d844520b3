import { eventChoices, eventKinds, kindOf } from '../../nodes/events/catalogue.ts';
import { readNotification, recordIdOf } from '../../nodes/BillTrigger/notification.ts';
import type { Notification } from '../../nodes/BillTrigger/notification.ts';
import { outputOf } from '../../nodes/BillTrigger/event-output.ts';

const metadata = (eventType: string, version: unknown = '1') => ({
	eventId: '625947c4-8e6b-48f0-ae72-ea9c9375ec27',
	subscriptionId: 'f6d06930-e3e2-4509-be37-4dbda29efc65',
	organizationId: '00802DEVKGROHKDIY4zyx',
	eventType,
	version,
});
const raw = (payload: unknown) => Buffer.from(JSON.stringify(payload));

describe('what BILL sends, by the names of its published samples', () => {
	test.each([
		['vendor.updated', 'vendor', { id: '00902BILKFECNEV2oji1', accountNumber: 987000654 }],
		['bill.created', 'bill', { id: '00n02JZNIEYMNPY99iz9', amount: 228.99 }],
		['payment.updated', 'payment', { id: 'stp02ABCDEFGHIJKLMNO', status: 'SCHEDULED' }],
		['bank-account.created', 'bank-account', { id: 'bac02TGHZUVNZYAK9phj', status: 'PENDING' }],
		['card-account.updated', 'card-account', { id: 'cat02TGHZUVNZYAK9phj', last4: '1111' }],
		['risk-verification.updated', 'risk-verification', { decision: 'APPROVE' }],
		['spend.transaction.updated', 'transaction', { uuid: 'txr_1', amount: 12.5 }],
	])('%s', (eventType, member, entity) => {
		const payload = { metadata: metadata(eventType), [member]: entity };
		for (const body of [raw(payload), raw(JSON.stringify(payload))]) {
			expect(readNotification(body)).toEqual({
				eventId: payload.metadata.eventId,
				eventType,
				metadata: payload.metadata,
				member,
				entity,
				payload,
			});
		}
		expect(kindOf(eventType)).toBeDefined();
	});

	test('a version that is a number, as in the samples of invoices', () => {
		const payload = { metadata: metadata('invoice.updated', 1), invoice: { id: '00e1' } };
		expect(readNotification(raw(payload))).toMatchObject({
			eventType: 'invoice.updated',
			member: 'invoice',
		});
	});

	test('errors stand beside the record, in whichever order', () => {
		const errors = [{ code: '3', message: 'Bank account is inactive.' }];
		const read = readNotification(
			raw({ errors, metadata: metadata('autopay.failed'), autopay: { vendor: { id: '009' } } }),
		);
		expect(read).toMatchObject({ member: 'autopay', errors });
	});

	test('an event that BILL adds tomorrow, and one without a record', () => {
		expect(
			readNotification(
				raw({ metadata: metadata('purchase-order.created'), 'purchase-order': { id: 'p' } }),
			),
		).toMatchObject({ member: 'purchase-order', entity: { id: 'p' } });
		expect(readNotification(raw({ metadata: metadata('ping') }))).toMatchObject({ entity: {} });
	});
});

test('an event without an ID is known by its bytes', () => {
	const payload = { metadata: { eventType: 'bill.updated' }, bill: { id: '00n1' } };
	const read = (body: Buffer) => readNotification(body)?.eventId;
	expect(read(raw(payload))).toMatch(/^.{44}$/);
	expect(read(raw(payload))).toBe(read(raw(payload)));
	expect(read(raw({ ...payload, bill: { id: '00n2' } }))).not.toBe(read(raw(payload)));
});

test.each([
	'',
	'[]',
	'1',
	'null',
	'"text"',
	'{}',
	'{"metadata":[]}',
	'{"metadata":{}}',
	'{"metadata":{"eventType":1}}',
])('%s is not a valid notification', (body) => {
	expect(readNotification(Buffer.from(body))).toBeUndefined();
});

test.each([
	[{ id: '00n1', uuid: 'u' }, '00n1'],
	[{ uuid: 'txr_1' }, 'txr_1'],
	[{ acsTransactionId: 'acs' }, 'acs'],
	[{ decision: 'APPROVE' }, undefined],
])('the ID of %j is %s', (entity, id) => {
	const read = readNotification(raw({ metadata: metadata('x.y'), entity }));
	expect(recordIdOf(read as never)).toBe(id);
});

describe('the catalogue', () => {
	const all = [...eventChoices('apAr'), ...eventChoices('spendExpense')].map(
		(choice) => (choice as { value: string }).value,
	);

	test('holds every event of BILL, each for one API', () => {
		expect(all.sort()).toEqual(
			[
				'autopay.failed bank-account.created bank-account.updated bill.archived bill.created bill.restored',
				'bill.updated card-account.created card-account.updated invoice.archived invoice.created',
				'invoice.restored invoice.updated payment.failed payment.updated risk-verification.updated',
				'spend.reimbursement.created spend.reimbursement.deleted spend.reimbursement.updated',
				'spend.three-ds-challenge.created spend.transaction.updated',
				'vendor.archived vendor.created vendor.restored vendor.updated',
			]
				.join(' ')
				.split(' '),
		);
		const spend = eventChoices('spendExpense').map((choice) => (choice as { value: string }).value);
		expect(spend.every((value) => value.startsWith('spend.'))).toBe(true);
	});

	/** The simplified output for the workflow. */
	const simple = (eventType: string, record: object) => {
		const payload = { metadata: { eventId: 'e1', eventType }, [eventType.split('.')[0]]: record };
		return outputOf(readNotification(raw(payload)) as Notification, true);
	};

	test('of a failed payment shows the bills and the account', () => {
		const failed = {
			bills: [{ id: '00n01', amount: 10 }],
			fundingAccount: { type: 'BANK_ACCOUNT', id: 'bac01' },
			vendor: { id: '00901', name: 'Quay' },
			updatedTime: '2026-12-25T10:00:00.000+00:00',
		};
		const { updatedTime: _, ...told } = failed;
		expect(simple('payment.failed', failed)).toEqual({
			eventId: 'e1',
			eventType: 'payment.failed',
			...told,
		});
	});

	test.each<[string, string, unknown, unknown]>([
		['bill.updated', 'dueDate', '2026-12-15T00:00:00.000Z', '2026-12-15'],
		['bill.updated', 'dueDate', '2026-12-15T00:00:00.000+00:00', '2026-12-15'],
		['bill.updated', 'dueDate', '2026-12-15', '2026-12-15'],
		['bill.updated', 'dueDate', '2026-12-15T10:00:00.000Z', '2026-12-15T10:00:00.000Z'],
		['payment.updated', 'processDate', '2026-12-15T00:00:00Z', '2026-12-15'],
		// A moment stays a moment, even at midnight.
		['vendor.updated', 'updatedTime', '2026-12-15T00:00:00.000Z', '2026-12-15T00:00:00.000Z'],
		['vendor.updated', 'accountNumber', 20417, '20417'],
		['vendor.updated', 'accountNumber', '0020417', '0020417'],
		['bill.updated', 'amount', 5, 5],
	])("%s gives %s %j as BILL's answers have it: %j", (eventType, member, told, expected) => {
		expect(simple(eventType, { [member]: told })).toMatchObject({ [member]: expected });
	});

	test.each(['boat.launched', 'vendor.created'])(
		'%s in a form that nobody knows keeps its first members',
		(eventType) => {
			const record = Object.fromEntries([...'abcdefghij'].map((name) => [name, 1]));
			expect(Object.keys(simple(eventType, record))).toEqual([
				...['eventId', 'eventType'],
				...'abcdefgh',
			]);
		},
	);

	test('simplifies to eight members at most, so that an item has ten', () => {
		for (const { simplify } of eventKinds) expect(simplify.length).toBeLessThanOrEqual(8);
	});
});

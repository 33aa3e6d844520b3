import type { Data } from '../support/bill.mts';
import type { Item, Run } from '../support/direct-node.mts';
import { byId, lines } from '../support/form.mts';
import { failureOf, local } from '../support/local.mts';
import { itemWithFiles, jpg, pdf, png, seeded, spendCall } from '../support/spend.mts';

/* What fails silently in Spend & Expense, and what must never happen twice. */

const at = local('billSpendExpenseApi');

const writes = () => at.sent().filter((request) => !request.startsWith('GET'));

const bakery = () =>
	seeded(at.bill, 'spendTransactions', ({ merchantName }) => merchantName === 'Old Mill Bakery');
const kept = () => bakery().customFields as unknown[];
const named = (value: string) => ({ __rl: true, mode: 'name', value });
const category = (value: string, more: Data = {}) => ({
	transactionId: byId(bakery().uuid),
	customFields: lines({ customFieldId: named('Category'), value: named(value) }),
	...more,
});

describe('custom fields of a transaction', () => {
	const set = async (form: Data, more?: Partial<Run>) =>
		await at.run('transaction', 'setCustomFields', form, more);

	test('that BILL silently drops are an error, and nothing is said to be lost', async () => {
		at.localBill.setSpend({ customFieldWrites: 'dropped' });
		const error = await failureOf(set(category('Meals')));
		expect(error.message).toBe('BILL reported success but did not change: Category [item 0]');
		expect(error).toMatchObject({ outcome: 'refused' });
		expect(kept()).toEqual([]);
	});

	test('are sent once more by their IDs, where BILL drops UUIDs', async () => {
		at.localBill.setSpend({ customFieldWrites: 'idsOnly' });
		const [{ json }] = await set(category('Meals'));
		expect(json.changed).toBe(true);
		expect(kept()).toHaveLength(1);
		expect(writes()).toHaveLength(2);
	});

	test('with a value that does not exist are refused before anything is written', async () => {
		const error = await failureOf(set(category('Meels')));
		expect(error.message).toBe('The custom field "Category" has no value "Meels" [item 0]');
		expect(error.description).toContain('Nothing was changed in BILL.');
		expect(error).toMatchObject({ outcome: 'notSent' });
		expect(writes()).toEqual([]);
	});

	test('get no new value where the field allows none', async () => {
		const error = await failureOf(set(category('Meels', { options: { createValues: true } })));
		expect(error.message).toContain('accepts no new ones here');
		expect(writes()).toEqual([]);
	});

	test('that do not exist are refused with the names of those that do', async () => {
		const customFields = lines({ customFieldId: named('Kategory'), value: named('Meals') });
		const error = await failureOf(set({ ...category('Meals'), customFields }));
		expect(error.message).toBe('There is no custom field "Kategory" here [item 0]');
		expect(error.description).toContain('Category, Project, Memo');
		expect(writes()).toEqual([]);
	});

	test.each([
		[
			'a field twice',
			[
				{ customFieldId: 'Memo', note: 'a' },
				{ customFieldId: 'memo', note: 'b' },
			],
			/appears twice/,
		],
		['no value', [{ customFieldId: 'Category' }], /Custom Fields 1: Value is empty/],
		[
			'a value to clear',
			[{ customFieldId: 'Category', value: 'Meals', clear: true }],
			/Clear cannot be used/,
		],
	])('are checked before anything is sent: %s', async (_, customFields, message) => {
		const form = { transactionId: byId(bakery().uuid), inputMode: 'json', body: { customFields } };
		expect((await failureOf(set(form))).message).toMatch(message);
		expect(at.sent()).toEqual([]);
	});

	test('of many items share what is looked up, and a new value is made once', async () => {
		const customFields = lines({ customFieldId: named('Project'), value: named('Lobby refit') });
		const all = at.localBill.records('spendTransactions');
		const some = all.filter(
			({ isLocked, parentTransactionId }) => !isLocked && !parentTransactionId,
		);
		const items = some.slice(0, 6).map(({ uuid }) => ({ json: { uuid } }));
		const given = await at.node.run({
			parameters: (item) => ({
				...{ resource: 'transaction', operation: 'setCustomFields', customFields },
				transactionId: byId(String(items[item].json.uuid)),
				options: { createValues: true },
			}),
			items,
		});
		expect(given.map(({ json }) => json.changed)).toEqual(Array(6).fill(true));
		expect(writes().filter((request) => request.endsWith('/values'))).toHaveLength(1);
		const lists = at
			.sent()
			.filter((request) => /GET .*\/custom-fields\/tty_[\w-]+\/values$/.test(request));
		// The two pages of the field's values. The lists of values that are valid for a transaction are not counted.
		expect(lists.filter((request) => request.includes('/spend/custom-fields/'))).toHaveLength(2);
	});
});

describe('receipts', () => {
	const attach = async (files: Record<string, Buffer>, form: Data = {}) =>
		await at.run(
			'transaction',
			'attachReceipt',
			{ transactionId: byId(bakery().uuid), ...form },
			{ items: [itemWithFiles(files)] },
		);

	test.each([
		['text', Buffer.from('no picture'), {}, /neither a JPG nor a PNG/],
		['a PDF', pdf, {}, /is a PDF, but BILL documents only JPG and PNG/],
		['nothing', Buffer.alloc(0), {}, /The file is empty/],
		['a field that is not there', png, { inputField: 'photo' }, /"photo" is not in the item/],
		['more than 6 MB', Buffer.concat([jpg, Buffer.alloc(6 * 1024 * 1024)]), {}, /too large/],
	])('of %s are refused before anything is sent', async (_, bytes, options, message) => {
		const error = await failureOf(attach({ data: bytes }, options));
		expect(error.message).toMatch(message);
		expect(error).toMatchObject({ outcome: 'notSent' });
		expect(at.sent()).toEqual([]);
	});

	test('one that is wrong keeps all others back', async () => {
		const form = { transactionId: byId(bakery().uuid) };
		const items = [itemWithFiles({ data: png }), itemWithFiles({ data: pdf })];
		const error = await failureOf(at.run('transaction', 'attachReceipt', form, { items }));
		expect(error.message).toMatch(/is a PDF.*\[item 1\]$/);
		expect(at.sent()).toEqual([]);
	});

	test('are put in the storage with the type of their bytes and without any key', async () => {
		await attach({ data: jpg });
		const [put] = at.localBill.requests.filter(({ method }) => method === 'PUT');
		expect(put.headers['content-type']).toBe('image/jpeg');
		expect(Object.keys(put.headers)).not.toEqual(expect.arrayContaining(['apitoken']));
		expect(JSON.stringify(put.headers)).not.toContain(at.localBill.spendToken);
	});

	test('get a new URL with each attempt, and an error that says that nothing was attached', async () => {
		at.localBill.setSpend({ expiredUploads: true });
		const error = await failureOf(attach({ data: png }));
		expect(error.message).toMatch(/^The receipt could not be uploaded: .*\(HTTP 403\) \[item 0\]$/);
		expect(error.description).toContain('Nothing was attached');
		expect(error).toMatchObject({ outcome: 'notSent' });
		expect(JSON.stringify([error.message, error.description])).not.toContain('signature=');
		expect(at.sent().filter((request) => request.endsWith('receipt-upload-url'))).toHaveLength(3);
		expect(bakery().receiptStatus).toBe('NOT_ATTACHED');
	});

	test('whose upload broke once are sent again', async () => {
		at.localBill.addFault({
			match: { method: 'PUT' },
			times: 1,
			then: { status: 503, body: 'busy' },
		});
		const [{ json }] = await attach({ data: png });
		expect(json.filename).toBe('receipt.png');
		expect(bakery().receiptStatus).toBe('ATTACHED');
	});

	test('many items each attach theirs', async () => {
		const all = at.localBill.records('spendTransactions');
		const open = all.filter(
			({ isLocked, receiptStatus }) => !isLocked && receiptStatus === 'NOT_ATTACHED',
		);
		const some = open.slice(0, 5);
		const items = some.map(() => itemWithFiles({ data: png })) as Item[];
		await at.node.run({
			parameters: (item) => ({
				...{ resource: 'transaction', operation: 'attachReceipt' },
				transactionId: byId(some[item].uuid),
			}),
			items,
		});
		for (const { id } of some) {
			expect(seeded(at.bill, 'spendTransactions', (each) => each.id === id).receipts).toHaveLength(
				1,
			);
		}
	});
});

describe('rules that are checked before anything is sent', () => {
	const owners = () => seeded(at.bill, 'spendUsers').uuid;
	const budget = (more: Data) => ({
		...{ name: 'X', owners: owners(), recurringInterval: 'MONTHLY' },
		...{ periodLimit: '10', recurringLimit: '10', ...more },
	});
	const weekly = { recurringInterval: 'WEEKLY' };

	test.each<[string, Data, string]>([
		['no limit', { periodLimit: '' }, 'Limit is required, unless'],
		['no recurring limit', { recurringLimit: '' }, 'Recurring Limit is required, unless'],
		[
			'a buffer and weeks',
			{ ...weekly, additionalFields: { overspendBuffer: 5 } },
			'Overspend Buffer cannot be used with a weekly budget',
		],
		[
			'no limit and weeks',
			{ ...weekly, additionalFields: { limitlessOverspend: true } },
			'Limitless Overspend cannot be used with a weekly budget',
		],
		[
			'a goal and a limit',
			{ additionalFields: { limitlessGoal: 5 } },
			'Limitless Goal can only be used with Limitless Overspend',
		],
		[
			'a buffer and no limit',
			{ additionalFields: { limitlessOverspend: true, overspendBuffer: 5 } },
			'Overspend Buffer cannot be used with Limitless Overspend',
		],
		[
			'a month and months',
			{ additionalFields: { recurMonth: 3 } },
			'Recur Month can only be used with a quarterly or yearly budget',
		],
	])('a budget: %s', async (_, more, message) => {
		const error = await failureOf(at.run('budget', 'create', budget(more)));
		expect(error.message).toContain(message);
		expect(at.sent()).toEqual([]);
	});

	const share = { shareBudgetFunds: true, periodLimit: 5 };
	test.each<[string, string, () => Data, string]>([
		[
			...(['budgetMember', 'addOrUpdate'] as const),
			() => ({ budgetId: byId('bgt_x'), userId: byId('usr_x'), additionalFields: share }),
			'Limit cannot be used with Share Budget Funds',
		],
		[
			...(['budgetMember', 'addOrUpdate'] as const),
			() => ({
				...{ budgetId: byId('bgt_x'), userId: byId('usr_x') },
				additionalFields: { shareBudgetFunds: false, periodLimit: 5 },
			}),
			'Recurring Limit is required when Share Budget Funds is off',
		],
		[
			...(['budgetMember', 'addOrUpdateMany'] as const),
			() => ({
				budgetId: byId('bgt_x'),
				members: lines(
					{ userId: byId('usr_a') },
					{ userId: byId('usr_b'), additionalFields: share },
				),
			}),
			'Members 2: Limit cannot be used with Share Budget Funds',
		],
		[
			...(['card', 'create'] as const),
			() => ({
				name: 'X',
				userId: byId('usr_x'),
				budgetId: byId('bgt_x'),
				additionalFields: share,
			}),
			'Limit cannot be used with Share Budget Funds',
		],
		[
			...(['customField', 'create'] as const),
			() => ({ name: 'X', global: false }),
			'Selected Budgets is required',
		],
		[
			...(['transaction', 'moveToBudget'] as const),
			() => ({ transactionId: byId('txr_x'), budgetId: byId('crd_x') }),
			'Budget must be a UUID that begins with bgt_, or an ID; got "crd_x"',
		],
	])('%s %s', async (resource, operation, form, message) => {
		const error = await failureOf(at.run(resource, operation, form()));
		expect(error.message).toContain(message);
		expect(at.sent()).toEqual([]);
	});
});

describe('Create or Update', () => {
	test('refuses a retired user, because BILL cannot restore one', async () => {
		const form = {
			...{ firstName: 'Ira', lastName: 'Klein', role: 'MEMBER' },
			email: 'Ira.Klein@northlight-goods.example',
		};
		const error = await failureOf(at.run('user', 'upsert', form));
		expect(error.message).toBe('The user with this Email is retired [item 0]');
		expect(writes()).toEqual([]);
	});

	test('refuses a budget whose name is there twice', async () => {
		const form = {
			...{ name: 'Trade show', owners: seeded(at.bill, 'spendUsers').uuid },
			...{ recurringInterval: 'NONE', periodLimit: '5' },
		};
		const error = await failureOf(at.run('budget', 'upsert', form));
		expect(error.message).toBe('2 budgets in BILL have the Name "Trade show" [item 0]');
		expect(writes()).toEqual([]);
	});
});

describe('the limit of requests a minute', () => {
	test('is waited out when BILL rejects a request anyway', async () => {
		at.localBill.addFault({
			times: 2,
			then: { status: 429, code: 'BDC_1144', message: 'Too many', headers: { 'retry-after': '1' } },
		});
		const begun = Date.now();
		expect(await at.run('user', 'getCurrent', {})).toHaveLength(1);
		expect(at.sent()).toHaveLength(3);
		expect(Date.now() - begun).toBeGreaterThan(1_500);
	});

	test('a rejected write is sent again, and takes effect once', async () => {
		at.localBill.addFault({
			match: { method: 'POST' },
			times: 1,
			then: { status: 429, code: 'BDC_1144', message: 'Too many', headers: { 'retry-after': '1' } },
		});
		await at.run('customField', 'create', { name: 'Client' });
		const fields = at.localBill.records('spendCustomFields');
		expect(fields.filter(({ name }) => name === 'Client')).toHaveLength(1);
	});
});

describe('errors say how to go on', () => {
	test('a token that BILL does not know', async () => {
		at.node = at.nodeWith({ apiToken: 'wrong-token' });
		const error = await failureOf(at.run('user', 'getCurrent', {}));
		expect(error.message).toContain('BILL does not accept the API Token');
		expect(JSON.stringify([error.message, error.description])).not.toContain('wrong-token');
	});

	test('a role that is not enough', async () => {
		const ana = seeded(at.bill, 'spendUsers', ({ firstName }) => firstName === 'Ana');
		await spendCall(at.bill, 'PATCH', `/users/${ana.uuid}`, { role: 'MEMBER' });
		const { uuid } = seeded(at.bill, 'spendReimbursements', ({ note }) => note === 'Box cutters');
		const error = await failureOf(
			at.run('reimbursement', 'approve', { reimbursementId: byId(uuid) }),
		);
		expect(error.description).toContain("User > Get Current shows the token's user and role");
	});

	test('an ID that BILL does not know', async () => {
		const error = await failureOf(at.run('card', 'freeze', { cardId: byId('crd_none') }));
		expect(error.description).toContain('Check the ID');
	});
});

import { byId } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';

/*
 * Many reads: items beyond the first fifty are checked while those before them are on their way. Of what writes,
 * nothing is sent before all items are checked.
 */

const at = local();

const MANY = 60;
const WRONG = 55;
const many = { items: emptyItems(MANY) };

/** The form of a vendor's operation, with another simplify or update for one item. */
const form = (wrong: number, more: object, odd: object) => (item: number) => ({
	vendorId: byId(at.localBill.records('vendors')[0].id),
	...(item === wrong ? odd : more),
});
const gets = (wrong = -1) => form(wrong, {}, { simplify: 'maybe' });

test('all are read, in the order of the items, each once', async () => {
	at.localBill.seed({ vendors: MANY });
	const ids = at.localBill
		.records('vendors')
		.slice(0, MANY)
		.map(({ id }) => id);
	const items = await at.run('vendor', 'get', (item) => ({ vendorId: byId(ids[item]) }), many);
	expect(items.map(({ json }) => json.id)).toEqual(ids);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(ids.map((_, item) => ({ item })));
	expect(at.sent()).toHaveLength(MANY);
});

test('one that is wrong among the first fifty ends the run before anything is sent', async () => {
	const error = await failureOf(at.run('vendor', 'get', gets(49), many));
	expect(error.message).toContain('Simplify must be true or false');
	expect(at.localBill.requests).toEqual([]);
});

test('a later one that is wrong ends the run, is named, and nothing is sent for it', async () => {
	const error = await failureOf(at.run('vendor', 'get', gets(WRONG), many));
	expect(error.message).toMatch(/Simplify must be true or false.* \[item 55\]$/);
	expect(error.description).toContain('Nothing was sent for this item.');
	expect(at.sent().length).toBeLessThan(MANY);
});

test('with Continue On Fail it fails alone', async () => {
	const items = await at.run('vendor', 'get', gets(WRONG), { ...many, continueOnFail: true });
	expect(items).toHaveLength(MANY);
	const failed = items.flatMap(({ json }, item) => (json.error ? [item] : []));
	expect(failed).toEqual([WRONG]);
	expect(at.sent()).toHaveLength(MANY - 1);
});

test('a read that fails ends the run, and what was not checked yet is not read', async () => {
	const path = `/connect/v3/vendors/${at.localBill.records('vendors')[0].id}`;
	at.localBill.addFault({
		match: { method: 'GET', path },
		then: { status: 422, code: 'BDC_1205' },
	});
	const read: number[] = [];
	const error = await failureOf(
		at.run(
			'vendor',
			'get',
			(item) => {
				read.push(item);
				return gets()(item);
			},
			many,
		),
	);
	expect(error.message).toContain('BDC_1205');
	expect(Math.max(...read)).toBeLessThan(MANY - 1);
	expect(at.sent().length).toBeLessThan(10);
});

test('what writes is checked whole before anything is sent', async () => {
	const update = form(WRONG, { updateFields: { phone: '1' } }, { updateFields: { email: 'x' } });
	const error = await failureOf(at.run('vendor', 'update', update, many));
	expect(error.message).toContain(`[item ${WRONG}]`);
	expect(at.localBill.requests).toEqual([]);
});

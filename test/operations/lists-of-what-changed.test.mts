import { eventually } from '../support/eventually.mts';
import { byId } from '../support/form.mts';
import { local } from '../support/local.mts';

/* Lists that BILL cannot filter by time are filtered by the node, whether BILL returns them whole or in pages. */

const at = local();
const LONG_AGO = '2020-02-03T04:05:06.000+00:00';

test('AP cards, which BILL gives whole, are those that have changed', async () => {
	const [changed, other] = at.localBill.records('apCards');
	other.updatedTime = LONG_AGO;
	const days = Math.ceil((Date.now() - Date.parse(changed.updatedTime)) / 86_400_000);
	const items = await at.run('apCard', 'getAll', { filters: { changedWithin: [{ value: days }] } });
	expect(items.map(({ json }) => json.id)).toEqual([changed.id]);
	expect(at.log().at(-1)?.query).toEqual({});
});

test('recurring bills, which BILL gives in pages, are those that have changed', async () => {
	const [other, ...changed] = at.localBill.records('recurringBills');
	for (const { id } of changed) {
		await at.bill.call('PATCH', `/v3/recurringbills/${id}`, { description: 'Changed today' });
	}
	other.updatedTime = LONG_AGO;
	const items = await at.run('recurringBill', 'getAll', {
		filters: { changedWithin: [{ value: 0 }] },
		options: { addNames: false },
	});
	expect(items.map(({ json }) => json.id).sort()).toEqual(changed.map(({ id }) => id).sort());
});

test('documents of a bill are those that are new', async () => {
	const [{ id }] = at.localBill.records('bills');
	for (const name of ['old.pdf', 'new.pdf']) {
		const upload = await at.bill.call(
			'POST',
			`/v3/documents/bills/${id}`,
			Buffer.from('%PDF-1.4'),
			{ name },
		);
		await eventually(
			async () => (await at.bill.first(`/v3/documents/upload-status?ids=${upload.id}`)).documentId,
			`${name} is taken in`,
		);
	}
	const list = async (filters: object) =>
		(await at.run('document', 'getAll', { billId: byId(id), filters })).map(
			({ json }) => json.name,
		);
	const all = await list({});
	const old = at.localBill.records('documents').find(({ name }) => name === all[0])!;
	old.createdTime = LONG_AGO;
	expect(await list({ createdWithin: [{ value: 1 }] })).toEqual(all.slice(1));
});

import { byId } from '../support/form.mts';
import { failureOf, local } from '../support/local.mts';

/*
 * Invisible characters, which come with text copied from web pages or spreadsheets: BILL's own response to them would
 * look wrong, or BILL would find nothing.
 */

const at = local();

const vendorId = () =>
	at.localBill.records('vendors').find(({ archived }) => archived !== true)!.id;
const bodies = () => at.log().map(({ body }) => body);

test('an invisible character in an ID is shown', async () => {
	const id = vendorId();
	const hidden = `${id.slice(0, 5)}\u200b${id.slice(5)}`;
	const error = await failureOf(at.run('vendor', 'get', { vendorId: byId(hidden) }));
	expect(error.message).toContain('<U+200B>');
	expect(at.sent()).toEqual([]);
});

test.each([
	['a space without width', '\u200b', 'U+200B'],
	['a soft hyphen', '\u00ad', 'U+00AD'],
	['a mark of direction', '\u202a', 'U+202A'],
	['a space that does not break', '\u00a0', 'U+00A0'],
])(
	'%s in an ID is shown in JSON, in a list and where the ID is typed, too',
	async (_, character, code) => {
		const id = vendorId();
		const hidden = `${id.slice(0, 5)}${character}${id.slice(5)}`;
		const body = {
			...{ vendorId: hidden, dueDate: '2027-02-01', billLineItems: [{ amount: 5 }] },
			invoice: { invoiceNumber: 'N-2', invoiceDate: '2027-01-01' },
		};
		const filters = { vendorId: [{ operator: 'in', values: [id, hidden] }] };
		const challenge = { challengeId: hidden, code: '123456', device: 'n8n' };
		const events = {
			...{ subscriptionId: byId('f0a9d6f2-8d5c-4c2b-9a4f-1a2b3c4d5e6f') },
			...{ createdTimeFrom: '2027-01-01', additionalFields: { entityId: hidden } },
		};
		for (const failure of [
			at.run('bill', 'create', { inputMode: 'json', body }),
			at.run('bill', 'getAll', { filters }),
			at.run('session', 'validateCode', challenge),
			at.run('webhookEvent', 'getAll', events),
			at.run('apiRequest', 'send', { method: 'GET', path: `/v3/vendors/${hidden}` }),
			at.run('bill', 'getAll', { options: { filterText: `vendorId:eq:${hidden}` } }),
		]) {
			expect((await failureOf(failure)).message).toContain(`<${code}>`);
		}
		expect(at.sent()).toEqual([]);
	},
);

test('spaces around an ID go in JSON too', async () => {
	const id = vendorId();
	const body = {
		...{ vendorId: `\ufeff${id}\u00a0\n`, dueDate: '2027-02-01', billLineItems: [{ amount: 5 }] },
		invoice: { invoiceNumber: 'N-2', invoiceDate: '2027-01-01' },
	};
	await at.run('bill', 'create', { inputMode: 'json', body });
	expect(bodies()).toMatchObject([{ vendorId: id }]);
});

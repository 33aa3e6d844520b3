import { byId } from '../support/form.mts';
import { failureOf, local } from '../support/local.mts';
import { makeVendorAndBill } from '../support/records.mts';

/* An upload that BILL has not processed successfully is an error, whatever status BILL returns. */

const at = local();
const data = Buffer.from('%PDF-1.4').toString('base64');
const items = [
	{ json: {}, binary: { data: { data, mimeType: 'application/pdf', fileName: 'a.pdf' } } },
];

test.each(['FAILED', 'UPLOAD_FAILED', 'REJECTED', 'error'])(
	'a document whose upload ends with %s is an error, and refused',
	async (status) => {
		const { bill } = await makeVendorAndBill(at.bill);
		at.localBill.addFault({
			match: { method: 'POST', path: `/connect/v3/documents/bills/${bill.id}` },
			then: { status: 200, body: { id: '0du01FAILED', name: 'a.pdf' } },
		});
		for (const state of ['IN_PROGRESS', status]) {
			at.localBill.addFault({
				match: { path: '/connect/v3/documents/upload-status' },
				then: { status: 200, body: [{ uploadId: '0du01FAILED', status: state }] },
			});
		}
		const error = await failureOf(
			at.run('document', 'upload', { billId: byId(bill.id) }, { items }),
		);
		expect(error.message).toContain(`did not process the file (${status})`);
		expect(error.outcome).toBe('refused');
		expect(
			at.log().filter(({ method, path }) => method === 'POST' && /documents/.test(path)),
		).toHaveLength(1);
	},
);

test('an attachment with the status FAILED is an error', async () => {
	const { vendor } = await makeVendorAndBill(at.bill);
	at.localBill.addFault({
		match: { method: 'POST', path: `/connect/v3/attachments/vendors/${vendor.id}` },
		then: { status: 200, body: { name: 'a.pdf', status: 'FAILED' } },
	});
	const form = { vendorId: byId(vendor.id) };
	const error = await failureOf(at.run('attachment', 'uploadToVendor', form, { items }));
	expect(error.message).toContain('did not process the file (FAILED)');
});

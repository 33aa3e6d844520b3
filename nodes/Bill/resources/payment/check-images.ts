import { withDownload } from '../../../core/run/files';
import type { Call, Output } from '../../../core/run/operation';

/** BILL returns one link for each side of the check: https://developer.bill.com/reference/getcheckimage */
export async function downloadCheckImages(call: Call): Promise<Output[]> {
	const { client, request, recordId: paymentId } = call;
	const images = await client.list(request, { fixedPages: true });
	const outputs: Output[] = [];
	for (const [index, { downloadLink }] of images.entries()) {
		const found = { record: { paymentId, image: index + 1 }, link: downloadLink };
		outputs.push(
			await withDownload(call, found, {
				message: 'BILL offers no picture of this side of the check',
				description: 'Look at the payment in BILL.',
			}),
		);
	}
	return outputs;
}

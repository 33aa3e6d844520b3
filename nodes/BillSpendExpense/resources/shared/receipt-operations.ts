import type { IDataObject } from 'n8n-workflow';

import { required } from '../../../core/form/field';
import type { Field } from '../../../core/form/field';
import { record } from '../../../core/form/record-fields';
import type { RecordKind } from '../../../core/form/record-fields';
import type { Call, Operation, Output } from '../../../core/run/operation';
import { remove, sendForRecord } from '../../../core/run/output';
import { receiptAttached, receiptDeleted } from './look-ups';
import { checkReceipts, receiptFiles, receiptOptions, uploadReceipts } from './receipts';
import type { Uploaded } from './receipts';
import { receiptShape } from './shapes';

interface Receipts {
	/** In lower case, as in a sentence. */
	one: string;
	/** The path of one record. */
	path: string;
	id: Field;
	/** The kind of the record's receipts. */
	receipt: RecordKind;
	/** The path that returns an upload URL for each receipt. */
	addressPath: string;
	/** The body that attaches a receipt. */
	attach(uploaded: Uploaded): IDataObject;
}

/** Attaching and deleting receipts, for the records that can have them. */
export function receiptOperations({
	one,
	path,
	id,
	receipt,
	addressPath,
	attach,
}: Receipts): Operation[] {
	return [
		{
			value: 'attachReceipt',
			name: 'Attach Receipt',
			action: `Attach a receipt to a ${one}`,
			description: `Upload a picture from a binary field and attach it to one ${one}`,
			method: 'POST',
			path: `${path}/receipts`,
			fields: [id],
			files: [required(receiptFiles)],
			options: receiptOptions,
			file: true,
			output: receiptShape,
			lookUp: receiptAttached,
			prepare: checkReceipts,
			run: async (call: Call) => {
				const outputs: Output[] = [];
				for (const uploaded of await uploadReceipts(call, addressPath)) {
					const request = { ...call.request, body: attach(uploaded) };
					outputs.push(...(await sendForRecord(call, request)));
				}
				return outputs;
			},
		},
		{
			value: 'deleteReceipt',
			name: 'Delete Receipt',
			action: `Delete a receipt of a ${one}`,
			description: `Remove one receipt from a ${one} permanently; this cannot be undone`,
			method: 'DELETE',
			path: `${path}/receipts/{receiptId}`,
			fields: [id, record('receiptId', receipt, { required: true })],
			output: { deleted: 'boolean' },
			lookUp: receiptDeleted,
			run: remove,
		},
	];
}

import { record } from '../../../core/form/record-fields';
import type { RecordKind } from '../../../core/form/record-fields';

/** An existing line of the record that is chosen in the node. */
export const existingLine = (kind: RecordKind) =>
	record('id', kind, {
		label: 'Line ID',
		as: 'lineId',
		description: 'An existing line; Get shows its ID',
	});

import { required } from '../../../core/form/field';
import type { Field } from '../../../core/form/field';
import { lines } from '../../../core/form/groups';
import { money, text } from '../../../core/form/kinds';
import type { RecordKind } from '../../../core/form/record-fields';
import { bookings } from './bookings';
import { existingLine } from './existing-line';

/** The lines of recurring bills and vendor credits: an amount, a description, and what the amount is booked to. */
interface LineExamples {
	amount: number;
	description: string;
}

/**
 * n8n requires five or more fields to be sorted, so the description of an existing line is among the other fields.
 *
 * @param member BILL's name for the list
 * @param existing the kind of record of existing lines
 * @param others what a line can be booked to besides its account
 * @returns the list for a new record, a replaced one and a changed one
 */
export function payableLines(
	member: string,
	existing: RecordKind,
	others: Field[],
	eg: LineExamples,
) {
	const lineId = existingLine(existing);
	const description = text('description', { eg: eg.description, max: 4000 });
	const common = { label: 'Line Items', entry: 'Line' };
	const amount = money('amount', { eg: eg.amount, blank: true });
	const account = bookings.chartOfAccountId;
	return {
		created: lines(member, [required(amount), description, account], {
			...common,
			more: others,
			required: true,
		}),
		replaced: lines(member, [lineId, required(amount), account], {
			...common,
			more: [description, ...others],
			required: true,
			description:
				'All lines: a line without a Line ID is added, and an existing line you leave out is removed',
		}),
		changed: lines(member, [lineId, amount, account], {
			...common,
			more: [description, ...others],
			comesFrom: [['amount']],
			description:
				'Each with the Line ID of an existing line; lines you leave out stay unchanged. To add or remove lines, use Replace.',
		}),
	};
}

import { required } from '../../../core/form/field';
import type { Field } from '../../../core/form/field';
import { lines } from '../../../core/form/groups';
import { money, text } from '../../../core/form/kinds';
import type { RecordKind } from '../../../core/form/record-fields';
import { bookings } from './bookings';
import { existingLine } from './existing-line';

/** The lines of recurring bills and vendor credits: an amount, a text, and what the amount is booked to. */
interface LineExamples {
	amount: number;
	description: string;
}

/**
 * n8n wants five fields sorted, so that the text of an existing line stands among the others.
 *
 * @param member BILL's name of the list
 * @param existing lines that are there already
 * @param others what a line can be booked to beside its account
 * @returns the list as a new record, a replaced one and a changed one take it
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

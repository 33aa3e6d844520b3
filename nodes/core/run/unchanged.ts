import type { IDataObject } from 'n8n-workflow';

import { memberAt } from '../form/shape';
import type { BillClient } from '../wire/client';

/** A record that is to be written back, in part or as a whole. */
export interface ReadBefore {
	/** The record as it was read. */
	record: IDataObject;
	/** The members that are written back, or that the decision was based on: paths such as `invoice.invoiceNumber`. */
	members: string[];
	/** Reads it again in the same way: BILL's lists contain less of a record than the record itself. */
	readAgain(): Promise<unknown>;
	/** The kind of record in ordinary words: `bill`. */
	one: string;
}

/** It changes with every change of the record, including one of a member that is not written back. */
const TIME_STAMP = 'updatedTime';

/**
 * Reads a record again right before it is written back, and refuses if somebody has changed it in the meantime: the
 * write would undo their change. BILL documents no way to say in the request which version it is meant for, so a change
 * between this read and the write is not noticed.
 *
 * Must be called as the last step before the write.
 *
 * @throws NodeApiError when the record has changed or is gone; in that case nothing was written
 */
export async function refuseWhenChanged(
	client: BillClient,
	{ record, members, readAgain, one }: ReadBefore,
): Promise<void> {
	const now = await readAgain();
	const isThere = typeof now === 'object' && now !== null && !Array.isArray(now);
	const changed = isThere
		? [...members, TIME_STAMP].filter(
				(member) =>
					textOf(memberAt(record, member)) !== textOf(memberAt(now as IDataObject, member)),
			)
		: [];
	if (isThere && changed.length === 0) return;
	throw client.refusal(
		isThere
			? `The ${one} was changed in BILL while it was being worked on`
			: `The ${one} is no longer in BILL`,
		`${isThere ? `Changed fields: ${changed.join(', ')}. ` : ''}It was not written, so that the other change is not undone. Check it in BILL and run it again. ${client.whatWasSent}`,
	);
}

/** A value as text, independent of the order of its members; a missing value and null are the same. */
function textOf(value: unknown): string {
	return JSON.stringify(value ?? null, (_name, part: unknown) => {
		if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
		const entries = Object.entries(part).filter(([, inside]) => inside !== null);
		return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
	});
}

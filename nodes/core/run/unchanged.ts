import type { IDataObject } from 'n8n-workflow';

import { memberAt } from '../form/shape';
import type { BillClient } from '../wire/client';

/** A record that is to be written back, in part or whole. */
export interface ReadBefore {
	/** How it was when it was read. */
	record: IDataObject;
	/** What is written back of it, or what was decided by: paths such as `invoice.invoiceNumber`. */
	members: string[];
	/** Reads it once more, in the same way: BILL's lists tell less of a record than the record itself. */
	readAgain(): Promise<unknown>;
	/** In the words of a person: `bill`. */
	one: string;
}

/** It moves with every change, also with one of a member that is not written back. */
const TIME_STAMP = 'updatedTime';

/**
 * Reads a record again, right before it is written back, and refuses when somebody has changed it meanwhile: what they
 * wrote would be undone. BILL documents no way to say in the request itself which version it is meant for, so a change
 * in the moment between this read and the write is still not seen.
 *
 * To be called as the last step before the write.
 *
 * @throws NodeApiError when it has changed or is gone; nothing has been written then
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
			: `The ${one} is not in BILL any more`,
		`${isThere ? `Another value now: ${changed.join(', ')}. ` : ''}It was not written, so that the other change is not undone. Check it in BILL and run it again. ${client.whatWasSent}`,
	);
}

/** A value as a text that does not depend on the order of its members; no value and null are the same. */
function textOf(value: unknown): string {
	return JSON.stringify(value ?? null, (_name, part: unknown) => {
		if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
		const entries = Object.entries(part).filter(([, inside]) => inside !== null);
		return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
	});
}

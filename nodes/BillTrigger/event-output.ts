import type { IDataObject } from 'n8n-workflow';

import { simplified } from '../core/form/shape';
import { kindOf } from '../events/catalogue';
import type { Notification } from './notification';

/** An item has ten members at most, when it is simplified; two are of the event. */
const MOST_MEMBERS = 8;

/** A record that was read from BILL, and its most used members. */
export interface FullRecord {
	record: IDataObject;
	simplify?: string[];
}

/** What the workflow gets of an event, with the full record in place of what the event tells where it was read. */
export function outputOf(
	{ eventId, eventType, entity, errors, member, payload }: Notification,
	isSimple: boolean,
	full?: FullRecord,
): IDataObject {
	const record = full?.record ?? entity;
	if (!isSimple) return { ...payload, [member]: record };
	const members = full?.simplify ?? kindOf(eventType)?.simplify ?? [];
	const chosen = simplified(record, members.slice(0, MOST_MEMBERS));
	// Of an event or a form that is not known, what comes first.
	const first = () => simplified(record, Object.keys(record).slice(0, MOST_MEMBERS));
	return {
		eventId,
		eventType,
		...(Object.keys(chosen).length > 0 ? chosen : first()),
		...(errors && { errors: errors as IDataObject[] }),
	};
}

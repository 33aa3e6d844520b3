import type { IDataObject } from 'n8n-workflow';

import { simplified } from '../core/form/shape';
import { kindOf } from '../events/catalogue';
import type { Notification } from './notification';

/** A simplified item has at most ten members; two of them describe the event. */
const MOST_MEMBERS = 8;

/** A record that was read from BILL, and its most used members; or why it could not be read. */
export interface FullRecord {
	record?: IDataObject;
	simplify?: string[];
	missing?: string;
}

/** The workflow's item for an event; if the full record was read, it replaces the data of the event. */
export function outputOf(
	{ eventId, eventType, entity, errors, member, payload }: Notification,
	isSimple: boolean,
	full?: FullRecord,
): IDataObject {
	const record = full?.record ?? entity;
	const missing = full?.missing === undefined ? {} : { recordMissing: full.missing };
	if (!isSimple) return { ...payload, [member]: record, ...missing };
	const members = full?.simplify ?? kindOf(eventType)?.simplify ?? [];
	const most = MOST_MEMBERS - Object.keys(missing).length;
	const chosen = simplified(record, members.slice(0, most));
	// For an unknown event or format, the first members.
	const first = () => simplified(record, Object.keys(record).slice(0, most));
	return {
		eventId,
		eventType,
		...missing,
		...asInAnswers(Object.keys(chosen).length > 0 ? chosen : first()),
		...(errors && { errors: errors as IDataObject[] }),
	};
}

const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})T00:00(:00(\.0+)?)?(Z|[+-]00:?00)$/;

/**
 * Converts what events write differently from BILL's responses: days as midnight UTC, which is the day before in an
 * American workflow, and account numbers as numbers.
 */
function asInAnswers(record: IDataObject): IDataObject {
	const alike = Object.entries(record).map(([name, value]): [string, IDataObject[string]] => {
		const day = name.endsWith('Date') ? MIDNIGHT.exec(String(value))?.[1] : undefined;
		const isNumber = name.endsWith('ccountNumber') && typeof value === 'number';
		return [name, day ?? (isNumber ? String(value) : value)];
	});
	return Object.fromEntries(alike);
}

import type { Field } from '../core/form/field';
import { optionList } from '../core/form/option-lists';
import { FieldError, toList, toText } from '../core/form/values';
import { eventChoices } from './catalogue';
import type { EventApi } from './catalogue';

const VERSION = '1';

/** An event as a subscription names it. */
export interface SubscribedEvent {
	type: string;
	version: string;
}

/** The names of the chosen events, without checking them. */
export function eventNames(chosen: unknown): string[] {
	const list = Array.isArray(chosen) ? chosen : String(chosen ?? '').split(',');
	return list.map((name) => String(name).trim()).filter(Boolean);
}

/** The events of a subscription to one of BILL's two APIs. An expression may name events that BILL has added since. */
export const eventsField = (api: EventApi): Field => ({
	name: 'events',
	path: 'events',
	example: [
		{ type: api === 'apAr' ? 'bill.updated' : 'spend.transaction.updated', version: VERSION },
	],
	property: {
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		default: [],
		options: optionList(eventChoices(api)),
		required: true,
		description:
			'Which events BILL sends. BILL offers some of them only to some organizations; Get Catalog lists yours.',
	},
	write: writeEvents,
});

/** @throws FieldError when a name is not valid, or no event is named */
export function writeEvents(value: unknown): SubscribedEvent[] {
	const types = toList(value ?? '', 'Events')
		.map((type) => toText(type, 'Events').trim())
		.filter(Boolean);
	const wrong = types.find((type) => !/^[a-z-]+(\.[a-z-]+)+$/.test(type));
	if (wrong) throw new FieldError('Events', `must be names such as bill.updated: "${wrong}"`);
	if (types.length === 0) throw new FieldError('Events', 'needs at least one event');
	return types.map((type) => ({ type, version: VERSION }));
}

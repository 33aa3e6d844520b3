/**
 * Compares what BILL has stored with what executions say about their items. It knows neither the package nor n8n and
 * gets only observations, so that made-up cases can show that it finds errors.
 */

/** What an execution says about an item. */
export type Told =
	| 'made'
	| 'found'
	/** The run ended with an error that lists the item as written; it returns no record. */
	| 'written'
	| 'refused'
	| 'notSent'
	| 'unknown'
	/** The run ended with an error that does not mention the item. */
	| 'notNamed'
	/** The execution was cancelled or killed and says nothing. */
	| 'cutOff'
	/** The item failed, and the error does not say which of refused, notSent and unknown it is. */
	| 'unclear';

export interface TellsOfItem {
	/** Workflow and item, for people to read. */
	name: string;
	/** Values that only this write carries; equal items share one. Pay Many has one per bill. */
	tags: string[];
	told: Told;
	/** IDs of the records that were returned for this item. */
	ids: string[];
}

/** What was observed at BILL. */
export interface SeenAtBill {
	/** How often a write with this tag took effect, according to BILL's log. */
	effects: Record<string, number>;
	/** The stored records with these tags; undefined if BILL stores nothing (emails). */
	kept?: Array<{ id: string; tag: string }>;
	/**
	 * How often a write with this tag took no effect but got the same response as a success. Only for writes whose
	 * success has no body, so that the two responses cannot be told apart.
	 */
	looksDone?: Record<string, number>;
	/**
	 * Tags that are requested one after the other, always with the same content: while the outcome of one is unknown,
	 * no other may be sent.
	 */
	inTurn?: Set<string>;
	/** Create or Update: equal items share one record, which may have existed before. */
	oneRecordForEach?: 'key';
}

export interface Violation {
	rule: 'twice' | 'lost' | 'denied' | 'unclear' | 'wrong record' | 'not named';
	text: string;
}

const given: Told[] = ['made', 'found'];
const certain: Told[] = [...given, 'written'];
const open: Told[] = ['unknown', 'cutOff', 'unclear'];

/** All violations; empty if everything is correct. */
export function check(items: TellsOfItem[], seen: SeenAtBill): Violation[] {
	const tags = new Set(items.flatMap((item) => item.tags));
	return [
		...items.filter(({ told }) => told === 'unclear').map(unclear),
		...[...tags].flatMap((tag) =>
			checkTag(
				tag,
				items.filter((item) => item.tags.includes(tag)),
				seen,
			),
		),
		...checkRecords(items, seen),
	];
}

/** Tags for which more items are reported as done than BILL has done, although no response could have shown this. */
export function undecidable(
	items: TellsOfItem[],
	{ effects, looksDone = {} }: SeenAtBill,
): string[] {
	return Object.keys(looksDone).filter((tag) => {
		const sure = items.filter(({ tags, told }) => tags.includes(tag) && certain.includes(told));
		return (effects[tag] ?? 0) < sure.length;
	});
}

const unclear = ({ name }: TellsOfItem): Violation => ({
	rule: 'unclear',
	text: `${name} failed and says none of refused, notSent, unknown`,
});

function checkTag(tag: string, items: TellsOfItem[], seen: SeenAtBill): Violation[] {
	const found: Violation[] = [];
	const names = items.map(({ name, told }) => `${name} (${told})`).join(', ');
	const say = (rule: Violation['rule'], text: string) =>
		found.push({ rule, text: `${names}: ${text}` });
	const count = (some: Told[]) => items.filter(({ told }) => some.includes(told)).length;
	const effects = seen.effects[tag] ?? 0;
	const [sure, perhaps, notNamed] = [count(certain), count(open), count(['notNamed'])];

	if (effects > items.length) say('twice', `${effects} writes took effect for ${items.length}`);
	if (seen.oneRecordForEach) {
		const records = seen.kept?.filter((record) => record.tag === tag).length ?? 0;
		if (records > 1) say('twice', `${records} records have one key`);
		if (sure > 0 && records === 0) say('lost', 'no record is there');
		if (effects > 0 && sure + perhaps === 0)
			say(notNamed ? 'not named' : 'denied', 'it was written');
		return found;
	}
	if (seen.inTurn?.has(tag) && effects <= items.length && effects > sure + Math.min(perhaps, 1)) {
		say(
			'twice',
			`${effects} took effect, ${sure} are told to be done: one was lost, and sent again`,
		);
	}
	if (effects + (seen.looksDone?.[tag] ?? 0) < sure) {
		say('lost', `${sure} are told to be done, ${effects} are`);
	}
	if (effects > sure + perhaps && effects <= items.length) {
		const missing = effects - sure - perhaps;
		say(missing <= notNamed ? 'not named' : 'denied', `${missing} more took effect than is told`);
	}
	return found;
}

function checkRecords(items: TellsOfItem[], { kept, oneRecordForEach }: SeenAtBill): Violation[] {
	if (!kept) return [];
	const found: Violation[] = [];
	const givenTo = new Map<string, string>();
	for (const { name, tags, told, ids } of items) {
		if (!given.includes(told)) continue;
		const say = (text: string) =>
			found.push({ rule: 'wrong record', text: `${name} (${told}): ${text}` });
		for (const tag of tags) {
			const own = kept.filter((record) => record.tag === tag).map(({ id }) => id);
			if (!own.some((id) => ids.includes(id))) say(`none of ${ids.join(', ')} is of ${tag}`);
		}
		for (const id of ids) {
			const record = kept.find((each) => each.id === id);
			if (!record || !tags.includes(record.tag)) say(`${id} is not its record`);
			const other = givenTo.get(id);
			if (other && !oneRecordForEach) say(`${id} was given to ${other}, too`);
			givenTo.set(id, name);
		}
	}
	return found;
}

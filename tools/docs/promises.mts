import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

/** What a version of a node promises: each parameter with its type, default and values, and where it is shown. */
export type Promises = Record<string, string[]>;

/** The file with the promises of all nodes. */
export const PROMISES = new URL('../../test/unit/promises.json', import.meta.url);

type Part = INodeProperties & { value?: unknown; values?: INodeProperties[] };

/**
 * A parameter and everything that can be filled in below it. n8n does not save default values, so they are promises
 * too.
 */
function entriesOf(property: INodeProperties, above = ''): string[] {
	const { name, type } = property;
	const path = `${above}${name}`;
	const options = (property.options ?? []) as Part[];
	const values = options.filter((option) => 'value' in option).map(({ value }) => value);
	const modes = (property.modes ?? []).map((mode) => mode.name);
	const own = [path, type, JSON.stringify(property.default), ...modes];
	const choices = values.map((value) => `${path} may be ${JSON.stringify(value)}`);
	const inside = options.flatMap((option) => {
		if (option.values) {
			return option.values.flatMap((each) => entriesOf(each, `${path}.${option.name}.`));
		}
		return 'type' in option ? entriesOf(option, `${path}.`) : [];
	});
	return [own.join(' '), ...choices, ...inside];
}

/** The operations that show a parameter; `*` if all do. */
function placesOf({ displayOptions }: INodeProperties): string[] {
	const { resource, operation } = displayOptions?.show ?? {};
	return (resource ?? ['*']).flatMap((each) =>
		(operation ?? ['*']).map((one) => [each, one].map(String).join('.')),
	);
}

/** The promises in a node's description. */
export function promisesOf({ properties }: INodeTypeDescription): Promises {
	const promises: Record<string, Set<string>> = {};
	for (const property of properties) {
		for (const entry of entriesOf(property)) {
			const places = (promises[entry] ??= new Set());
			for (const place of placesOf(property)) places.add(place);
		}
	}
	return Object.fromEntries(
		Object.entries(promises)
			.map(([entry, places]) => [entry, [...places].sort()] as const)
			.sort(([one], [other]) => (one < other ? -1 : 1)),
	);
}

/** The file format: one line per entry, its operations grouped by resource. */
export type Written = Record<string, Record<string, string>>;

export const written = (nodes: Record<string, Promises>): Written =>
	mapped(nodes, (promises) => mapped(promises, (places) => shortened(places).join(' ')));

export const readFrom = (nodes: Written): Record<string, Promises> =>
	mapped(nodes, (promises) =>
		mapped(promises, (places) =>
			places.split(' ').flatMap((place) => {
				const [resource, operations] = place.split('.');
				return operations.split('|').map((operation) => `${resource}.${operation}`);
			}),
		),
	);

function mapped<From, To>(record: Record<string, From>, change: (value: From) => To) {
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** `bill.get`, `bill.update` becomes `bill.get|update`. */
function shortened(places: string[]): string[] {
	const operations: Record<string, string[]> = {};
	for (const place of places) {
		const [resource, operation] = place.split('.');
		(operations[resource] ??= []).push(operation);
	}
	return Object.entries(operations).map(([resource, all]) => `${resource}.${all.join('|')}`);
}

/** The promises that are now broken: `entry (place)` for each. */
export function brokenBy(promised: Promises, now: Promises): string[] {
	return Object.entries(promised).flatMap(([entry, places]) =>
		places.filter((place) => !now[entry]?.includes(place)).map((place) => `${entry} (${place})`),
	);
}

import type { Field, Writing } from './field';
import type { Filter } from './filters';
import { choice, flag, number, text } from './kinds';
import type { OperationForm } from './operation';
import { FieldError, unseenIn, visible } from './values';

/** How an operation is carried out, as chosen and checked; none of it is sent. */
export interface Settings {
	/** How many records are wanted; `Infinity` with Return All. */
	limit: number;
	simplify: boolean;
	/** Whether to read names where BILL returns only the ID. */
	addNames: boolean;
	/** Several items may be sent in one request. */
	batching: boolean;
	/** How long to wait for each response. */
	timeoutMs: number;
	/** How long to look up what a lost write has done; 0 if that is not wanted. */
	lookUpSeconds: number;
	/** The choices, files and options of this operation, by their names, and the filter text. */
	options: Record<string, unknown>;
}

export const returnAll = flag('returnAll', {
	description: 'Whether to return all results or only up to a given limit',
});

const aNumber = number('limit', { eg: 50, integer: true, min: 1 });
export const limit: Field = {
	...aNumber,
	property: {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
};

export const simplify = flag('simplify', {
	initially: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

const addNames = flag('addNames', {
	initially: true,
	description:
		'Whether to add names and numbers where BILL returns only an ID; each is read once. If you leave this out, they are added when Simplify is on.',
});

const batching = choice(
	'batching',
	[
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'Send several items in one request where BILL allows it',
		},
		{ name: 'One by One', value: 'single', description: 'Send one request for each item' },
	],
	{ initially: 'automatic' },
);

const CLEAR = 'clear';

const emptyFields = choice(
	'emptyFields',
	[
		{
			name: 'Leave as They Are',
			value: 'leave',
			description: 'Empty fields are not sent',
		},
		{
			name: 'Clear',
			value: CLEAR,
			description: 'Empty fields are cleared in BILL; a field without a value (null) is not',
		},
	],
	{
		initially: 'leave',
		description:
			'What to do with empty fields in Update Fields. When an AI agent uses the node as a tool, empty fields always stay as they are in BILL.',
	},
);

const timeoutOf = (seconds: number): Field => {
	const made = number('timeout', {
		label: 'Timeout (Seconds)',
		eg: seconds,
		min: 1,
		max: 3600,
		description: 'How long to wait for each response from BILL',
	});
	return { ...made, property: { ...made.property, default: seconds } };
};
const timeout = timeoutOf(60);
const fileTimeout = timeoutOf(300);

const lookUpFor = (seconds: number): Field => {
	const made = number('lookUpSeconds', {
		label: 'Look Up (Seconds)',
		eg: seconds,
		min: 0,
		max: 600,
		description:
			"How long to check in BILL whether a request took effect when BILL's response was lost. 0 turns this off.",
	});
	return { ...made, property: { ...made.property, default: seconds } };
};

/** Whether BILL itself can apply the filter. */
const isBills = ({ afterReading, means }: Filter) => !afterReading && !means;

/** Conditions in BILL's own notation, for what the form does not offer. */
function filterText(filters: Filter[]): Field {
	// n8n's linter treats "id" in a placeholder as a word of the text.
	const plain = filters.filter((filter) => filter.path !== 'id' && isBills(filter));
	const shown =
		plain.find(({ path }) => path === 'createdTime') ??
		plain.find(({ value }) => typeof value.example === 'string') ??
		plain[0];
	const eg = shown ? `${shown.path}:${shown.operators[0]}:"${String(shown.value.example)}"` : '';
	const made = text('filterText', {
		eg,
		description: "More conditions in BILL's filter syntax, added to Filters",
	});
	if (!shown) delete made.property.placeholder;
	return {
		...made,
		write(filled, writing) {
			const written = made.write(filled, writing);
			if (typeof written !== 'string' || unseenIn(written.trim()).length === 0) return written;
			// BILL would find nothing, which looks like a valid result.
			throw new FieldError(
				made.property.displayName,
				`contains an invisible character: ${visible(written.trim())}`,
			);
		},
	};
}

/** The entries of the Options collection. */
export function optionFields(operation: OperationForm): Field[] {
	const { lookUp } = operation;
	const filters = operation.list?.filters ?? [];
	return [
		...(operation.options ?? []),
		...(operation.names ? [addNames] : []),
		...(operation.bulk ? [batching] : []),
		...(lookUp && 'seconds' in lookUp ? [lookUpFor(lookUp.seconds)] : []),
		...(operation.optional?.as === 'updateFields' ? [emptyFields] : []),
		...(filters.some(isBills) ? [filterText(filters)] : []),
		operation.file ? fileTimeout : timeout,
	];
}

/**
 * Reads and checks the settings of an operation.
 *
 * @param parameter returns the value of a parameter
 * @throws FieldError that names the field
 */
export function readSettings(
	operation: OperationForm,
	parameter: (name: string, fallback: unknown) => unknown,
	writing: Writing,
): Settings {
	const chosen = (field: Field, filled: unknown) =>
		field.write(filled, writing) ?? field.property.default;
	const flat = (field: Field) => chosen(field, parameter(field.name, null));
	const filled = (parameter('options', {}) ?? {}) as Record<string, unknown>;
	const fields = optionFields(operation);
	const chosenOptions = Object.fromEntries(
		fields.map((field) => [field.name, chosen(field, filled[field.name])]),
	);
	const isPaged = operation.list?.paged === true;
	const isSimple = operation.simplify !== undefined && (flat(simplify) as boolean);
	const wantsNames = addNames.write(filled.addNames, writing) ?? isSimple;
	return {
		limit: isPaged && !flat(returnAll) ? (flat(limit) as number) : Infinity,
		simplify: isSimple,
		addNames: operation.names !== undefined && (wantsNames as boolean),
		batching: operation.bulk !== undefined && chosenOptions.batching === 'automatic',
		timeoutMs: (chosenOptions.timeout as number) * 1000,
		lookUpSeconds: (chosenOptions.lookUpSeconds ?? 0) as number,
		options: {
			...Object.fromEntries(
				[...(operation.choices ?? []), ...(operation.files ?? [])].map((field) => [
					field.name,
					flat(field),
				]),
			),
			...chosenOptions,
		},
	};
}

/** Whether empty fields of Update Fields are cleared in BILL. */
export function emptiesFields({ options }: Settings): boolean {
	return options.emptyFields === CLEAR;
}

import { required } from '../../../core/form/field';
import type { Field } from '../../../core/form/field';
import { filterBy } from '../../../core/form/filters';
import type { Filter } from '../../../core/form/filters';
import { record } from '../../../core/form/record-fields';
import type { Shape } from '../../../core/form/shape';
import { standard } from '../../../core/run/operation';
import type { Operation } from '../../../core/run/operation';
import type { ListedKind } from '../../../core/run/pick-lists';
import { upsert } from '../../../core/run/upsert';
import { bulkEndpoints } from '../shared/bulk';
import { commonFilters } from '../shared/filters';

/** What is specific to one kind of classification; all kinds share the same ten endpoints. */
export interface ClassificationTable {
	value: string;
	name: string;
	description: string;
	/** As in a sentence: "department", "departments". */
	one: string;
	many: string;
	/** The path of its list is also the path of its endpoints. */
	recordKind: ListedKind;
	/** The member that holds the records in a response about many at once. */
	member: string;
	/** Required when one is created. */
	main: Field[];
	details: Field[];
	shape: Shape;
	simplify?: string[];
	filters?: Filter[];
	sort: string[];
	/** The member by which Create or Update finds an existing record, if it is not the name. */
	upsertKey?: { member: string; fields: Field[] };
	archive?: string;
	restore?: string;
}

/** The operations of one kind of classification. */
export function operationsOf({
	one,
	many,
	recordKind,
	member,
	main,
	upsertKey,
	...table
}: ClassificationTable): Operation[] {
	const { path } = recordKind.list;
	const details = [
		...table.details,
		record('parentId', recordKind, {
			label: `Parent ${table.name}`,
			description: `The ${one} that this one belongs to`,
		}),
	];
	const basics = { one, many, path, shape: table.shape, simplify: table.simplify };
	const operations = standard({
		...basics,
		id: record(`${table.value}Id`, recordKind, { required: true }),
	});
	const bulk = bulkEndpoints(path, {
		most: 50,
		member,
		toldApartBy: [...main, ...details].map((field) => field.path),
	});
	const create = operations.create({
		description: `Add a new ${one} to book amounts to`,
		fields: main.map(required),
		optional: { as: 'additionalFields', fields: details },
		bulk: bulk.create,
	});
	const keyed: Operation = upsertKey
		? {
				...create,
				fields: upsertKey.fields.map(required),
				optional: {
					as: 'additionalFields',
					fields: details.filter((field) => field.path !== upsertKey.member),
				},
			}
		: create;
	return [
		create,
		// BILL's page of filterable fields does not list the names of classifications, so the list is read once.
		upsert(keyed, {
			one,
			many,
			keys: [{ member: upsertKey?.member ?? 'name', filterable: false }],
		}),
		operations.get(),
		operations.getAll({
			filters: [
				filterBy.flag('archived', ['eq', 'ne'], `Whether the ${one} is archived`),
				...commonFilters(recordKind),
				...(table.filters ?? []),
			],
			sort: table.sort,
		}),
		operations.update([...main, ...details], { bulk: bulk.change }),
		operations.archive({
			...(table.archive && { description: table.archive }),
			bulk: bulk.archive,
		}),
		operations.restore({
			...(table.restore && { description: table.restore }),
			bulk: bulk.restore,
		}),
	];
}

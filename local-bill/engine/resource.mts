import { BillError, bulkError } from '../errors/bill-error.mts';
import type { Collection, New, Rec } from '../state/collection.mts';
import { clean, merge, without, withoutInternals } from '../state/members.mts';
import type { CollectionName, RecordOf } from '../state/records/index.mts';
import { answerList, type ListRules, listQuery, type Scope } from './list.mts';
import type { Call, Route } from './route.mts';
import {
	type Body,
	checkReferences,
	list,
	type Members,
	object,
	type Schema,
	text,
} from './schema.mts';

type Operation = 'list' | 'get' | 'create' | 'update' | 'replace' | 'archive' | 'restore';

/**
 * A kind of record and what BILL lets a caller do with it. Most of BILL's endpoints follow from such a table; special
 * behavior of a kind is in its hooks.
 */
export interface Resource extends Table, Hooks<Rec, object, object> {
	required?: string[];
}

interface Table {
	name: CollectionName;
	path: string;
	operations: Operation[];
	/** Fields that can be written. */
	fields?: Members;
	/** Fields that PUT accepts, if they differ from `fields`. */
	replaceFields?: Members;
	/** Fields that PATCH accepts, if they differ from `fields`. */
	updateFields?: Members;
	/** Query parameters of list and get, besides the usual ones. */
	readQuery?: Members;
	/** `key` is the field of the response that holds the records. Without it the response is a plain array. */
	bulk?: { operations: Array<Exclude<Operation, 'list' | 'get'>>; max: number; key?: string };
	/** Status of a successful create; default 201. */
	createStatus?: number;
}

/** The fields of a new record. `archived` may be left out if it is false. */
export type Made<R extends Rec> = Omit<New<R>, 'archived'> & { archived?: boolean };

/** `Sent` is the body of POST, `Patch` of PATCH, `Whole` of PUT. */
export interface Hooks<R extends Rec, Sent, Patch, Whole = Sent> extends Partial<ListRules<R>> {
	/** Whether this body needs an MFA-trusted session. */
	trusted?(this: void, body: Sent | Patch | Whole): boolean;
	/** The subset of the collection that a path shows, for paths below another record. */
	scope?(call: Call): Scope<R>;
	/** The fields of a new record. Default: the body. */
	make?(body: Sent, call: Call): Made<R>;
	/** The record after PATCH. Default: body and record merged. */
	change?(record: R, body: Patch, call: Call): R;
	/** The record after PUT. Default: the fields of the body replace the old ones. */
	overwrite?(record: R, body: Whole, call: Call): R;
	/** Throws for what no schema can express. Gets the record as it would be after the write. */
	check?(record: R, call: Call, before?: R): void;
	/** Other changes that follow after a record has been written. */
	after?(record: R, call: Call): void;
	/** The record as BILL returns it. */
	show?(record: R, call: Call): object;
}

/** Defines a resource. The types of its hooks follow from the collection name (record) and the fields (bodies). */
export function resource<
	N extends CollectionName,
	Fields extends Members,
	Required extends keyof Fields & string = never,
	Update extends Members = Fields,
	Replace extends Members = Fields,
>(
	definition: Table &
		Hooks<RecordOf<N>, Body<Fields, Required>, Body<Update>, Body<Replace, Required>> & {
			name: N;
			fields?: Fields;
			/** Fields that a new record must have. */
			required?: Required[];
			updateFields?: Update;
			replaceFields?: Replace;
		},
): Resource {
	return definition;
}

export function resourceRoutes(resource: Resource): Route[] {
	const single = resource.operations.map((operation) => singleRoute(resource, operation));
	const bulk = (resource.bulk?.operations ?? []).map((operation) => bulkRoute(resource, operation));
	return [...single, ...bulk];
}

function singleRoute(resource: Resource, operation: Operation): Route {
	const { path, createStatus = 201, readQuery, trusted } = resource;
	const one = `${path}/:id`;
	const act = (call: Call) =>
		show(resource, actions[operation](resource, call, call.params.id, call.body as object), call);
	switch (operation) {
		case 'list':
			return {
				method: 'GET',
				path,
				query: { ...listQuery, ...readQuery },
				handle: (call) =>
					answerList(
						call,
						recordsOf(resource, call),
						{ filters: {}, sort: [], ...resource },
						(record) => show(resource, record, call),
						resource.scope?.(call),
					),
			};
		case 'get':
			return { method: 'GET', path: one, query: readQuery, handle: act };
		case 'create':
			return {
				method: 'POST',
				path,
				body: bodyOf(resource, operation),
				status: createStatus,
				trusted: trusted && ((call) => trusted(call.body as object)),
				handle: act,
			};
		case 'update':
		case 'replace':
			return {
				method: operation === 'update' ? 'PATCH' : 'PUT',
				path: one,
				body: bodyOf(resource, operation),
				trusted: trusted && ((call) => trusted(call.body as object)),
				handle: act,
			};
		default:
			return { method: 'POST', path: `${one}/${operation}`, handle: act };
	}
}

function bulkRoute(resource: Resource, operation: Exclude<Operation, 'list' | 'get'>): Route {
	const { key, max } = resource.bulk!;
	const { trusted } = resource;
	const itemSchema = bodyOf(resource, operation);
	const act = (call: Call, items: Item[]) => {
		const records = allOrNothing(items, ({ id, body }) => {
			checkReferences(call.world, itemSchema, body);
			return show(resource, actions[operation](resource, call, id, body), call);
		});
		return key === undefined ? records : { [key]: records };
	};
	const path = `${resource.path}/bulk`;
	if (operation === 'archive' || operation === 'restore') {
		return {
			method: 'POST',
			path: `${path}/${operation}`,
			query: { ids: text() },
			requiredQuery: ['ids'],
			handle: (call) => {
				const ids = call.query.ids.split(',').map((id) => id.trim());
				if (ids.length > max) throw BillError.invalid('ids', `at most ${max}`);
				return act(
					call,
					ids.map((id) => ({ id, body: { id } })),
				);
			},
		};
	}
	return {
		method: operation === 'create' ? 'POST' : operation === 'update' ? 'PATCH' : 'PUT',
		path,
		body: list(bodyOf(resource, operation, operation !== 'create'), 1, max),
		bulk: true,
		status: operation === 'create' ? (resource.createStatus ?? 201) : 200,
		trusted: trusted && ((call) => (call.body as object[]).some((item) => trusted(item))),
		handle: (call) =>
			act(
				call,
				(call.body as Array<{ id: string }>).map(({ id, ...body }) => ({ id, body })),
			),
	};
}

/** One item of a bulk call. An item of a create has no id. */
interface Item {
	id: string;
	body: object;
}

/** Runs over the items. If any is refused, nothing is written, and the error has one entry per item. */
export function allOrNothing<T, R>(items: T[], run: (item: T, index: number) => R): R[] {
	const guilty = new Map<number, BillError>();
	const done = items.map((item, index) => {
		try {
			return run(item, index);
		} catch (error) {
			if (!(error instanceof BillError)) throw error;
			guilty.set(index, error);
			return undefined;
		}
	});
	if (guilty.size > 0) throw bulkError(items.length, guilty);
	return done as R[];
}

function bodyOf(resource: Resource, operation: Operation, withId = false): Schema {
	const { required = [] } = resource;
	const members = membersOf(resource, operation);
	const needed = operation === 'update' ? [] : required;
	return withId
		? object<Members, string>({ id: text(), ...members }, ['id', ...needed])
		: object<Members, string>(members, needed);
}

function membersOf(resource: Resource, operation: Operation): Members {
	const { fields = {}, updateFields = fields, replaceFields = fields } = resource;
	if (operation === 'update') return updateFields;
	return operation === 'replace' ? replaceFields : fields;
}

type Act = (resource: Resource, call: Call, id: string, body: object) => Rec;

const actions: Record<Operation, Act> = {
	list: () => {
		throw new Error('a list is not an action on one record');
	},
	get: locate,
	create(resource, call, _id, body) {
		const members = clean(resource.make?.(body, call) ?? body);
		// It has all fields except those that the collection adds.
		resource.check?.(members as Rec, call);
		const archivable = resource.operations.includes('archive') ? { archived: false } : {};
		return finish(resource, call, recordsOf(resource, call).add({ ...archivable, ...members }));
	},
	update(resource, call, id, body) {
		const before = locate(resource, call, id);
		return write(
			resource,
			call,
			before,
			resource.change?.(before, body, call) ?? merge(before, body),
		);
	},
	replace(resource, call, id, body) {
		const before = locate(resource, call, id);
		const plain = {
			...without<Rec, object>(before, membersOf(resource, 'replace')),
			...body,
		};
		return write(resource, call, before, resource.overwrite?.(before, body, call) ?? plain);
	},
	archive: (resource, call, id) => setArchived(resource, call, id, true),
	restore: (resource, call, id) => setArchived(resource, call, id, false),
};

/** Typed as records of any kind: only the hooks of the resource know the exact type. */
function recordsOf({ name }: Resource, { world }: Call): Collection<Rec> {
	return world.of(name) as unknown as Collection<Rec>;
}

function locate(resource: Resource, call: Call, id: string): Rec {
	const record = recordsOf(resource, call).get(id);
	if (resource.scope && !resource.scope(call).holds(record)) throw BillError.notFound(id);
	return record;
}

function write(resource: Resource, call: Call, before: Rec, changed: Rec): Rec {
	const record = clean(changed);
	resource.check?.(record, call, before);
	return finish(resource, call, recordsOf(resource, call).save(record));
}

/** Repeating archive or restore succeeds with 200 and changes only `updatedTime`. */
function setArchived(resource: Resource, call: Call, id: string, archived: boolean): Rec {
	const record = locate(resource, call, id);
	return finish(resource, call, recordsOf(resource, call).save({ ...record, archived }));
}

function finish(resource: Resource, call: Call, record: Rec): Rec {
	resource.after?.(record, call);
	return recordsOf(resource, call).get(record.id);
}

function show(resource: Resource, record: Rec, call: Call): unknown {
	return withoutInternals(resource.show?.(record, call) ?? record);
}

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
 * A kind of record and what BILL lets a caller do with it. Most of BILL's endpoints follow from such a table;
 * what is special to a kind stands in its hooks.
 */
export interface Resource extends Table, Hooks<Rec, object, object> {
	required?: string[];
}

interface Table {
	name: CollectionName;
	path: string;
	operations: Operation[];
	/** Members that can be written. */
	fields?: Members;
	/** Members that PUT takes, where they are not the same as `fields`. */
	replaceFields?: Members;
	/** Members that PATCH takes, where they are not the same as `fields`. */
	updateFields?: Members;
	/** Query keys of list and get beside the usual ones. */
	readQuery?: Members;
	/** `key` is the member of the answer that holds the records; without it the answer is a bare array. */
	bulk?: { operations: Array<Exclude<Operation, 'list' | 'get'>>; max: number; key?: string };
	/** Status of a successful create; 201 unless told. */
	createStatus?: number;
}

/** The members of a new record; what is not archived need not say so. */
export type Made<R extends Rec> = Omit<New<R>, 'archived'> & { archived?: boolean };

/** `Sent` is the body of POST, `Patch` that of PATCH, `Whole` that of PUT. */
export interface Hooks<R extends Rec, Sent, Patch, Whole = Sent> extends Partial<ListRules<R>> {
	/** Whether this body needs an MFA-trusted session. */
	trusted?(this: void, body: Sent | Patch | Whole): boolean;
	/** The part of the collection that a path shows, for paths below another record. */
	scope?(call: Call): Scope<R>;
	/** The members of a new record; its body unless told. */
	make?(body: Sent, call: Call): Made<R>;
	/** The record after PATCH; members merged unless told. */
	change?(record: R, body: Patch, call: Call): R;
	/** The record after PUT; the body's members in place of the old ones unless told. */
	overwrite?(record: R, body: Whole, call: Call): R;
	/** Refuses what no schema can say, on the record as it would be. */
	check?(record: R, call: Call, before?: R): void;
	/** What else changes when a record has been written. */
	after?(record: R, call: Call): void;
	/** The record as BILL shows it. */
	show?(record: R, call: Call): object;
}

/** A resource whose hooks know their types: of the record from the name, of the bodies from the members. */
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
			/** Members that a new record must have. */
			required?: Required[];
			updateFields?: Update;
			replaceFields?: Replace;
		},
): Resource {
	return definition;
}

/** The routes of a resource. */
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

/** One item of a bulk call; that of a new record has no id. */
interface Item {
	id: string;
	body: object;
}

/** Runs over the items; if any is refused, none has been done, and each gets its entry of the error. */
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
		// It has all of its members but the ones that the collection gives it.
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

/** As records of any kind: the hooks of the resource know which. */
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

/** Repeating archive or restore is answered 200 and changes nothing but the time. */
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

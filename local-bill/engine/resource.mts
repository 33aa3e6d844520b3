import { BillError, bulkError } from '../errors/bill-error.mts';
import type { Rec } from '../state/collection.mts';
import type { CollectionName } from '../state/world.mts';
import { answerList, type ListRules, listQuery } from './list.mts';
import { clean, merge, withoutInternals } from '../state/members.mts';
import type { Call, Route } from './route.mts';
import { checkReferences, list, object, type Schema, text } from './schema.mts';

type Operation = 'list' | 'get' | 'create' | 'update' | 'replace' | 'archive' | 'restore';

/**
 * A kind of record and what BILL lets a caller do with it. Most of BILL's endpoints follow from such a table;
 * what is special to a kind stands in its hooks.
 */
export interface Resource extends Partial<ListRules> {
	name: CollectionName;
	path: string;
	operations: Operation[];
	/** Members that can be written, and those that a new record must have. */
	fields?: Record<string, Schema>;
	required?: string[];
	/** Members that PATCH takes, where they are not the same as `fields`. */
	updateFields?: Record<string, Schema>;
	/** Query keys of list and get beside the usual ones. */
	readQuery?: Record<string, Schema>;
	/** `key` is the member of the answer that holds the records; without it the answer is a bare array. */
	bulk?: { operations: Array<Exclude<Operation, 'list' | 'get'>>; max: number; key?: string };
	/** Status of a successful create; 201 unless told. */
	createStatus?: number;
	/** Whether this body needs an MFA-trusted session. */
	trusted?: (body: Rec) => boolean;

	/** The part of the collection that a path shows, for paths below another record. */
	scope?: (call: Call) => { key: string; holds: (record: Rec) => boolean };
	/** The members of a new record; its body unless told. */
	make?: (body: Rec, call: Call) => Record<string, unknown>;
	/** The record after PATCH; members merged unless told. */
	change?: (record: Rec, body: Rec, call: Call) => Rec;
	/** The record after PUT; the body's members in place of the old ones unless told. */
	overwrite?: (record: Rec, body: Rec, call: Call) => Rec;
	/** Refuses what no schema can say, on the record as it would be. */
	check?: (record: Rec, call: Call, before?: Rec) => void;
	/** What else changes when a record has been written. */
	after?: (record: Rec, call: Call) => void;
	/** The record as BILL shows it. */
	show?: (record: Rec, call: Call) => unknown;
}

/** The routes of a resource. */
export function resourceRoutes(resource: Resource): Route[] {
	const single = resource.operations.map((operation) => singleRoute(resource, operation));
	const bulk = (resource.bulk?.operations ?? []).map((operation) => bulkRoute(resource, operation));
	return [...single, ...bulk];
}

function singleRoute(resource: Resource, operation: Operation): Route {
	const { path, name, createStatus = 201, readQuery, trusted } = resource;
	const one = `${path}/:id`;
	const act = (call: Call) =>
		show(resource, actions[operation](resource, call, call.params.id, call.body), call);
	switch (operation) {
		case 'list':
			return {
				method: 'GET',
				path,
				query: { ...listQuery, ...readQuery },
				handle: (call) =>
					answerList(
						call,
						call.world.of(name),
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
				trusted: trusted && ((call) => trusted(call.body)),
				handle: act,
			};
		case 'update':
		case 'replace':
			return {
				method: operation === 'update' ? 'PATCH' : 'PUT',
				path: one,
				body: bodyOf(resource, operation),
				trusted: trusted && ((call) => trusted(call.body)),
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
	const act = (call: Call, items: Array<{ id: string; body: Rec }>) => {
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
		trusted: trusted && ((call) => (call.body as Rec[]).some(trusted)),
		handle: (call) =>
			act(
				call,
				(call.body as Rec[]).map((item) => {
					const { id, ...body } = item;
					return { id, body: body as Rec };
				}),
			),
	};
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
	const { fields = {}, updateFields = fields, required = [] } = resource;
	const members = operation === 'update' ? updateFields : fields;
	const needed = operation === 'update' ? [] : required;
	return withId ? object({ id: text(), ...members }, ['id', ...needed]) : object(members, needed);
}

type Act = (resource: Resource, call: Call, id: string, body: Rec) => Rec;

const actions: Record<Operation, Act> = {
	list: () => {
		throw new Error('a list is not an action on one record');
	},
	get: locate,
	create(resource, call, _id, body) {
		const members = clean(resource.make?.(body, call) ?? body) as Rec;
		resource.check?.(members, call);
		const archivable = resource.operations.includes('archive') ? { archived: false } : {};
		return finish(resource, call, call.world.of(resource.name).add({ ...archivable, ...members }));
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
		const kept = Object.entries(before).filter(([name]) => !(name in resource.fields!));
		const plain = { ...Object.fromEntries(kept), ...body } as Rec;
		return write(resource, call, before, resource.overwrite?.(before, body, call) ?? plain);
	},
	archive: (resource, call, id) => setArchived(resource, call, id, true),
	restore: (resource, call, id) => setArchived(resource, call, id, false),
};

function locate(resource: Resource, call: Call, id: string): Rec {
	const record = call.world.of(resource.name).get(id);
	if (resource.scope && !resource.scope(call).holds(record)) throw BillError.notFound(id);
	return record;
}

function write(resource: Resource, call: Call, before: Rec, changed: Rec): Rec {
	const record = clean(changed) as Rec;
	resource.check?.(record, call, before);
	return finish(resource, call, call.world.of(resource.name).save(record));
}

/** Repeating archive or restore is answered 200 and changes nothing but the time. */
function setArchived(resource: Resource, call: Call, id: string, archived: boolean): Rec {
	const record = locate(resource, call, id);
	return finish(resource, call, call.world.of(resource.name).save({ ...record, archived }));
}

function finish(resource: Resource, call: Call, record: Rec): Rec {
	resource.after?.(record, call);
	return call.world.of(resource.name).get(record.id);
}

function show(resource: Resource, record: Rec, call: Call): unknown {
	return withoutInternals((resource.show?.(record, call) as Rec | undefined) ?? record);
}
